package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.sample.VarianceFormula.FormulaOrder;
import java.io.Serial;
import java.util.List;

/**
 * Values with standard deviation gain / √n, where gain is the gain of a nonlinearity, as in {@code kaiming_uniform_}
 * and {@code kaiming_normal_} in torch.
 *
 * @param mode the mode that selects the fan n
 * @param nonlinearity the activation function, whose gain is the factor
 * @param distribution the shape of the distribution
 */
public record Kaiming(FanMode mode, Nonlinearity nonlinearity, Distribution distribution) implements FanScaled {

    /** The nonlinearities of {@code torch.nn.init.calculate_gain}, except leaky ReLU. */
    private static final List<Nonlinearity> TORCH_NONLINEARITIES =
            List.of(Nonlinearity.LINEAR, Nonlinearity.SIGMOID, Nonlinearity.TANH, Nonlinearity.RELU, Nonlinearity.SELU);

    /**
     * Checks the parameters.
     *
     * @param mode the mode that selects the fan n
     * @param nonlinearity the activation function, whose gain is the factor
     * @param distribution the shape of the distribution
     */
    public Kaiming {
        FanScaled.check("kaiming", distribution, Distribution.NORMAL);
        Check.notNull(name(distribution), "mode", mode);
        Check.notNull(name(distribution), "nonlinearity", nonlinearity);
    }

    @Override
    public String name() {
        return name(distribution);
    }

    private static String name(Distribution distribution) {
        return distribution == Distribution.UNIFORM ? "kaiming_uniform" : "kaiming_normal";
    }

    @Override
    public FormulaOrder order() {
        return isSupportedByTorch() ? FormulaOrder.KAIMING : FormulaOrder.GAIN;
    }

    /** Returns whether torch has this fan mode and {@code torch.nn.init.calculate_gain} supports this nonlinearity. */
    private boolean isSupportedByTorch() {
        boolean isTorchFan = mode == FanMode.FAN_IN || mode == FanMode.FAN_OUT;
        return isTorchFan && (TORCH_NONLINEARITIES.contains(nonlinearity) || isLeakyRelu());
    }

    /**
     * Distinguishes leaky ReLU, whose text contains a slope, from a custom nonlinearity with that name, whose text
     * contains a gain.
     */
    private boolean isLeakyRelu() {
        String text = nonlinearity.toString();
        return text.startsWith("leaky_relu(") && !text.contains("=");
    }

    @Override
    public double factor() {
        return nonlinearity.gain();
    }

    @Override
    public String toString() {
        return name() + "(mode=" + mode + ", nonlinearity=" + nonlinearity + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
