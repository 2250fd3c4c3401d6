package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.sample.VarianceFormula.FormulaOrder;
import java.io.Serial;

/**
 * The uniform distribution on [-1/√(fan in), 1/√(fan in)]: the default of {@code torch.nn.Linear} and of torch's
 * convolutions.
 */
public record FanInUniform() implements FanScaled {

    /** The leaky ReLU with gain 1/√3, for which the bound of Kaiming uniform, √3 gain / √(fan in), is 1/√(fan in). */
    private static final Nonlinearity LEAKY_RELU = Nonlinearity.leakyRelu(Math.sqrt(5));

    @Override
    public String name() {
        return "fan_in_uniform";
    }

    @Override
    public FormulaOrder order() {
        return FormulaOrder.KAIMING;
    }

    @Override
    public double factor() {
        return LEAKY_RELU.gain();
    }

    @Override
    public FanMode mode() {
        return FanMode.FAN_IN;
    }

    @Override
    public Distribution distribution() {
        return Distribution.UNIFORM;
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
