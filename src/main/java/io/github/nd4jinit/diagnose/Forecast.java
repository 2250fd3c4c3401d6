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
import java.util.stream.Stream;

/**
 * Predicts the effect of a plan on activations and gradients from {@link MeanField} theory, without data and without a
 * network. The forecast treats the weights of the plan as consecutive layers, as in a stack of dense layers or a chain
 * of convolutions. It does not model normalization, pooling, skip connections, branches or recurrence: the prediction
 * applies to the network without them. {@link Diagnosis} measures networks that contain them.
 *
 * <pre>{@code
 * System.out.println(Forecast.of(plan.assign(parameters), Nonlinearity.RELU, 1));
 * }</pre>
 */
public final class Forecast {

    /** A mean below this fraction of the standard deviation may be rounding error. */
    private static final double ROUNDING = 1e-6;

    private static final String NOT_MODELED =
            "not modeled: normalization, pooling, skip connections, recurrence; for these, measure with Diagnosis.of";

    private final List<Layer> layers;

    private Forecast(List<Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    /** The prediction for one layer. */
    public static final class Layer {

        private final String name;
        private final double outputStd;
        private final double activationRms;
        private final double gradientFactor;

        private Layer(String name, double outputStd, double activationRms, double gradientFactor) {
            this.name = name;
            this.outputStd = outputStd;
            this.activationRms = activationRms;
            this.gradientFactor = gradientFactor;
        }

        /** {@return the name of the weight} */
        public String name() {
            return name;
        }

        /** {@return the standard deviation of the outputs before the nonlinearity, √q} */
        public double outputStd() {
            return outputStd;
        }

        /** {@return the root mean square of the activations} */
        public double activationRms() {
            return activationRms;
        }

        /**
         * {@return χ, the factor by which the backward pass through this layer multiplies the mean square of the
         * gradients}
         */
        public double gradientFactor() {
            return gradientFactor;
        }

        /**
         * {@return the predicted values in words; the gradient factor in them is √χ, because it applies to the RMS of
         * the gradients}
         */
        @Override
        public String toString() {
            return line(name.length());
        }

        private String line(int nameWidth) {
            return String.format(
                    Locale.ROOT,
                    "%-" + Math.max(1, nameWidth) + "s  output std %.3g, activation RMS %.3g, gradient RMS x %.3g",
                    name,
                    outputStd,
                    activationRms,
                    Math.sqrt(gradientFactor));
        }
    }

    /**
     * Predicts the signals of a plan in which the same nonlinearity follows each layer.
     *
     * @param assignments the assignments of a plan, in the order of the layers; a bias belongs to the weight with the
     *     same {@linkplain io.github.nd4jinit.plan.Parameter#scope() scope}
     * @param nonlinearity the nonlinearity after each layer
     * @param inputMeanSquare the mean square of the inputs of the network: 1 if they are standardized
     * @return the forecast
     * @throws IllegalArgumentException if the fans or moments of a weight are unknown, as for weights that the plan
     *     keeps
     * @throws UnsupportedOperationException if only the gain of the nonlinearity is known
     */
    public static Forecast of(Assignments assignments, Nonlinearity nonlinearity, double inputMeanSquare) {
        List<Layer> layers = new ArrayList<>();
        double meanSquare = inputMeanSquare;
        for (Assignment weight : assignments) {
            if (weight.parameter().role() == Role.WEIGHT) {
                MeanField field =
                        new MeanField(weightVariance(weight), biasMeanSquare(assignments, weight), nonlinearity);
                double q = field.firstVariance(meanSquare);
                meanSquare = nonlinearity.secondMoment(q);
                layers.add(new Layer(
                        weight.parameter().name(), Math.sqrt(q), Math.sqrt(meanSquare), field.gradientFactor(q)));
            }
        }
        return new Forecast(layers);
    }

    private static double weightVariance(Assignment weight) {
        double std = weight.moments().std();
        double fanIn = weight.fans().map(Fans::fanIn).orElse(Double.NaN);
        if (!(std * std * fanIn >= 0)) {
            throw new IllegalArgumentException(
                    "%s: a forecast needs the fan in and the initial std, but they are %s and %s; give the weight a rule with an initializer of Init"
                            .formatted(weight.parameter().name(), fanIn, std));
        }
        if (!(Math.abs(weight.moments().mean()) <= ROUNDING * std)) {
            throw new IllegalArgumentException(
                    "%s: mean-field theory needs weights with mean 0, but the mean is %s and the std %s; run a Diagnosis instead"
                            .formatted(
                                    weight.parameter().name(), weight.moments().mean(), std));
        }
        return std * std * fanIn;
    }

    /** The mean square of the bias in the same scope; 0 if there is none. */
    private static double biasMeanSquare(Assignments assignments, Assignment weight) {
        return assignments.list().stream()
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

    /** {@return the predictions, in the order of the layers} */
    public List<Layer> layers() {
        return layers;
    }

    /** {@return one line per layer, and a line that names what the forecast does not model} */
    @Override
    public String toString() {
        int width = layers.stream().mapToInt(layer -> layer.name.length()).max().orElse(0);
        return Stream.concat(layers.stream().map(layer -> layer.line(width)), Stream.of(NOT_MODELED))
                .collect(Collectors.joining("\n"));
    }
}
