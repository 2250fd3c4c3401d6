package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Nonlinearity;
import java.util.Optional;

/**
 * Explains why the scale of signals changes at a layer, based on the gain of its weights and the recommended gain.
 *
 * @param layer the layer
 * @param report the measurements at the layer
 * @param depth the number of layers on the longest path of the network
 * @param gatedSteps the number of steps of this path that lead into a gated layer
 */
record Explanation(ProbedLayer layer, LayerReport report, int depth, int gatedSteps) {

    /** A gain that differs from the recommended one by less than this factor does not explain the change. */
    private static final double GAIN_RATIO = 1.1;

    /**
     * Gains are printed with three decimal places; two gains that differ by less than this tolerance are treated as
     * equal.
     */
    private static final double GAIN_TOLERANCE = 0.001;

    /** Text that continues a sentence about the change. The ratio is above 1 if signals grow. */
    String text(double ratio) {
        if (ratio < 1 && GatedLayers.isGated(layer)) {
            return ", most at " + report.name()
                    + (GatedLayers.isTooDeep(gatedSteps)
                            ? "; gates shrink signals with every usual initializer, so add skip connections or normalization between the recurrent layers, or use fewer"
                            : ", more than its gates cause with usual initializers; use larger input weights, such as xavier_uniform");
        }
        Optional<Fans> fans = fans();
        if (fans.isEmpty() || layer.nonlinearity().isEmpty()) {
            return ", most at " + report.name();
        }
        WeightReport weight = report.weight();
        if (Math.abs(weight.mean()) > weight.std() / 2) {
            return ": the weights of %s have mean %s; draw them with mean 0"
                    .formatted(report.name(), NumberText.of(weight.mean()));
        }
        return text(layer.nonlinearity().get(), Math.sqrt(fans.get().fanIn()), ratio);
    }

    private String text(Nonlinearity nonlinearity, double sqrtFanIn, double ratio) {
        GainRecommendation best = GainRecommendation.of(nonlinearity, depth);
        double gain = report.weight().std() * sqrtFanIn;
        boolean isGainTheCause = ratio < 1 ? gain < best.gain() / GAIN_RATIO : gain > best.gain() * GAIN_RATIO;
        String measured = ": gain %s at %s with %s".formatted(NumberText.of(gain), report.name(), nonlinearity);
        String bestGain = NumberText.of(best.gain());
        String remedy = "use weights of std %s%s"
                .formatted(NumberText.of(best.gain() / sqrtFanIn), initializer(nonlinearity, best.gain()));
        if (best.worstChange() > ScaleChanges.TOTAL_CHANGE) {
            return measured
                    + (isGainTheCause ? "; the best gain is %s, %s".formatted(bestGain, remedy) : "")
                    + "; over %s layers no gain preserves both activations and gradients, so normalize between layers, add skip connections, or use LSUV"
                            .formatted(depth);
        }
        return measured
                + (isGainTheCause
                        ? ", but gain %s preserves the scale; %s".formatted(bestGain, remedy)
                        : ", which is not the cause (gain %s preserves the scale); check the biases, and the operations between the layers"
                                .formatted(bestGain));
    }

    /**
     * The initializer with this gain, or an empty string if there is none. torch's gains for tanh, sigmoid and SELU
     * differ from the recommended gain.
     */
    private static String initializer(Nonlinearity nonlinearity, double gain) {
        if (Math.abs(gain - 1) < GAIN_TOLERANCE) {
            return ", lecun_normal";
        }
        return Math.abs(nonlinearity.gain() - gain) < GAIN_TOLERANCE
                ? ", kaiming_normal(mode=fan_in, nonlinearity=%s)".formatted(nonlinearity)
                : "";
    }

    private Optional<Fans> fans() {
        try {
            return Optional.of(Fans.of(
                    layer.weight().array().shape(), layer.weight().parameter().layout()));
        } catch (IllegalArgumentException withoutFans) {
            return Optional.empty();
        }
    }
}
