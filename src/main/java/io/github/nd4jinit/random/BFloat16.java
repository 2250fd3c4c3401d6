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
            round(bits, words.marks, run);
            Words.narrow(bits, run, out, done);
            int nans = words.find(0, run);
            for (int k = 0; k < nans; k++) {
                out[done + words.found[k]] = NAN;
            }
        }
    }

    /** Makes bfloat16s of floats in place, and marks those that are no numbers. */
    private static void round(int[] bits, int[] marks, int n) {
        for (int i = 0; i < n; i++) {
            int value = bits[i];
            int even = (value >>> 16) & 1;
            bits[i] = (value + 0x7fff + even) >>> 16;
            marks[i] = (INFINITY - (value & 0x7fffffff)) >> 31;
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
