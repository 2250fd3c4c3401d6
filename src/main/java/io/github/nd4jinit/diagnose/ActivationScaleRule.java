package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Reports the first of these problems: activations that vanish, activations whose scale changes from layer to layer or
 * at a single layer, or activations that are extreme.
 */
final class ActivationScaleRule implements FindingRule {

    /** A change by this factor at a single layer is reported, even if another layer reverses it. */
    private static final double SINGLE_LAYER_CHANGE = 10;

    /** An RMS above this value, or below its inverse, is reported, even if no layer changes it. */
    private static final double EXTREME_RMS = 300;

    @Override
    public List<Finding> apply(Measurements measurements) {
        return vanishing(measurements)
                .or(() -> changeAlongPath(measurements))
                .or(() -> singleLayerChange(measurements))
                .or(() -> extreme(measurements))
                .stream()
                .toList();
    }

    /**
     * Reports the first layer after which all hidden layers have zero activations, if no signal bypasses them. If all
     * hidden layers output zeros, other rules report the reason.
     */
    private static Optional<Finding> vanishing(Measurements measurements) {
        List<LayerReport> reports = measurements.reports();
        List<Integer> hidden = measurements.graph().hidden();
        if (measurements.graph().inputsOfOutputLayers().stream()
                .anyMatch(i -> reports.get(i).activationRms() > 0)) {
            return Optional.empty();
        }
        int first = hidden.size();
        while (first > 0 && reports.get(hidden.get(first - 1)).activationRms() == 0) {
            first--;
        }
        if (first == 0 || first == hidden.size()) {
            return Optional.empty();
        }
        String name = reports.get(hidden.get(first)).name();
        return Optional.of(Finding.at(
                name,
                Kind.SHRINKING_ACTIVATIONS,
                "activations shrink to 0 at %s, and no signal bypasses this layer; use larger weights in this layer and the preceding ones, and check its bias"
                        .formatted(name)));
    }

    private static Optional<Finding> changeAlongPath(Measurements measurements) {
        ScaleChanges changes = measurements.activationChanges();
        return changes.isLarge()
                ? Optional.of(finding(measurements, changes.largest().to(), changes.mean(), "per layer"))
                : Optional.empty();
    }

    private static Optional<Finding> singleLayerChange(Measurements measurements) {
        List<LayerReport> reports = measurements.reports();
        return measurements.graph().hidden().stream()
                .filter(i -> isLarge(reports.get(i).rmsRatio()))
                .findFirst()
                .map(i -> finding(
                        measurements,
                        i,
                        reports.get(i).rmsRatio(),
                        "at " + reports.get(i).name()));
    }

    private static boolean isLarge(double ratio) {
        return (ratio > SINGLE_LAYER_CHANGE && ratio < Double.POSITIVE_INFINITY)
                || (ratio < 1 / SINGLE_LAYER_CHANGE && ratio > 0);
    }

    private static Finding finding(Measurements measurements, int layer, double ratio, String where) {
        return Finding.at(
                measurements.reports().get(layer).name(),
                ratio < 1 ? Kind.SHRINKING_ACTIVATIONS : Kind.GROWING_ACTIVATIONS,
                "activations %s by a factor of %s %s%s"
                        .formatted(
                                ScaleChanges.verb(ratio),
                                NumberText.of(ratio),
                                where,
                                measurements.explain(layer, ratio)));
    }

    private static Optional<Finding> extreme(Measurements measurements) {
        return measurements.hiddenOrAll().stream()
                .map(measurements.reports()::get)
                .filter(report -> report.activationRms() > EXTREME_RMS
                        || (report.activationRms() < 1 / EXTREME_RMS && report.activationRms() > 0))
                .findFirst()
                .map(report -> Finding.at(
                        report.name(),
                        report.activationRms() > 1 ? Kind.GROWING_ACTIVATIONS : Kind.SHRINKING_ACTIVATIONS,
                        "%s: the activation RMS is %s; check the weights, and standardize the inputs"
                                .formatted(report.name(), NumberText.of(report.activationRms()))));
    }
}
