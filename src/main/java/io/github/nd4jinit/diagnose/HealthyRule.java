package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.List;

/** Reports that there is no problem, with the measured changes. Applied if no other rule found one. */
final class HealthyRule implements FindingRule {

    @Override
    public List<Finding> apply(Measurements measurements) {
        double forward = measurements.activationChanges().mean();
        double backward = measurements.gradientChanges().mean();
        if (Double.isNaN(forward)) {
            return List.of(Finding.ofNetwork(Kind.HEALTHY, "no problem found"));
        }
        String gradients = Double.isNaN(backward)
                ? ""
                : ", gradients by a factor of %s in the backward pass".formatted(NumberText.of(backward));
        return List.of(Finding.ofNetwork(
                Kind.HEALTHY,
                "signals keep their scale: activations change by a factor of %s per layer%s"
                        .formatted(NumberText.of(forward), gradients)));
    }
}
