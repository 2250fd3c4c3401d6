package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.List;
import java.util.Locale;

/**
 * Reports the first layer with many dead units. Layers with zero weights, and layers that receive only zeros from
 * another layer, are skipped.
 */
final class DeadUnitsRule implements FindingRule {

    /** The smallest fraction of dead units that is reported. */
    private static final double DEAD_FRACTION = 0.5;

    @Override
    public List<Finding> apply(Measurements measurements) {
        return measurements.hiddenOrAll().stream()
                .filter(i -> isDead(measurements, i))
                .map(measurements.reports()::get)
                .limit(1)
                .map(report -> Finding.at(
                        report.name(),
                        Kind.DEAD_UNITS,
                        String.format(
                                Locale.ROOT,
                                "%s: %.0f %% of the units output 0 for every example; check the bias, and whether the inputs are centered",
                                report.name(),
                                100 * report.deadFraction())))
                .toList();
    }

    private static boolean isDead(Measurements measurements, int layer) {
        LayerReport report = measurements.reports().get(layer);
        return report.deadFraction() >= DEAD_FRACTION
                && !Measurements.isZero(report.weight())
                && measurements.graph().directInputs(layer).stream()
                        .noneMatch(input -> measurements.reports().get(input).activationRms() == 0);
    }
}
