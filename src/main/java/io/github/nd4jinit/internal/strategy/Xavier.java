package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.sample.VarianceFormula.FormulaOrder;
import java.io.Serial;

/**
 * Values with standard deviation gain · √(2 / (fan in + fan out)), as in {@code xavier_uniform_} and {@code
 * xavier_normal_} in torch.
 *
 * @param gain factor on the standard deviation
 * @param distribution the shape of the distribution
 */
public record Xavier(double gain, Distribution distribution) implements FanScaled {

    /**
     * Checks the parameters.
     *
     * @param gain factor on the standard deviation
     * @param distribution the shape of the distribution
     */
    public Xavier {
        FanScaled.check("xavier", distribution, Distribution.NORMAL);
        Check.notNegative(name(distribution), "gain", gain);
    }

    @Override
    public String name() {
        return name(distribution);
    }

    private static String name(Distribution distribution) {
        return distribution == Distribution.UNIFORM ? "xavier_uniform" : "xavier_normal";
    }

    @Override
    public FormulaOrder order() {
        return FormulaOrder.XAVIER;
    }

    @Override
    public double factor() {
        return gain;
    }

    @Override
    public FanMode mode() {
        return FanMode.FAN_AVG;
    }

    @Override
    public String toString() {
        return name() + "(gain=" + gain + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
