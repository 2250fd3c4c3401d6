package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Nonlinearity;
import java.util.Optional;

/**
 * Why signals change at a layer, and what to do: the gain that its weights have, and the one that they should have.
 *
 * @param site the layer
 * @param layer what was measured there
 * @param depth of how many layers the network's longest way is
 */
record Explanation(Probe.Site site, LayerReport layer, int depth) {

    /** A gain that is so near to the one that is advised is not to blame. */
    private static final double NEAR = 1.1;

    /** The same in a name: gains are given with three digits. */
    private static final double SAME = 0.001;

    /** In words that continue a sentence. The ratio is above 1 if signals grow. */
    String text(double ratio) {
        Optional<Fans> fans = fans();
        if (fans.isEmpty() || site.nonlinearity().isEmpty()) {
            return ", most at " + layer.name();
        }
        WeightReport weight = layer.weight();
        if (Math.abs(weight.mean()) > weight.std() / 2) {
            return ": the weights of %s have the mean %s; draw them around 0"
                    .formatted(layer.name(), NumberText.of(weight.mean()));
        }
        double root = Math.sqrt(fans.get().fanIn());
        return text(site.nonlinearity().get(), weight.std() * root, root, ratio);
    }

    private String text(Nonlinearity nonlinearity, double gain, double root, double ratio) {
        GainRecommendation advice = GainRecommendation.of(nonlinearity, depth);
        String best = NumberText.of(advice.gain());
        boolean isToBlame = ratio < 1 ? gain < advice.gain() / NEAR : gain > advice.gain() * NEAR;
        String start = ": gain %s at %s with %s".formatted(NumberText.of(gain), layer.name(), nonlinearity);
        String better = "use weights of std %s%s"
                .formatted(NumberText.of(advice.gain() / root), initializer(nonlinearity, advice.gain()));
        if (advice.worstChange() > Verdict.MUCH) {
            return start
                    + (isToBlame ? "; best is %s: %s".formatted(best, better) : "")
                    + "; over %s layers no gain keeps both signals and gradients, so normalize between them, lead past them, or try LSUV"
                            .formatted(depth);
        }
        return start
                + ", which keeps signals at %s; ".formatted(best)
                + (isToBlame
                        ? better
                        : "that is not to blame, look at the biases, and at what lies between the layers");
    }

    /** The initializer of a gain, if there is one of the name: torch's gains of tanh, sigmoid and SELU are others. */
    private static String initializer(Nonlinearity nonlinearity, double gain) {
        if (Math.abs(gain - 1) < SAME) {
            return ", lecun_normal";
        }
        return Math.abs(nonlinearity.gain() - gain) < SAME
                ? ", kaiming_normal(mode=fan_in, nonlinearity=%s)".formatted(nonlinearity)
                : "";
    }

    private Optional<Fans> fans() {
        try {
            return Optional.of(Fans.of(
                    site.weight().array().shape(), site.weight().parameter().layout()));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
