package io.github.nd4jinit.random;

/** IEEE 754 binary16 as its bits; ND4J's HALF. */
public final class Half {

    private static final int SIGN = 0x8000;

    private static final int INFINITY = 0x7c00;
    private static final int NAN = 0x7e00;

    /** What follows 2^-25, halfway from zero to the smallest value: ties go to even, which is zero. */
    private static final int SMALLEST = 0x33000001;

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
        if (magnitude > 0x7f800000) {
            half = NAN;
        } else if (magnitude >= OVERFLOW) {
            half = INFINITY;
        } else if (magnitude < SMALLEST_NORMAL) {
            // a float in [1/2, 1) has a half's smallest step, 2^-24, as its last place: the addition rounds
            half = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f) - Float.floatToRawIntBits(0.5f);
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
            round(bits, words.marks, run);
            Words.narrow(bits, run, out, done);
            int subnormal = words.find(0, run);
            for (int k = 0; k < subnormal; k++) {
                int i = done + words.found[k];
                out[i] = bits(values[i]);
            }
        }
    }

    /** Makes halves of floats in place, and marks those that are neither normal nor zero. */
    private static void round(int[] bits, int[] marks, int n) {
        for (int i = 0; i < n; i++) {
            int value = bits[i];
            int magnitude = value & 0x7fffffff;
            int zero = (magnitude - SMALLEST) >> 31;
            int even = (magnitude >>> SHIFT) & 1;
            int half = (magnitude - REBIAS + (1 << (SHIFT - 1)) - 1 + even) >>> SHIFT;
            bits[i] = ((value >>> 16) & SIGN) | (half & ~zero);
            marks[i] = (((magnitude - SMALLEST_NORMAL) & ~zero) | (OVERFLOW - 1 - magnitude)) >> 31;
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
