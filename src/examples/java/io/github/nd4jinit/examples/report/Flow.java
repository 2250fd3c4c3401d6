package io.github.nd4jinit.examples.report;

import io.github.nd4jinit.diagnose.Diagnosis;
import java.util.List;

/**
 * What an initialization does to signals and gradients.
 *
 * @param setup what the network began as
 * @param diagnosis what was measured; the page shows its findings where nothing was
 * @param densities the density that each layer's first weight should have, {@link Density#unknown()} where none is known; empty if
 *     none is known of any
 */
public record Flow(Setup setup, Diagnosis diagnosis, List<Density> densities) {

    /**
     * A diagnosis, and what its weights should look like.
     *
     * @throws IllegalArgumentException if there are some densities, but not as many as layers
     */
    public Flow {
        densities = List.copyOf(densities);
        int layers = diagnosis.layers().size();
        if (!densities.isEmpty() && densities.size() != layers) {
            throw new IllegalArgumentException(
                    "flow: needs a density for each of the %s layers, or none, received %s for %s; pass Density.unknown() where none is known"
                            .formatted(layers, densities.size(), setup));
        }
    }

    /**
     * A diagnosis of weights of which no density is known.
     *
     * @param setup what the network began as
     * @param diagnosis what was measured
     */
    public Flow(Setup setup, Diagnosis diagnosis) {
        this(setup, diagnosis, List.of());
    }
}
