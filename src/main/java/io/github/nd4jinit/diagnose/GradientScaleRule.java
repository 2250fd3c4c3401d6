package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reports the first of these problems: gradients that are not finite, that are zero, or whose scale changes from layer
 * to layer.
 */
final class GradientScaleRule implements FindingRule {

    private final boolean isExplained;

    private GradientScaleRule(boolean isExplained) {
        this.isExplained = isExplained;
    }

    static GradientScaleRule withExplanation() {
        return new GradientScaleRule(true);
    }

    /** Returns a rule for use after a finding about activations, which contains the same explanation. */
    static GradientScaleRule withoutExplanation() {
        return new GradientScaleRule(false);
    }

    @Override
    public List<Finding> apply(Measurements measurements) {
        Optional<Finding> nonFinite = nonFinite(measurements);
        if (nonFinite.isPresent()) {
            return List.of(nonFinite.get());
        }
        if (measurements.isGradientBlockedByZeroWeights()) {
            return List.of(); // reported by UnknownGradientRule
        }
        return zero(measurements).or(() -> changeAlongPath(measurements)).stream()
                .toList();
    }

    /** Reports the last layer whose gradients are not finite, which is the first such layer in the backward pass. */
    private static Optional<Finding> nonFinite(Measurements measurements) {
        return measurements.reports().stream()
                .filter(report -> report.gradientRms() == Double.POSITIVE_INFINITY)
                .reduce((earlier, later) -> later)
                .map(
                        report -> NonFiniteRule.finding(
                                report,
                                "gradients are not finite; check the labels, the loss, and the growth of gradients in the backward pass"));
    }

    private static Optional<Finding> zero(Measurements measurements) {
        List<LayerReport> layers = measurements.layersWithoutGradient();
        return layers.stream()
                .findFirst()
                .map(first -> Finding.at(
                        first.name(),
                        Kind.VANISHING_GRADIENT,
                        "gradients are 0 at %s, so training does not change these weights".formatted(names(layers))));
    }

    /** The first name, and the number of remaining names. */
    static String names(List<LayerReport> layers) {
        String first = layers.stream().limit(1).map(LayerReport::name).collect(Collectors.joining());
        return layers.size() == 1 ? first : "%s and %s more".formatted(first, layers.size() - 1);
    }

    private Optional<Finding> changeAlongPath(Measurements measurements) {
        ScaleChanges changes = measurements.gradientChanges();
        if (!changes.isLarge()) {
            return Optional.empty();
        }
        double ratio = changes.mean();
        LayerReport first = measurements.reports().get(changes.path().get(0).from());
        return Optional.of(Finding.at(
                first.name(),
                ratio < 1 ? Kind.VANISHING_GRADIENT : Kind.EXPLODING_GRADIENT,
                "gradients %s by a factor of %s per layer in the backward pass, to RMS %s at %s%s"
                        .formatted(
                                ScaleChanges.verb(ratio),
                                NumberText.of(ratio),
                                NumberText.of(first.gradientRms()),
                                first.name(),
                                isExplained
                                        ? measurements.explain(changes.largest().to(), ratio)
                                        : "")));
    }
}
