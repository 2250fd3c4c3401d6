package io.github.nd4jinit.diagnose;

import java.util.List;

/** Diagnoses with given values, for tests of classes that display them. */
public final class DiagnosisFixtures {

    private DiagnosisFixtures() {}

    public static Diagnosis diagnosis(List<LayerReport> layers, List<String> unmeasuredLayers, List<Finding> findings) {
        return new Diagnosis(layers, unmeasuredLayers, findings);
    }

    public static LayerReport layer(
            String name,
            double activationRms,
            double gradientRms,
            double saturatedFraction,
            List<WeightReport> weights) {
        return new LayerReport.Builder(name, weights)
                .output(0, 1)
                .activation(0.1, 0.2, activationRms)
                .deadFraction(0)
                .saturatedFraction(saturatedFraction)
                .gradientRms(gradientRms)
                .units(8)
                .build();
    }

    public static WeightReport weight(String name, Histogram histogram) {
        return new WeightReport(name, 0.25, 0.5, 1.5, histogram);
    }

    public static Finding finding(Finding.Kind kind, String message) {
        return Finding.ofNetwork(kind, message);
    }

    public static Finding finding(Finding.Kind kind, String layer, String message) {
        return Finding.at(layer, kind, message);
    }
}
