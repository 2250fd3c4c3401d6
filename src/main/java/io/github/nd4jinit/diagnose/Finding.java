package io.github.nd4jinit.diagnose;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A result of a {@link Diagnosis}: a problem, or the statement that no problem was found. */
public final class Finding {

    /**
     * The kinds of findings. Constants may be added in a minor release, so a {@code switch} over this enum needs a
     * default branch.
     */
    public enum Kind {
        /** Activations and gradients keep their scale, or change as is usual for the type of network. */
        HEALTHY,
        /** Activations shrink from layer to layer. */
        SHRINKING_ACTIVATIONS,
        /** Activations grow from layer to layer. */
        GROWING_ACTIVATIONS,
        /** Gradients shrink in the backward pass. */
        VANISHING_GRADIENT,
        /** Gradients grow in the backward pass. */
        EXPLODING_GRADIENT,
        /** Many units output zero for every example. */
        DEAD_UNITS,
        /** Many activations are at points where the derivative of the nonlinearity is almost zero. */
        SATURATED,
        /** Many units of a layer have equal weights, and training cannot make them differ. */
        SYMMETRIC,
        /** A value is NaN or infinite. */
        NOT_FINITE,
        /** The batch permits no conclusions, because its examples or labels are all equal. */
        UNINFORMATIVE_BATCH,
        /** Something could not be determined; the message gives the reason. */
        UNKNOWN
    }

    private final Kind kind;
    private final @Nullable String layer;
    private final String message;

    private Finding(Kind kind, @Nullable String layer, String message) {
        this.kind = kind;
        this.layer = layer;
        this.message = message;
    }

    /** A finding about one layer. */
    static Finding at(String layer, Kind kind, String message) {
        return new Finding(kind, layer, message);
    }

    /** A finding about the whole network or the batch. */
    static Finding ofNetwork(Kind kind, String message) {
        return new Finding(kind, null, message);
    }

    /** {@return the kind} */
    public Kind kind() {
        return kind;
    }

    /**
     * {@return the name of the layer that the finding concerns, the first if there are several; empty if it concerns
     * the whole network}
     */
    public Optional<String> layer() {
        return Optional.ofNullable(layer);
    }

    /** {@return the finding in words, with the measured values and a remedy} */
    public String message() {
        return message;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Finding finding
                && kind == finding.kind
                && Objects.equals(layer, finding.layer)
                && message.equals(finding.message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, layer, message);
    }

    /** {@return the kind and the message} */
    @Override
    public String toString() {
        return kind + ": " + message;
    }
}
