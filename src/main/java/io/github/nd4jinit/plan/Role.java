package io.github.nd4jinit.plan;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The function of a parameter in its network. A role may have a default initializer, which fills the parameters of this
 * role that no rule of a plan matches.
 *
 * <p>Constants may be added in a minor release, so a {@code switch} over roles needs a default branch.
 */
public enum Role {
    /**
     * A parameter that connects inputs to outputs; for example, a dense matrix or the kernel of a convolution. No
     * default.
     */
    WEIGHT(null),
    /** A parameter that connects the state of a recurrent layer to its next state. No default. */
    RECURRENT_WEIGHT(null),
    /** A lookup table with one row per token or position. No default. */
    EMBEDDING(null),
    /** A learned input, such as a class token or a query. No default. */
    TOKEN(null),
    /** The additive term of a layer. Default: zeros. */
    BIAS(Init.zeros()),
    /**
     * The bias of an LSTM's forget gate. Default: ones, so that the cell initially keeps its state (Jozefowicz and
     * others, <a href="https://proceedings.mlr.press/v37/jozefowicz15.html">An empirical exploration of recurrent
     * network architectures</a>, 2015).
     */
    FORGET_BIAS(Init.ones()),
    /** A connection from an LSTM's cell to its gates, one weight per unit. Default: zeros. */
    PEEPHOLE(Init.zeros()),
    /** The factor of a normalization. Default: ones. */
    NORM_SCALE(Init.ones()),
    /** The additive term of a normalization. Default: zeros. */
    NORM_SHIFT(Init.zeros()),
    /**
     * The slope of a PReLU for negative inputs. Default: 0.25 (He and others, 2015, and torch; DL4J's default is 0).
     */
    SLOPE(Init.constant(0.25)),
    /** A count or average that a layer maintains, such as the running variance of a batch norm. No plan changes it. */
    STATISTIC(null),
    /** A parameter with none of these functions, or with an unknown function. No default. */
    OTHER(null);

    @SuppressWarnings("ImmutableEnumChecker") // Init's initializers are immutable, but Initializer is not annotated
    private final @Nullable Initializer defaultInitializer;

    Role(@Nullable Initializer defaultInitializer) {
        this.defaultInitializer = defaultInitializer;
    }

    /**
     * The initializer of parameters of this role that no rule matches.
     *
     * @return the initializer, if this role has a default
     */
    public Optional<Initializer> defaultInitializer() {
        return Optional.ofNullable(defaultInitializer);
    }

    /**
     * Whether parameters of this role connect inputs to outputs, so their shape and layout determine their fans.
     *
     * @return true for {@link #WEIGHT} and {@link #RECURRENT_WEIGHT}
     */
    public boolean hasFans() {
        return this == WEIGHT || this == RECURRENT_WEIGHT;
    }

    /** {@return the name as it appears in plan files, such as {@code norm_scale}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
