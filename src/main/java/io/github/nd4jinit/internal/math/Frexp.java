package io.github.nd4jinit.internal.math;

/**
 * Decomposes numbers into 2ᵉ m with √½ <= m < √2, in vectorizable passes over arrays. This is the first step of
 * computing a logarithm. Not thread-safe.
 */
public final class Frexp {

    /** The bits of the float √½. */
    private static final int SQRT_HALF = 0x3f3504f3;

    /** The exponent bits of the floats in [½, 1). */
    private static final int HALF = 0x3f000000;

    private static final int SIGNIFICAND_MASK = 0x7fffff;

    /** The exponent field of the floats in [½, 1). */
    private static final int BIAS = 126;

    /**
     * The sign and exponent bits of the floats in [2²³, 2²⁴). The other bits of the float 2²³ + k are the integer k.
     */
    private static final int INTEGER_BITS = 0x4b000000;

    private final BitCastBuffer bitCast;
    private final int[] bits;
    private final int[] scratchBits;
    private final float[] floats;

    /**
     * Allocates the scratch buffers.
     *
     * @param length maximum number of values per call
     */
    public Frexp(int length) {
        bitCast = new BitCastBuffer(length);
        bits = new int[length];
        scratchBits = new int[length];
        floats = new float[length];
    }

    /**
     * Replaces each number 2ᵉ m with m - 1.
     *
     * @param x positive normal numbers; receives the numbers m - 1
     * @param exponents receives the exponents e
     * @param n number of values
     */
    public void apply(float[] x, float[] exponents, int n) {
        bitCast.bits(x, 0, bits, 0, n);
        exponents(bits, scratchBits, n);
        bitCast.floats(scratchBits, 0, exponents, 0, n);
        removeBias(exponents, n);
        significands(bits, n);
        bitCast.floats(bits, 0, x, 0, n);
        selectBelowSqrtHalf(bits, scratchBits, n);
        bitCast.floats(scratchBits, 0, floats, 0, n);
        reduce(x, floats, n);
    }

    /**
     * Computes the bits of the floats {@code e + BIAS + 2²³}. A significand below √½ is doubled later, so its e is one less.
     */
    private static void exponents(int[] bits, int[] exponents, int n) {
        for (int i = 0; i < n; i++) {
            int significand = (bits[i] & SIGNIFICAND_MASK) | HALF;
            exponents[i] = INTEGER_BITS + (bits[i] >>> 23) + ((significand - SQRT_HALF) >> 31);
        }
    }

    private static void removeBias(float[] exponents, int n) {
        for (int i = 0; i < n; i++) {
            exponents[i] = exponents[i] - (0x1p23f + BIAS);
        }
    }

    /** Replaces the bits of numbers with the bits of their significands, which are in [½, 1). */
    private static void significands(int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = (bits[i] & SIGNIFICAND_MASK) | HALF;
        }
    }

    /** Copies the bits of the significands that are less than √½, and sets the others to 0. */
    private static void selectBelowSqrtHalf(int[] significands, int[] selected, int n) {
        for (int i = 0; i < n; i++) {
            selected[i] = significands[i] & ((significands[i] - SQRT_HALF) >> 31);
        }
    }

    private static void reduce(float[] x, float[] belowSqrtHalf, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = (x[i] - 1) + belowSqrtHalf[i];
        }
    }
}
