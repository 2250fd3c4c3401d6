package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.ArrayList;
import java.util.List;

/** Derives all findings from the measurements, in the order in which they are reported. */
final class FindingRules {

    private FindingRules() {}

    static List<Finding> apply(Measurements measurements) {
        List<Finding> findings = new ArrayList<>(ofLayers(measurements));
        if (measurements.hasEqualExamples()) {
            findings.removeIf(
                    finding -> finding.kind() == Kind.DEAD_UNITS); // one example cannot show that a unit is dead
        }
        findings.addAll(new UninformativeBatchRule().apply(measurements));
        return findings;
    }

    /** Values that are not finite make all other measurements meaningless. */
    private static List<Finding> ofLayers(Measurements measurements) {
        List<Finding> nonFinite = new NonFiniteRule().apply(measurements);
        if (!nonFinite.isEmpty()) {
            return nonFinite;
        }
        List<Finding> activations = new ActivationScaleRule().apply(measurements);
        FindingRule gradientRule =
                activations.isEmpty() ? GradientScaleRule.withExplanation() : GradientScaleRule.withoutExplanation();
        List<Finding> findings = new ArrayList<>();
        findings.addAll(new SymmetryRule().apply(measurements));
        findings.addAll(activations);
        findings.addAll(gradientRule.apply(measurements));
        findings.addAll(new DeadUnitsRule().apply(measurements));
        findings.addAll(new SaturationRule().apply(measurements));
        if (findings.isEmpty()) {
            findings.addAll(new HealthyRule().apply(measurements));
        }
        findings.addAll(new UnknownGradientRule().apply(measurements));
        return findings;
    }
}
