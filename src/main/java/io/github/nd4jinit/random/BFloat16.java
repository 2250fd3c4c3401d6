package io.github.nd4jinit.random;

/** The upper sixteen bits of a float; ND4J's BFLOAT16. */
public final class BFloat16 {

    private static final short NAN = 0x7fc0;

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
     * The value of the bfloat16 that has the given bits.
     *
     * @param bits a bfloat16's bits
     * @return the same value
     */
    public static float value(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
