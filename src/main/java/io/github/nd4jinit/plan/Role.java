package io.github.nd4jinit.plan;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a parameter does in its network, and what it starts with if no rule says otherwise. */
public enum Role {
    /** Joins inputs to outputs: a dense matrix, a convolution's kernel. No default: how it starts is what a plan is for. */
    WEIGHT(null),
    /** Joins a recurrent layer's state to its next. No default. */
    RECURRENT_WEIGHT(null),
    /** A row for each token or position, to look up. No default. */
    EMBEDDING(null),
    /** An input that is learned: a class token, a query. No default. */
    TOKEN(null),
    /** What a layer adds; zeros. */
    BIAS(Init.zeros()),
    /**
     * The bias of an LSTM's forget gate; ones, so that it remembers at first (Jozefowicz and others, <a
     * href="https://proceedings.mlr.press/v37/jozefowicz15.html">An empirical exploration of recurrent network
     * architectures</a>, 2015).
     */
    FORGET_BIAS(Init.ones()),
    /** How an LSTM's gates see its cell, one number a unit; zeros. */
    PEEPHOLE(Init.zeros()),
    /** What a normalization multiplies by; ones. */
    NORM_SCALE(Init.ones()),
    /** What a normalization adds; zeros. */
    NORM_SHIFT(Init.zeros()),
    /** The slope of a PReLU's negative side; 0.25 (He and others, 2015, and torch; DL4J has 0). */
    SLOPE(Init.constant(0.25)),
    /** What a layer has counted or averaged, such as a batch norm's running variance. No plan ever touches it. */
    STATISTIC(null),
    /** None of these, or not known. No default. */
    OTHER(null);

    @SuppressWarnings("ImmutableEnumChecker") // Init's initializers are immutable, which their interface cannot say
    private final @Nullable Initializer standard;

    Role(@Nullable Initializer standard) {
        this.standard = standard;
    }

    /**
     * What parameters of this role start with if no rule says otherwise.
     *
     * @return the initializer, or none
     */
    public Optional<Initializer> standard() {
        return Optional.ofNullable(standard);
    }

    /**
     * Whether parameters of this role join inputs to outputs, so that their shape and layout have fans.
     *
     * @return true of {@link #WEIGHT} and {@link #RECURRENT_WEIGHT}
     */
    public boolean hasFans() {
        return this == WEIGHT || this == RECURRENT_WEIGHT;
    }

    /** {@return the name in text, such as {@code norm_scale}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
