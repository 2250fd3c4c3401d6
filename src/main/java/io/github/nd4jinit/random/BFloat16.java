package io.github.nd4jinit.random;

/** The upper sixteen bits of a float; ND4J's BFLOAT16. */
public final class BFloat16 {

    private static final short NAN = 0x7fc0;

    /** As a float's bits. */
    private static final int INFINITY = 0x7f800000;

    private BFloat16() {}

    /**
     * The bits of the nearest bfloat16, ties to even.
     *
     * @param value any float
     * @return the bits
     */
    public static short bits(float value) {
        if (Float.isNaN(value)) {
            return NAN;
        }
        int bits = Float.floatToRawIntBits(value);
        int even = (bits >>> 16) & 1;
        return (short) ((bits + 0x7fff + even) >>> 16);
    }

    /**
     * The bits of the nearest bfloat16s, ties to even.
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
            round(bits, run);
            Words.narrow(bits, run, out, done);
        }
    }

    /** Makes bfloat16s of floats in place. */
    private static void round(int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            int value = bits[i];
            int even = (value >>> 16) & 1;
            int nan = (INFINITY - (value & 0x7fffffff)) >> 31;
            bits[i] = (((value + 0x7fff + even) >>> 16) & ~nan) | (NAN & nan);
        }
    }

    /**
     * The value of the bfloat16 that has the given bits.
     *
     * @param bits a bfloat16's bits
     * @return the same value
     */
    public static float value(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
