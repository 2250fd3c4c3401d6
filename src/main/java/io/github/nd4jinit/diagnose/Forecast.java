package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.plan.Assignment;
import io.github.nd4jinit.plan.Assignments;
import io.github.nd4jinit.plan.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a plan will do to signals, before there are any data, or even a network: {@link MeanField}, layer by layer. It takes the
 * weights of a plan for layers one behind the other, as in a stack or a chain of convolutions; it knows nothing of branches,
 * normalization and recurrence.
 *
 * <pre>{@code
 * System.out.println(Forecast.of(plan.assign(parameters), Nonlinearity.RELU, 1));
 * }</pre>
 *
 * @param layers what is to be expected of each layer with a weight
 */
public record Forecast(List<Layer> layers) {

    /** A mean of so little of the std may be rounding. */
    private static final double ROUNDING = 1e-6;

    /**
     * What is to be expected of a layer.
     *
     * @param name the weight's name
     * @param outputStd the standard deviation before its nonlinearity, √q
     * @param activationSize the root of the mean square after it
     * @param gradientFactor χ: what the mean square of gradients is multiplied by on the way back through it
     */
    public record Layer(String name, double outputStd, double activationSize, double gradientFactor) {}

    /**
     * What is to be expected of some layers.
     *
     * @param layers the layers
     */
    public Forecast {
        layers = List.copyOf(layers);
    }

    /**
     * What a plan will do, if one nonlinearity follows each layer.
     *
     * @param plan what the plan assigns, in the order of the layers; a bias counts whose name is its weight's up to the last part
     * @param nonlinearity what follows each layer
     * @param inputSquare the mean square of the network's inputs: 1, if they are standardized
     * @return the forecast
     * @throws IllegalArgumentException if a weight's fans or moments are not known, as of weights that stay as they are
     * @throws UnsupportedOperationException if only the nonlinearity's gain is known
     */
    public static Forecast of(Assignments plan, Nonlinearity nonlinearity, double inputSquare) {
        List<Layer> layers = new ArrayList<>();
        double square = inputSquare;
        for (Assignment weight : plan) {
            if (weight.parameter().role() == Role.WEIGHT) {
                MeanField layer = new MeanField(weightVariance(weight), biasVariance(plan, weight), nonlinearity);
                double q = layer.first(square);
                square = nonlinearity.secondMoment(q);
                layers.add(
                        new Layer(weight.parameter().name(), Math.sqrt(q), Math.sqrt(square), layer.gradientFactor(q)));
            }
        }
        return new Forecast(layers);
    }

    private static double weightVariance(Assignment weight) {
        double std = weight.moments().std();
        double fanIn = weight.fans().map(Fans::fanIn).orElse(Double.NaN);
        if (!(std * std * fanIn >= 0)) {
            throw new IllegalArgumentException(
                    "%s: a forecast needs its fan in and the std it starts with, received %s and %s; give it a rule"
                            .formatted(weight.parameter().name(), fanIn, std));
        }
        if (!(Math.abs(weight.moments().mean()) <= ROUNDING * std)) {
            throw new IllegalArgumentException(
                    "%s: mean-field theory is about weights around 0, received the mean %s and std %s; run a Diagnosis instead"
                            .formatted(
                                    weight.parameter().name(), weight.moments().mean(), std));
        }
        return std * std * fanIn;
    }

    /** The mean square of a weight's bias: the one of its layer, by name. */
    private static double biasVariance(Assignments plan, Assignment weight) {
        return plan.list().stream()
                .filter(bias -> bias.parameter().role() == Role.BIAS
                        && bias.parameter().scope().equals(weight.parameter().scope()))
                .mapToDouble(bias ->
                        square(bias.moments().mean()) + square(bias.moments().std()))
                .filter(square -> square >= 0)
                .findFirst()
                .orElse(0);
    }

    private static double square(double x) {
        return x * x;
    }

    /** {@return a line for each layer} */
    @Override
    public String toString() {
        int width = layers.stream().mapToInt(layer -> layer.name.length()).max().orElse(0);
        return layers.stream()
                .map(layer -> String.format(
                        Locale.ROOT,
                        "%-" + Math.max(1, width) + "s  output std %.3g, activation %.3g, gradients x %.3g",
                        layer.name,
                        layer.outputStd,
                        layer.activationSize,
                        Math.sqrt(layer.gradientFactor)))
                .collect(Collectors.joining("\n"));
    }
}
