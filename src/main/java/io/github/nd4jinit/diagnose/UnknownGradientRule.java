package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.List;

/** Reports gradients that were not measured, or that are zero only because later weights are zero. */
final class UnknownGradientRule implements FindingRule {

    @Override
    public List<Finding> apply(Measurements measurements) {
        if (measurements.reports().stream().allMatch(report -> Double.isNaN(report.gradientRms()))) {
            return List.of(Finding.ofNetwork(
                    Kind.UNKNOWN, "gradients were not measured; they need labels, and a network with a loss"));
        }
        if (!measurements.isGradientBlockedByZeroWeights()) {
            return List.of();
        }
        List<LayerReport> layers = measurements.layersWithoutGradient();
        return List.of(Finding.at(
                layers.get(0).name(),
                Kind.UNKNOWN,
                "gradients are 0 at %s because later weights are 0; repeat the diagnosis after a training step"
                        .formatted(GradientScaleRule.names(layers))));
    }
}
