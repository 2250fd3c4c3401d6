package io.github.nd4jinit.internal.sample.threefry;

/**
 * Uniform values {@code low + u (high - low)}, limited to a largest value. {@code u = (k + ½) / 2ⁿ}, where k is the
 * integer in the leading n bits; n is 23 for floats and 52 for doubles. Therefore u is never 0 or 1, and its mean is
 * 1/2.
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
        this.largest = Math.max(stream.format().round(low), largest); // the bounds may be equal or adjacent
    }

    @Override
    void computeFloats(RunScratch scratch) {
        if (this.range > Float.MAX_VALUE) {
            computeDoublesAsFloats(scratch);
            return;
        }
        float low = (float) this.low;
        float range = (float) this.range;
        float largest = (float) this.largest;
        int first = scratch.run.passFirst() + scratch.shift;
        int end = scratch.run.passEnd() + scratch.shift;
        scratch.toUnsignedFloats(scratch.words(stream.key()));
        mapToRange(scratch.floats, first, end, low, range);
        if (Math.fma(LARGEST_FLOAT_U, range, low) > largest) {
            limit(scratch.floats, first, end, largest);
        }
    }

    private static void mapToRange(float[] x, int first, int end, float low, float range) {
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
    void computeDoubles(RunScratch scratch) {
        int first = scratch.run.passFirst();
        int end = scratch.run.passEnd();
        scratch.toUnsignedDoubles(scratch.words(stream.key()), scratch.lowWords(stream.lowKey()));
        mapToRange(scratch.doubles, first, end, low, range);
        if (Math.fma(LARGEST_DOUBLE_U, range, low) > largest) {
            limit(scratch.doubles, first, end, largest);
        }
    }

    private static void mapToRange(double[] x, int first, int end, double low, double range) {
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
