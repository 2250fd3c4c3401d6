package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.plan.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A layer of a {@link Probe}: its name, its weights, and the nonlinearity that follows it. */
public final class ProbedLayer {

    private final String name;
    private final List<Tensor> weights;
    private final @Nullable Nonlinearity nonlinearity;

    private ProbedLayer(String name, List<Tensor> weights, @Nullable Nonlinearity nonlinearity) {
        this.name = name;
        this.weights = weights;
        this.nonlinearity = nonlinearity;
    }

    /**
     * A layer whose nonlinearity is unknown.
     *
     * @param name the name of the layer
     * @param weights its weights, at least one. The arrays are live: a value written to them takes effect in the next
     *     pass. The first weight is the input weight; a recurrent layer also has a recurrent weight, and an attention
     *     layer has weights for queries, keys and values
     * @return the layer
     * @throws IllegalArgumentException if there is no weight
     */
    public static ProbedLayer of(String name, List<Tensor> weights) {
        Objects.requireNonNull(name, "name must not be null");
        if (weights.isEmpty()) {
            throw new IllegalArgumentException(
                    "probe: layer %s must have at least one weight, but has none; list it in unmeasuredLayers() instead"
                            .formatted(name));
        }
        return new ProbedLayer(name, List.copyOf(weights), null);
    }

    /**
     * A copy of this layer that is followed by a nonlinearity.
     *
     * @param nonlinearity the nonlinearity whose input is the output of the layer; null if it is unknown, if only its
     *     gain is known, or if a normalization precedes it
     * @return the layer
     */
    public ProbedLayer withNonlinearity(@Nullable Nonlinearity nonlinearity) {
        return new ProbedLayer(name, weights, nonlinearity);
    }

    /** {@return the name of the layer} */
    public String name() {
        return name;
    }

    /** {@return the weights of the layer, at least one; the first is the input weight} */
    public List<Tensor> weights() {
        return weights;
    }

    /** {@return the first weight, which is the input weight} */
    public Tensor weight() {
        return weights.get(0);
    }

    /** {@return the nonlinearity whose input is the output of the layer; empty if it is unknown} */
    public Optional<Nonlinearity> nonlinearity() {
        return Optional.ofNullable(nonlinearity);
    }

    /** {@return the name, the names of the weights, and the nonlinearity} */
    @Override
    public String toString() {
        String names = weights.stream().map(weight -> weight.parameter().name()).collect(Collectors.joining(", "));
        return "%s [%s]%s".formatted(name, names, nonlinearity == null ? "" : " " + nonlinearity);
    }
}
