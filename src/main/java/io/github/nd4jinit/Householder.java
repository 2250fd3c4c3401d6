package io.github.nd4jinit;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * The reflection H = I - v vᵀ / (|v|²/2) of a vector x onto its first axis, H x = -sign(x₁) |x| e₁. Its v is x with another
 * first element.
 *
 * @param first v₁
 * @param halfSquare |v|² / 2
 * @param sign of (H x)₁, and so of R's diagonal
 */
record Householder(double first, double halfSquare, double sign) {

    /**
     * The reflection of {@code x[from], x[from + 1], ...}.
     *
     * @param type what v₁ is rounded to
     */
    static Householder of(double[] x, int from, DataType type) {
        double square = 0;
        for (int i = from; i < x.length; i++) {
            square += x[i] * x[i];
        }
        if (square == 0) {
            return new Householder(0, 1, 0); // zeros are left alone, and have the sign 0 as in torch and JAX
        }
        double exact = x[from] + Math.copySign(Math.sqrt(square), x[from]);
        double first = type == DataType.FLOAT ? (float) exact : exact;
        return new Householder(first, (square - x[from] * x[from] + first * first) / 2, -Math.copySign(1, x[from]));
    }
}
