package io.github.nd4jinit.random;

/**
 * What logarithms begin with: a number is 2ᵉ m, with m from √½ to √2. In passes over arrays, for one thread.
 */
final class Frexp {

    /** √½, as a float's bits. */
    private static final int ROOT_HALF = 0x3f3504f3;

    /** The exponent field of floats from ½ to 1. */
    private static final int HALF = 0x3f000000;

    private static final int SIGNIFICAND = 0x7fffff;

    /** A float's exponent field of significands from ½ to 1. */
    private static final int BIAS = 126;

    /** Bits of a float from 2²³ to 2²⁴, but for those of the integer that it is. */
    private static final int INTEGERS = 0x4b000000;

    private final Crossing crossing;
    private final int[] bits;
    private final int[] moreBits;
    private final float[] floats;

    Frexp(int length) {
        crossing = new Crossing(length);
        bits = new int[length];
        moreBits = new int[length];
        floats = new float[length];
    }

    /** Puts {@code m - 1} in place of each positive normal number, and its e. */
    void apply(float[] x, float[] exponents, int n) {
        crossing.bits(x, 0, bits, 0, n);
        exponents(bits, moreBits, n);
        crossing.floats(moreBits, 0, exponents, 0, n);
        subtract(exponents, n);
        significands(bits, n);
        crossing.floats(bits, 0, x, 0, n);
        lessHalf(bits, moreBits, n);
        crossing.floats(moreBits, 0, floats, 0, n);
        reduce(x, floats, n);
    }

    /** As floats: e and {@value #BIAS} and 2²³. One less for significands below √½, which are doubled. */
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

    /** The significand, from ½ to 1. */
    private static void significands(int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = (bits[i] & SIGNIFICAND) | HALF;
        }
    }

    /** The significand if it is below √½, else 0. */
    private static void lessHalf(int[] significands, int[] less, int n) {
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
