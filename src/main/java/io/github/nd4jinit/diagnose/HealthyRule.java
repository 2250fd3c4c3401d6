package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.List;

/** Reports that there is no problem, with the measured changes. It applies if no other rule has found a problem. */
final class HealthyRule implements FindingRule {

    @Override
    public List<Finding> apply(Measurements measurements) {
        ScaleChanges activationChanges = measurements.activationChanges();
        ScaleChanges gradientChanges = measurements.gradientChanges();
        double forward = activationChanges.mean();
        double backward = gradientChanges.mean();
        if (Double.isNaN(forward)) {
            return List.of(Finding.ofNetwork(Kind.HEALTHY, "no problem found"));
        }
        String gradients = Double.isNaN(backward)
                ? ""
                : ", gradients by a factor of %s in the backward pass".formatted(NumberText.of(backward));
        boolean isUsual = activationChanges.isUsual() || gradientChanges.isUsual();
        return List.of(Finding.ofNetwork(
                Kind.HEALTHY,
                "%s: activations change by a factor of %s per layer%s%s"
                        .formatted(
                                isUsual ? "no problem found" : "signals keep their scale",
                                NumberText.of(forward),
                                gradients,
                                isUsual
                                        ? "; the gates of the recurrent layers cause this, as with every usual initializer"
                                        : "")));
    }
}
