package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.sample.VarianceFormula.FormulaOrder;
import java.io.Serial;

/**
 * Values with standard deviation √(scale / n), as in {@code variance_scaling} in JAX and {@code VarianceScaling} in
 * Keras.
 *
 * @param scale factor on the variance
 * @param mode the mode that selects the fan n
 * @param distribution the shape of the distribution
 */
public record VarianceScaling(double scale, FanMode mode, Distribution distribution) implements FanScaled {

    private static final String NAME = "variance_scaling";

    /**
     * Checks the parameters.
     *
     * @param scale factor on the variance
     * @param mode the mode that selects the fan n
     * @param distribution the shape of the distribution
     */
    public VarianceScaling {
        Check.positive(NAME, "scale", scale);
        Check.notNull(NAME, "mode", mode);
        Check.notNull(NAME, "distribution", distribution);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public FormulaOrder order() {
        return FormulaOrder.VARIANCE;
    }

    @Override
    public double factor() {
        return scale;
    }

    @Override
    public String toString() {
        return NAME + "(scale=" + scale + ", mode=" + mode + ", distribution=" + distribution + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
