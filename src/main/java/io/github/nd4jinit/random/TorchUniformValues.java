package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.FloatFormat;

/**
 * What {@code uniform_(from, to)} of torch draws: {@code from + u (to - from)}, rounded once; where that comes to {@code to} at the
 * tensor's precision, {@code from}. Of a float, u is the lower 24 bits of a word; of a double the lower 53 of two.
 */
final class TorchUniformValues extends TorchValues {

    /** 2²³ as a float: of numbers from there to 2²⁴ the bits are those of the integer. */
    private static final int INTEGERS = 0x4b000000;

    private static final int LOWER_23 = (1 << 23) - 1;

    private static final double FLOAT_UNIT = 0x1p-24;

    private static final double DOUBLE_UNIT = 0x1p-53;

    private final MersenneWords words;
    private final double from;
    private final double to;

    /** The least float that is {@code to} at the tensor's precision, and what takes its place. */
    private final float top;

    private final float bottom;

    TorchUniformValues(MersenneWords words, FloatFormat precision, double from, double to) {
        super(precision);
        this.words = words;
        this.from = from;
        this.to = to;
        this.top = precision.leastFloatOf((float) to);
        this.bottom = (float) precision.round((float) from);
    }

    @Override
    void floats(long first, float[] out, int offset, int n) {
        TorchRoom room = TorchRoom.ofThread();
        float low = (float) from;
        float range = (float) to - low;
        boolean mayReachTop = Math.fma(1 - (float) FLOAT_UNIT, range, low) >= top;
        int run;
        for (int done = 0; done < n; done += run) {
            run = Math.min(n - done, TorchRoom.LENGTH);
            words.read(first + done, run, room.words, 0);
            boolean whole = run == Words.whole(run);
            float[] x = whole ? out : room.floats;
            int at = whole ? offset + done : 0;
            room.integers(room.words, x, at, run);
            stretch(x, at, at + Words.whole(run), low, range);
            if (mayReachTop) {
                replaceTop(x, at, at + run);
            }
            if (!whole) {
                System.arraycopy(x, 0, out, offset + done, run);
            }
        }
    }

    /** Bits of floats {@code ±(2²³ + k)}: k are the lower 23 bits of a word, the next one is set for plus. */
    static void integers(int[] words, int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            int w = words[i];
            bits[i] = ((~w & (1 << 23)) << 8) | (w & LOWER_23) | INTEGERS;
        }
    }

    /** The numbers of the words' lower 24 bits, in 2²⁴ parts of 1, made of {@link #integers}. */
    static void unit(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = unit(x[i]);
        }
    }

    private static void stretch(float[] x, int first, int end, float low, float range) {
        for (int i = first; i < end; i++) {
            x[i] = Math.fma(unit(x[i]), range, low);
        }
    }

    private static float unit(float integer) {
        return Math.max(integer, -0x1p23f - integer) * (float) FLOAT_UNIT;
    }

    private void replaceTop(float[] x, int first, int end) {
        for (int i = first; i < end; i++) {
            if (x[i] >= top) {
                x[i] = bottom;
            }
        }
    }

    @Override
    void doubles(long first, double[] out, int offset, int n) {
        TorchRoom room = TorchRoom.ofThread();
        int run;
        for (int done = 0; done < n; done += run) {
            run = Math.min(n - done, TorchRoom.LENGTH / 2);
            words.read(2 * (first + done), 2 * run, room.words, 0);
            for (int i = 0; i < run; i++) {
                double x = Math.fma(unit(room.words[2 * i], room.words[2 * i + 1]), to - from, from);
                out[offset + done + i] = x == to ? from : x;
            }
        }
    }

    /** The number that torch makes of two words. */
    static double unit(int high, int low) {
        return unit((long) high << Integer.SIZE | Integer.toUnsignedLong(low));
    }

    /** The number of the lower 53 bits. */
    static double unit(long bits) {
        return (bits & ((1L << 53) - 1)) * DOUBLE_UNIT;
    }
}
