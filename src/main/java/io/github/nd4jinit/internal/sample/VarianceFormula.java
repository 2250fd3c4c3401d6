package io.github.nd4jinit.internal.sample;

/**
 * A standard deviation σ that depends on a fan, and the order of operations in its formula. Libraries use different
 * orders, so their results differ in the last digits.
 *
 * @param order the order of operations
 * @param factor the gain or, for {@link FormulaOrder#VARIANCE}, the scale, which is the square of a gain
 * @param n the fan
 */
public record VarianceFormula(FormulaOrder order, double factor, double n) {

    /** √3, because the variance of a uniform value on [-b, b] is b² / 3. */
    private static final double SQRT_3 = Math.sqrt(3);

    /**
     * The standard deviation of a standard normal value truncated to [-2, 2]: √(1 - 4 φ(2) / (2 Φ(2) - 1)). The digits
     * are those of JAX and Keras.
     */
    public static final double TRUNCATED_STD = 0.8796256610342398;

    /** The order of operations in the formula of a standard deviation. */
    public enum FormulaOrder {
        /** torch's {@code xavier_uniform_} and {@code xavier_normal_}: gain √(1 / n). */
        XAVIER,
        /** torch's {@code kaiming_uniform_} and {@code kaiming_normal_}: gain / √n. */
        KAIMING,
        /** gain / √n, with a fan or a gain that torch does not have. torch's streams reject this order. */
        GAIN,
        /**
         * {@code variance_scaling} of JAX and Keras: √(scale / n). torch's streams reject this order, which torch does
         * not have.
         */
        VARIANCE
    }

    /** Returns the gain, which is the factor of 1/√n. */
    private double gain() {
        return order == FormulaOrder.VARIANCE ? Math.sqrt(factor) : factor;
    }

    /**
     * Returns the square of the gain.
     *
     * @return the scale
     */
    public double scale() {
        return order == FormulaOrder.VARIANCE ? factor : factor * factor;
    }

    /**
     * Returns the standard deviation σ = gain / √n.
     *
     * @return the standard deviation
     */
    public double std() {
        return gain() / Math.sqrt(n);
    }

    /**
     * Returns the bound b of the uniform distribution on [-b, b] with standard deviation σ.
     *
     * @return √3 σ
     */
    public double bound() {
        return bound(std());
    }

    /**
     * Returns the bound b of the uniform distribution on [-b, b] with a given standard deviation.
     *
     * @param std the standard deviation σ
     * @return √3 σ
     */
    public static double bound(double std) {
        return SQRT_3 * std;
    }

    /**
     * Returns the standard deviation of the normal distribution that has standard deviation σ after truncation at two
     * of its own standard deviations.
     *
     * @return σ / 0.8796
     */
    public double parentStd() {
        return std() / TRUNCATED_STD;
    }
}
