package io.github.nd4jinit.internal.math;

/**
 * The first step of a logarithm: splits numbers into 2ᵉ m with m from √½ to √2, in vectorizable passes over arrays. Not
 * thread-safe.
 */
public final class Frexp {

    /** The bits of the float √½. */
    private static final int ROOT_HALF = 0x3f3504f3;

    /** The exponent bits of floats from ½ to 1. */
    private static final int HALF = 0x3f000000;

    private static final int SIGNIFICAND = 0x7fffff;

    /** The value of the exponent field of floats from ½ to 1. */
    private static final int BIAS = 126;

    /** The sign and exponent bits of floats from 2²³ to 2²⁴; their other bits are those of an integer. */
    private static final int INTEGERS = 0x4b000000;

    private final BitCastBuffer bitCast;
    private final int[] bits;
    private final int[] moreBits;
    private final float[] floats;

    /**
     * Allocates scratch memory.
     *
     * @param length the largest number of values in a call
     */
    public Frexp(int length) {
        bitCast = new BitCastBuffer(length);
        bits = new int[length];
        moreBits = new int[length];
        floats = new float[length];
    }

    /**
     * Replaces numbers 2ᵉ m by m - 1.
     *
     * @param x positive normal numbers
     * @param exponents receives the exponents e
     * @param n number of values
     */
    public void apply(float[] x, float[] exponents, int n) {
        bitCast.bits(x, 0, bits, 0, n);
        exponents(bits, moreBits, n);
        bitCast.floats(moreBits, 0, exponents, 0, n);
        subtract(exponents, n);
        significands(bits, n);
        bitCast.floats(bits, 0, x, 0, n);
        belowRootHalf(bits, moreBits, n);
        bitCast.floats(moreBits, 0, floats, 0, n);
        reduce(x, floats, n);
    }

    /** The bits of the floats {@code e + BIAS + 2²³}. For significands below √½, which are doubled, e is one less. */
    private static void exponents(int[] bits, int[] exponents, int n) {
        for (int i = 0; i < n; i++) {
            int significand = (bits[i] & SIGNIFICAND) | HALF;
            exponents[i] = INTEGERS + (bits[i] >>> 23) + ((significand - ROOT_HALF) >> 31);
        }
    }

    private static void subtract(float[] exponents, int n) {
        for (int i = 0; i < n; i++) {
            exponents[i] = exponents[i] - (0x1p23f + BIAS);
        }
    }

    /** The bits of the significands, from ½ to 1. */
    private static void significands(int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = (bits[i] & SIGNIFICAND) | HALF;
        }
    }

    /** The bits of a significand below √½, and 0 for others. */
    private static void belowRootHalf(int[] significands, int[] less, int n) {
        for (int i = 0; i < n; i++) {
            less[i] = significands[i] & ((significands[i] - ROOT_HALF) >> 31);
        }
    }

    private static void reduce(float[] x, float[] less, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = (x[i] - 1) + less[i];
        }
    }
}
