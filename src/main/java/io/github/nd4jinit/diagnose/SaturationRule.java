package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.List;
import java.util.Locale;

/** Reports the first layer with many saturated activations. */
final class SaturationRule implements FindingRule {

    /** The smallest fraction of saturated activations that is reported. */
    private static final double SATURATED_FRACTION = 0.3;

    @Override
    public List<Finding> apply(Measurements measurements) {
        return measurements.hiddenOrAll().stream()
                .filter(i -> measurements.reports().get(i).saturatedFraction() >= SATURATED_FRACTION)
                .limit(1)
                .map(i -> Finding.at(
                        measurements.reports().get(i).name(),
                        Kind.SATURATED,
                        String.format(
                                Locale.ROOT,
                                "%s: %.0f %% of the activations are saturated%s",
                                measurements.reports().get(i).name(),
                                100 * measurements.reports().get(i).saturatedFraction(),
                                measurements.explain(i, Double.POSITIVE_INFINITY))))
                .toList();
    }
}
