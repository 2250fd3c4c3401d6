package io.github.nd4jinit.internal.sample.threefry;

/**
 * Uniform values: {@code low + u (high - low)}, limited to a largest value. u consists of the leading 23 bits, or 52 for
 * doubles, plus half a step: it is never 0 or 1, and has the mean 1/2.
 */
final class UniformValues extends VectorizedValues {

    /** The largest u of a float. Subtracting it from {@code 1 + k/2²³} gives u. */
    private static final float LARGEST_FLOAT_U = 1 - 0x1p-24f;

    /** The largest u of a double. Subtracting it from {@code 1 + k/2⁵²} gives u. */
    private static final double LARGEST_DOUBLE_U = 1 - 0x1p-53;

    private final ThreefryStream stream;
    private final double low;
    private final double range;
    private final double largest;

    UniformValues(ThreefryStream stream, double low, double high, double largest) {
        this.stream = stream;
        this.low = low;
        this.range = high - low;
        this.largest = Math.max(stream.format().round(low), largest); // the bounds may be equal, or neighbors
    }

    @Override
    void floats(RunScratch scratch) {
        if (this.range > Float.MAX_VALUE) {
            doublesToFloats(scratch);
            return;
        }
        float low = (float) this.low;
        float range = (float) this.range;
        float largest = (float) this.largest;
        int first = scratch.run.first() + scratch.shift;
        int end = scratch.run.end() + scratch.shift;
        scratch.unsigned(scratch.words(stream.key()));
        stretch(scratch.floats, first, end, low, range);
        if (Math.fma(LARGEST_FLOAT_U, range, low) > largest) {
            limit(scratch.floats, first, end, largest);
        }
    }

    private static void stretch(float[] x, int first, int end, float low, float range) {
        for (int i = first; i < end; i++) {
            x[i] = Math.fma(x[i] - LARGEST_FLOAT_U, range, low);
        }
    }

    private static void limit(float[] x, int first, int end, float largest) {
        for (int i = first; i < end; i++) {
            x[i] = Math.min(largest, x[i]);
        }
    }

    @Override
    void doubles(RunScratch scratch) {
        int first = scratch.run.first();
        int end = scratch.run.end();
        scratch.unsigned(scratch.words(stream.key()), scratch.lowWords(stream.lowKey()));
        stretch(scratch.doubles, first, end, low, range);
        if (Math.fma(LARGEST_DOUBLE_U, range, low) > largest) {
            limit(scratch.doubles, first, end, largest);
        }
    }

    private static void stretch(double[] x, int first, int end, double low, double range) {
        for (int i = first; i < end; i++) {
            x[i] = Math.fma(x[i] - LARGEST_DOUBLE_U, range, low);
        }
    }

    private static void limit(double[] x, int first, int end, double largest) {
        for (int i = first; i < end; i++) {
            x[i] = Math.min(largest, x[i]);
        }
    }
}
