package io.github.nd4jinit.internal.linalg;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * The reflection H = I - v vᵀ / (|v|²/2) that maps a vector x to its first axis, H x = -sign(x₁) |x| e₁. The vectors v and
 * x differ only in the first element.
 *
 * @param first v₁
 * @param halfSquare |v|² / 2
 * @param sign of (H x)₁, and so of R's diagonal
 */
record HouseholderReflection(double first, double halfSquare, double sign) {

    /**
     * The reflection of {@code x[from], x[from + 1], ...}.
     *
     * @param type the type to which v₁ is rounded
     */
    static HouseholderReflection of(double[] x, int from, DataType type) {
        double square = 0;
        for (int i = from; i < x.length; i++) {
            square += x[i] * x[i];
        }
        if (square == 0) {
            return new HouseholderReflection(0, 1, 0); // the identity, with sign 0 as in torch and JAX
        }
        double exact = x[from] + Math.copySign(Math.sqrt(square), x[from]);
        double first = type == DataType.FLOAT ? (float) exact : exact;
        return new HouseholderReflection(
                first, (square - x[from] * x[from] + first * first) / 2, -Math.copySign(1, x[from]));
    }
}
