package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.List;

/** Reports the first layer with a weight or an activation that is NaN or infinite. */
final class NonFiniteRule implements FindingRule {

    @Override
    public List<Finding> apply(Measurements measurements) {
        return measurements.reports().stream()
                .flatMap(report -> check(report).stream())
                .limit(1)
                .toList();
    }

    private static List<Finding> check(LayerReport report) {
        for (WeightReport weight : report.weights()) {
            if (!Double.isFinite(weight.std())) {
                String subject = report.weights().size() == 1 ? "the weight" : "weight " + weight.name();
                return List.of(finding(report, subject + " has values that are not finite; correct them"));
            }
        }
        if (Double.isFinite(report.activationRms()) && Double.isFinite(report.outputStd())) {
            return List.of();
        }
        return List.of(
                finding(
                        report,
                        "activations are not finite; check the batch, the biases, and the growth of activations from layer to layer"));
    }

    /**
     * A finding about values that are not finite. This method is also used for gradients, which are checked later
     * because other findings are valid without them.
     */
    static Finding finding(LayerReport report, String problem) {
        return Finding.at(report.name(), Kind.NOT_FINITE, report.name() + ": " + problem);
    }
}
