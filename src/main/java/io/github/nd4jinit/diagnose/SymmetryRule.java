package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.List;

/**
 * Reports the first hidden layer in which many units have equal weights. Output layers are not checked, because their
 * units are distinguished by their labels.
 */
final class SymmetryRule implements FindingRule {

    /** A smaller fraction of units with distinct weights is reported. */
    private static final double MIN_DISTINCT_FRACTION = 0.5;

    @Override
    public List<Finding> apply(Measurements measurements) {
        return measurements.graph().hidden().stream()
                .flatMap(i -> check(
                        measurements.reports().get(i), measurements.layers().get(i))
                        .stream())
                .limit(1)
                .toList();
    }

    private static List<Finding> check(LayerReport report, ProbedLayer layer) {
        TensorStatistics.UnitCount units = TensorStatistics.countUnits(layer.weight());
        if (units.total() < 2 || units.distinct() >= MIN_DISTINCT_FRACTION * units.total()) {
            return List.of();
        }
        String problem = report.weight().std() == 0
                ? "all weights are %s, so all units compute the same output"
                        .formatted(NumberText.of(report.weight().mean()))
                : "only %s of the %s units have distinct weights".formatted(units.distinct(), units.total());
        return List.of(Finding.at(
                report.name(),
                Kind.SYMMETRIC,
                "%s: %s; draw them at random, unless a skip connection bypasses the layer"
                        .formatted(report.name(), problem)));
    }
}
