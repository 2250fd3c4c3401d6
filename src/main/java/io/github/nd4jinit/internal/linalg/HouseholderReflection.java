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
        double squaredNorm = 0;
        for (int i = from; i < x.length; i++) {
            squaredNorm += x[i] * x[i];
        }
        if (squaredNorm == 0) {
            return new HouseholderReflection(0, 1, 0); // the identity; the sign is 0 as in torch and JAX
        }
        double exact = x[from] + Math.copySign(Math.sqrt(squaredNorm), x[from]);
        double first = type == DataType.FLOAT ? (float) exact : exact;
        return new HouseholderReflection(
                first, (squaredNorm - x[from] * x[from] + first * first) / 2, -Math.copySign(1, x[from]));
    }
}
