package io.github.nd4jinit.internal.math;

/** Converts between floats and bfloat16 bits, the upper 16 bits of a float. The format is ND4J's BFLOAT16. */
public final class BFloat16 {

    private static final short NAN = 0x7fc0;

    /** The bits of the float +∞. */
    private static final int INFINITY = 0x7f800000;

    private BFloat16() {}

    /**
     * Rounds a float to the nearest bfloat16, ties to even.
     *
     * @param value any float
     * @return the bits of the bfloat16
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
     * Rounds floats to the nearest bfloat16 numbers, ties to even.
     *
     * @param values the floats
     * @param out receives the bits of the bfloat16 numbers
     * @param n number of floats
     */
    public static void bits(float[] values, short[] out, int n) {
        FloatBitsScratch scratch = FloatBitsScratch.POOL.acquire();
        int run;
        for (int done = 0; done < n; done += run) {
            run = Math.min(FloatBitsScratch.LENGTH, n - done);
            int[] bits = scratch.bitsOf(values, done, run);
            round(bits, run);
            FloatBitsScratch.narrow(bits, run, out, done);
        }
        FloatBitsScratch.POOL.release(scratch);
    }

    /** Replaces the bits of floats with the bits of the nearest bfloat16 numbers. */
    private static void round(int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            int value = bits[i];
            int even = (value >>> 16) & 1;
            int nan = (INFINITY - (value & 0x7fffffff)) >> 31;
            bits[i] = (((value + 0x7fff + even) >>> 16) & ~nan) | (NAN & nan);
        }
    }

    /**
     * Returns the value of a bfloat16.
     *
     * @param bits the bits of a bfloat16
     * @return its value
     */
    public static float value(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
