package io.github.nd4jinit.internal.sample.torch;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.VectorPasses;

/**
 * The values of torch's {@code uniform_(from, to)}: {@code from + u (to - from)}, rounded once. A result that equals
 * {@code to} in the tensor's format is replaced with {@code from}. For a float, {@code u = k / 2²⁴}, where k is the
 * lower 24 bits of a word. For a double, {@code u = k / 2⁵³}, where k is the lower 53 bits of two words.
 */
final class TorchUniformValues extends TorchValues {

    /**
     * The sign and exponent bits of the floats in [2²³, 2²⁴). The other bits of the float 2²³ + k are the integer k.
     */
    private static final int INTEGER_BITS = 0x4b000000;

    private static final int LOWER_23_BITS = (1 << 23) - 1;

    private static final double FLOAT_UNIT = 0x1p-24;

    private static final double DOUBLE_UNIT = 0x1p-53;

    private final MersenneReader words;
    private final double from;
    private final double to;

    /** The smallest float that equals {@code to} in the tensor's format. */
    private final float top;

    /** The replacement of values that equal {@code to} in the tensor's format. */
    private final float bottom;

    TorchUniformValues(MersenneReader words, FloatFormat format, double from, double to) {
        super(format);
        this.words = words;
        this.from = from;
        this.to = to;
        this.top = format.smallestFloatRoundingTo((float) to);
        this.bottom = (float) format.round((float) from);
    }

    @Override
    void computeFloats(long first, float[] out, int offset, int n) {
        TorchScratch scratch = TorchScratch.POOL.acquire();
        float low = (float) from;
        float range = (float) to - low;
        boolean mayReachTop = Math.fma(1 - (float) FLOAT_UNIT, range, low) >= top;
        int run;
        for (int done = 0; done < n; done += run) {
            run = Math.min(n - done, TorchScratch.LENGTH);
            words.read(first + done, run, scratch.words, 0);
            boolean inPlace = run == VectorPasses.alignUp(run);
            float[] x = inPlace ? out : scratch.floats;
            int start = inPlace ? offset + done : 0;
            scratch.integers(scratch.words, x, start, run);
            mapToRange(x, start, start + VectorPasses.alignUp(run), low, range);
            if (mayReachTop) {
                replaceTop(x, start, start + run);
            }
            if (!inPlace) {
                System.arraycopy(x, 0, out, offset + done, run);
            }
        }
        TorchScratch.POOL.release(scratch);
    }

    /**
     * Computes the bits of the floats {@code ±(2²³ + k)}, where k is the lower 23 bits of a word. The sign is plus if
     * bit 23 of the word is set.
     */
    static void integers(int[] words, int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            int w = words[i];
            bits[i] = ((~w & (1 << 23)) << 8) | (w & LOWER_23_BITS) | INTEGER_BITS;
        }
    }

    /**
     * Replaces floats that {@link #integers} computed with the integers in the lower 24 bits of the words, times 2⁻²⁴.
     */
    static void unit(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = unit(x[i]);
        }
    }

    private static void mapToRange(float[] x, int first, int end, float low, float range) {
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
    void computeDoubles(long first, double[] out, int offset, int n) {
        TorchScratch scratch = TorchScratch.POOL.acquire();
        int run;
        for (int done = 0; done < n; done += run) {
            run = Math.min(n - done, TorchScratch.LENGTH / 2);
            words.read(2 * (first + done), 2 * run, scratch.words, 0);
            for (int i = 0; i < run; i++) {
                double x = Math.fma(unit(scratch.words[2 * i], scratch.words[2 * i + 1]), to - from, from);
                out[offset + done + i] = x == to ? from : x;
            }
        }
        TorchScratch.POOL.release(scratch);
    }

    /** Returns the uniform double for two words. */
    static double unit(int high, int low) {
        return unit((long) high << Integer.SIZE | Integer.toUnsignedLong(low));
    }

    /** Returns the uniform double for the lower 53 bits of a number. */
    static double unit(long bits) {
        return (bits & ((1L << 53) - 1)) * DOUBLE_UNIT;
    }
}
