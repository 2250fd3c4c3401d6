package io.github.nd4jinit.internal.sample.threefry;

/**
 * Uniform values {@code u (high - low) + low}, limited to a largest value. {@code u = (k + ½) / 2ⁿ}, where k is the
 * integer in the leading n bits; n is 23 for floats and 52 for doubles. Therefore u is never 0 or 1, and its mean is
 * 1/2. If the bounds are opposite numbers, the values are {@code (u - ½) (high - low)}, which is rounded only once and
 * symmetric about 0.
 */
final class UniformValues extends VectorizedValues {

    /** The largest u of a float. The smallest is 1 minus this number. */
    private static final float LARGEST_FLOAT_U = 1 - 0x1p-24f;

    private static final double LARGEST_DOUBLE_U = 1 - 0x1p-53;

    private final ThreefryStream stream;

    /** The u whose value is {@link #origin}: ½ if the bounds are opposite numbers, 0 otherwise. */
    private final float center;

    /** The value at {@link #center}. */
    private final double origin;

    private final double range;
    private final double largest;

    UniformValues(ThreefryStream stream, double low, double high, double largest) {
        this.stream = stream;
        boolean symmetric = low == -high;
        this.center = symmetric ? 0.5f : 0;
        this.origin = symmetric ? 0 : low;
        this.range = high - low;
        this.largest = Math.max(stream.format().round(low), largest); // the bounds may be equal or adjacent
    }

    @Override
    void computeFloats(RunScratch scratch) {
        if (this.range > Float.MAX_VALUE) {
            computeDoublesAsFloats(scratch);
            return;
        }
        float origin = (float) this.origin;
        float range = (float) this.range;
        float largest = (float) this.largest;
        int first = scratch.run.passFirst();
        int end = scratch.run.passEnd();
        scratch.toUnsignedFloats(stream.key());
        mapToRange(scratch.floats, first, end, 1 + center, range, origin);
        if ((LARGEST_FLOAT_U - center) * range + origin > largest) {
            limit(scratch.floats, first, end, largest);
        }
    }

    /** Replaces each {@code 1 + k/2²³} with the value for u. The difference of u and the center is exact. */
    private static void mapToRange(float[] x, int first, int end, float onePlusCenter, float range, float origin) {
        for (int i = first; i < end; i++) {
            x[i] = (x[i] - onePlusCenter + (1 - LARGEST_FLOAT_U)) * range + origin;
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
        mapToRange(scratch.doubles, first, end, 1 + center, range, origin);
        if ((LARGEST_DOUBLE_U - center) * range + origin > largest) {
            limit(scratch.doubles, first, end, largest);
        }
    }

    /** Replaces each {@code 1 + k/2⁵²} with the value for u. The difference of u and the center is exact. */
    private static void mapToRange(double[] x, int first, int end, double onePlusCenter, double range, double origin) {
        for (int i = first; i < end; i++) {
            x[i] = (x[i] - onePlusCenter + (1 - LARGEST_DOUBLE_U)) * range + origin;
        }
    }

    private static void limit(double[] x, int first, int end, double largest) {
        for (int i = first; i < end; i++) {
            x[i] = Math.min(largest, x[i]);
        }
    }
}
