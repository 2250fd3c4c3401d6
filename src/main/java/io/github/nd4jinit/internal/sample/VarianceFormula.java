package io.github.nd4jinit.internal.sample;

/**
 * A standard deviation σ that follows from a fan, and how: other libraries come to the same number by other steps, whose
 * last digits differ.
 *
 * @param rule whose steps
 * @param factor the gain; of {@link FormulaOrder#VARIANCE} the scale, which is a gain's square
 * @param n the fan
 */
public record VarianceFormula(FormulaOrder rule, double factor, double n) {

    /** √3: the variance of a uniform number on [-b, b] is b² / 3. */
    private static final double ROOT_3 = Math.sqrt(3);

    /**
     * The standard deviation of a standard normal number truncated to [-2, 2]: √(1 - 4 φ(2) / (2 Φ(2) - 1)). The digits
     * are those of JAX and Keras.
     */
    public static final double TRUNCATED_STD = 0.8796256610342398;

    /** Where a standard deviation comes from. */
    public enum FormulaOrder {
        /** {@code xavier_uniform_} and {@code xavier_normal_} of torch: gain √(1 / n). */
        XAVIER,
        /** {@code kaiming_uniform_} and {@code kaiming_normal_} of torch: gain / √n. */
        KAIMING,
        /** The same with a fan or a gain that torch does not have: gain / √n. */
        GAIN,
        /** {@code variance_scaling} of JAX and Keras, which torch does not have: √(scale / n). */
        VARIANCE
    }

    /** √(scale), the factor on 1/√n. */
    private double gain() {
        return rule == FormulaOrder.VARIANCE ? Math.sqrt(factor) : factor;
    }

    /** The square of the gain. */
    public double scale() {
        return rule == FormulaOrder.VARIANCE ? factor : factor * factor;
    }

    /**
     * σ = gain / √n.
     *
     * @return the standard deviation
     */
    public double std() {
        return gain() / Math.sqrt(n);
    }

    /**
     * The bound of a uniform distribution on [-b, b].
     *
     * @return √3 σ
     */
    public double bound() {
        return bound(std());
    }

    public static double bound(double std) {
        return ROOT_3 * std;
    }

    /**
     * The standard deviation that a normal distribution has before it is truncated at twice that.
     *
     * @return σ / 0.8796
     */
    public double parentStd() {
        return std() / TRUNCATED_STD;
    }
}
