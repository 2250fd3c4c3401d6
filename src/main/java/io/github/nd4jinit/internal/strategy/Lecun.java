package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.sample.VarianceFormula.FormulaOrder;
import java.io.Serial;

/**
 * Values with standard deviation 1/√(fan in), as in {@code lecun_uniform} and {@code lecun_normal} in JAX and Keras.
 *
 * @param distribution the shape of the distribution
 */
public record Lecun(Distribution distribution) implements FanScaled {

    /**
     * Checks the parameters.
     *
     * @param distribution the shape of the distribution
     */
    public Lecun {
        FanScaled.check("lecun", distribution, Distribution.TRUNCATED_NORMAL);
    }

    @Override
    public String name() {
        return distribution == Distribution.UNIFORM ? "lecun_uniform" : "lecun_normal";
    }

    @Override
    public FormulaOrder order() {
        return FormulaOrder.VARIANCE;
    }

    @Override
    public double factor() {
        return 1;
    }

    @Override
    public FanMode mode() {
        return FanMode.FAN_IN;
    }

    @Override
    public String toString() {
        return name();
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
