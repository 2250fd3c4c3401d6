package io.github.nd4jinit.random;

/** IEEE 754 binary16 as its bits; ND4J's HALF. */
public final class Half {

    private static final int SIGN = 0x8000;

    private static final int INFINITY = 0x7c00;
    private static final int NAN = 0x7e00;

    /** An infinite float's bits. */
    private static final int FLOAT_INFINITY = 0x7f800000;

    /** Floats from here to 1 have a half's smallest step, 2^-24, as their last place: adding this rounds. */
    private static final float STEPS = 0.5f;

    private static final int STEPS_BITS = Float.floatToRawIntBits(STEPS);

    /** 2^-14, the smallest normal value, as a float's bits. */
    private static final int SMALLEST_NORMAL = 0x38800000;

    /** 65520, halfway from the largest value to what would follow it: ties go to even, which is infinity. */
    private static final int OVERFLOW = 0x477ff000;

    /** Bits that a float's significand has more than a half's. */
    private static final int SHIFT = 13;

    /** The difference of the exponents' biases, 127 - 15, in a float's exponent field. */
    private static final int REBIAS = (127 - 15) << 23;

    private Half() {}

    /**
     * The bits of the nearest half, ties to even.
     *
     * @param value any float
     * @return the bits
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
            half = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + STEPS) - STEPS_BITS;
        } else {
            int even = (magnitude >>> SHIFT) & 1;
            half = (magnitude - REBIAS + (1 << (SHIFT - 1)) - 1 + even) >>> SHIFT;
        }
        return (short) (sign | half);
    }

    /**
     * The bits of the nearest halves, ties to even.
     *
     * @param values floats
     * @param out where the bits go
     * @param n how many
     */
    public static void bits(float[] values, short[] out, int n) {
        Words words = Words.ofThread();
        int run;
        for (int done = 0; done < n; done += run) {
            run = Math.min(Words.GROUP, n - done);
            int[] bits = words.bitsOf(values, done, run);
            int[] halves = words.bitsOfSums(values, done, run, STEPS);
            round(bits, halves, run);
            Words.narrow(halves, run, out, done);
        }
    }

    /** Makes halves of the sums, which for subnormal values have been rounded already. */
    private static void round(int[] bits, int[] halves, int n) {
        for (int i = 0; i < n; i++) {
            int magnitude = bits[i] & 0x7fffffff;
            int subnormal = (magnitude - SMALLEST_NORMAL) >> 31;
            int large = (OVERFLOW - 1 - magnitude) >> 31;
            int nan = (FLOAT_INFINITY - magnitude) >> 31;
            int even = (magnitude >>> SHIFT) & 1;
            int normal = (magnitude - REBIAS + (1 << (SHIFT - 1)) - 1 + even) >>> SHIFT;
            int finite = (normal & ~subnormal) | ((halves[i] - STEPS_BITS) & subnormal);
            halves[i] = (finite & ~large) | (INFINITY & large) | (NAN & nan) | ((bits[i] >>> 16) & SIGN);
        }
    }

    /**
     * The value of the half that has the given bits.
     *
     * @param bits a half's bits
     * @return the same value
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
