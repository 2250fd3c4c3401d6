package io.github.nd4jinit.internal.sample.jax;

import io.github.nd4jinit.internal.math.BitCastBuffer;
import io.github.nd4jinit.internal.math.Frexp;

/**
 * Computes {@link JaxMath#erfInv} in vectorizable passes over arrays. Both of its logarithms are computed, and one is
 * selected. Not thread-safe.
 */
final class JaxErfInv {

    /** The smallest value of -log(1 - x²) for which the polynomial of the tail is used. */
    private static final float TAIL = 5;

    private static final int SMALL_BITS = Float.floatToRawIntBits(JaxMath.SMALL);

    private final BitCastBuffer bitCast;
    private final Frexp frexp;
    private final int[] squares;
    private final int[] small;
    private final int[] large;
    private final float[] w;
    private final float[] x;
    private final float[] exponents;

    JaxErfInv(int length) {
        bitCast = new BitCastBuffer(length);
        frexp = new Frexp(length);
        squares = new int[length];
        small = new int[length];
        large = new int[length];
        w = new float[length];
        x = new float[length];
        exponents = new float[length];
    }

    /** Replaces each u in [-1, 1] with erf⁻¹(u). */
    void apply(float[] u, int n) {
        squares(u, w, n);
        bitCast.bits(w, 0, squares, 0, n);
        complements(w, x, n);
        frexp.apply(x, exponents, n);
        logarithms(x, exponents, n);
        bitCast.bits(x, 0, large, 0, n);
        smallLogarithms(w, n);
        bitCast.bits(w, 0, small, 0, n);
        select(squares, small, large, n);
        bitCast.floats(large, 0, w, 0, n);
        System.arraycopy(u, 0, x, 0, n);
        central(w, u, n);
        tails(w, x, u, n);
    }

    private static void squares(float[] u, float[] squares, int n) {
        for (int i = 0; i < n; i++) {
            squares[i] = u[i] * -u[i];
        }
    }

    private static void complements(float[] squares, float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = 1 + squares[i];
        }
    }

    private static void logarithms(float[] x, float[] exponents, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = JaxMath.log(x[i], exponents[i]);
        }
    }

    private static void smallLogarithms(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = JaxMath.log1pSmall(x[i]);
        }
    }

    /** Selects one of the two logarithms for each element, and clears its sign. */
    private static void select(int[] squares, int[] small, int[] large, int n) {
        for (int i = 0; i < n; i++) {
            int isSmall = ((squares[i] & 0x7fffffff) - SMALL_BITS) >> 31;
            large[i] = ((small[i] & isSmall) | (large[i] & ~isSmall)) & 0x7fffffff;
        }
    }

    private static void central(float[] w, float[] u, int n) {
        for (int i = 0; i < n; i++) {
            u[i] = JaxMath.central(w[i] - 2.5f) * u[i];
        }
    }

    private static void tails(float[] w, float[] u, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (!(w[i] < TAIL)) {
                out[i] = JaxMath.erfInv(u[i]);
            }
        }
    }
}
