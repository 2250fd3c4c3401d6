package io.github.nd4jinit.internal.math;

/** Converts between floats and IEEE 754 binary16 bits. The format is ND4J's HALF. */
public final class Half {

    private static final int SIGN = 0x8000;

    private static final int INFINITY = 0x7c00;
    private static final int NAN = 0x7e00;

    /** The bits of the float +∞. */
    private static final int FLOAT_INFINITY = 0x7f800000;

    /**
     * One unit in the last place of a float in [½, 1) is 2^-24, the smallest positive half. Adding ½ rounds to a
     * multiple of it.
     */
    private static final float SUBNORMAL_ROUNDER = 0.5f;

    private static final int SUBNORMAL_ROUNDER_BITS = Float.floatToRawIntBits(SUBNORMAL_ROUNDER);

    /** The bits of the float 2^-14, the smallest normal half. */
    private static final int SMALLEST_NORMAL = 0x38800000;

    /**
     * The bits of the float 65520, midway between the largest half and the next power of two. It rounds to infinity.
     */
    private static final int OVERFLOW = 0x477ff000;

    /** Number of significand bits of a float minus that of a half. */
    private static final int SHIFT = 13;

    /** The difference between the exponent biases, 127 - 15, shifted to the exponent field of a float. */
    private static final int REBIAS = (127 - 15) << 23;

    private Half() {}

    /**
     * Rounds a float to the nearest half, ties to even.
     *
     * @param value any float
     * @return the bits of the half
     */
    public static short bits(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & SIGN;
        int magnitude = bits & 0x7fffffff;
        int half;
        if (magnitude > FLOAT_INFINITY) {
            half = NAN;
        } else if (magnitude >= OVERFLOW) {
            half = INFINITY;
        } else if (magnitude < SMALLEST_NORMAL) {
            half = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + SUBNORMAL_ROUNDER)
                    - SUBNORMAL_ROUNDER_BITS;
        } else {
            int even = (magnitude >>> SHIFT) & 1;
            half = (magnitude - REBIAS + (1 << (SHIFT - 1)) - 1 + even) >>> SHIFT;
        }
        return (short) (sign | half);
    }

    /**
     * Rounds floats to the nearest halves, ties to even.
     *
     * @param values the floats
     * @param out receives the bits of the halves
     * @param n number of floats
     */
    public static void bits(float[] values, short[] out, int n) {
        FloatBitsScratch scratch = FloatBitsScratch.POOL.acquire();
        int run;
        for (int done = 0; done < n; done += run) {
            run = Math.min(FloatBitsScratch.LENGTH, n - done);
            int[] bits = scratch.bitsOf(values, done, run);
            int[] halves = scratch.bitsOfSums(values, done, run, SUBNORMAL_ROUNDER);
            round(bits, halves, run);
            FloatBitsScratch.narrow(halves, run, out, done);
        }
        FloatBitsScratch.POOL.release(scratch);
    }

    /**
     * Computes the bits of halves from the bits of the floats. Subnormal halves are computed from the bits of {@code
     * |x| + SUBNORMAL_ROUNDER}, which {@code halves} contains on entry.
     */
    private static void round(int[] bits, int[] halves, int n) {
        for (int i = 0; i < n; i++) {
            int magnitude = bits[i] & 0x7fffffff;
            int subnormal = (magnitude - SMALLEST_NORMAL) >> 31;
            int large = (OVERFLOW - 1 - magnitude) >> 31;
            int nan = (FLOAT_INFINITY - magnitude) >> 31;
            int even = (magnitude >>> SHIFT) & 1;
            int normal = (magnitude - REBIAS + (1 << (SHIFT - 1)) - 1 + even) >>> SHIFT;
            int finite = (normal & ~subnormal) | ((halves[i] - SUBNORMAL_ROUNDER_BITS) & subnormal);
            halves[i] = (finite & ~large) | (INFINITY & large) | (NAN & nan) | ((bits[i] >>> 16) & SIGN);
        }
    }

    /**
     * Returns the value of a half.
     *
     * @param bits the bits of a half
     * @return its value
     */
    public static float value(short bits) {
        int magnitude = bits & 0x7fff;
        float value;
        if (magnitude >= INFINITY) {
            value = magnitude == INFINITY ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (magnitude < 1 << 10) {
            value = magnitude * 0x1p-24f;
        } else {
            value = Float.intBitsToFloat((magnitude << SHIFT) + REBIAS);
        }
        return bits < 0 ? -value : value;
    }
}
