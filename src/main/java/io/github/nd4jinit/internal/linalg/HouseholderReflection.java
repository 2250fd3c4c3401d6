package io.github.nd4jinit.internal.linalg;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * The Householder reflection H = I - v vᵀ / (|v|²/2) that maps a vector x to a multiple of the first unit vector:
 * H x = -sign(x₁) |x| e₁. The vectors v and x differ only in the first element.
 *
 * @param first v₁
 * @param halfSquaredNorm |v|² / 2
 * @param sign the sign of (H x)₁, which is a diagonal element of R
 */
record HouseholderReflection(double first, double halfSquaredNorm, double sign) {

    /**
     * Returns the reflection for the vector {@code x[from], x[from + 1], ...}.
     *
     * @param type the element type to which v₁ is rounded
     */
    static HouseholderReflection of(double[] x, int from, DataType type) {
        double squaredNorm = squaredNorm(x, from);
        if (squaredNorm == 0) {
            return new HouseholderReflection(0, 1, 0); // the identity; the sign is 0 as in torch and JAX
        }
        double exact = x[from] + Math.copySign(Math.sqrt(squaredNorm), x[from]);
        double first = type == DataType.FLOAT ? (float) exact : exact;
        return new HouseholderReflection(
                first, (squaredNorm - x[from] * x[from] + first * first) / 2, -Math.copySign(1, x[from]));
    }

    /** Adds four sums in turn, because a processor begins an addition before it has finished an independent one. */
    private static double squaredNorm(double[] x, int from) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < x.length; i += 4) {
            a += x[i] * x[i];
            b += x[i + 1] * x[i + 1];
            c += x[i + 2] * x[i + 2];
            d += x[i + 3] * x[i + 3];
        }
        for (; i < x.length; i++) {
            a += x[i] * x[i];
        }
        return a + b + (c + d);
    }
}
