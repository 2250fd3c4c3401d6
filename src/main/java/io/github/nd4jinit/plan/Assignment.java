package io.github.nd4jinit.plan;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Specifies what a plan does with one parameter: whether an initializer fills it or it is kept, and why. */
public final class Assignment {

    private final Parameter parameter;
    private final String reason;
    private final @Nullable Initializer initializer;
    private final Layout layout;
    private final @Nullable Fans fans;
    private final Moments moments;

    private Assignment(
            Parameter parameter, String reason, @Nullable Initializer initializer, Layout layout, Moments moments) {
        this.parameter = parameter;
        this.reason = reason;
        this.initializer = initializer;
        this.layout = layout;
        this.fans = parameter.fans(layout).orElse(null);
        this.moments = moments;
    }

    /** The assignment of a parameter that an initializer fills. */
    static Assignment filled(
            Parameter parameter, String reason, Initializer initializer, Layout layout, Moments moments) {
        return new Assignment(parameter, reason, initializer, layout, moments);
    }

    /** The assignment of a parameter that stays unchanged. */
    static Assignment kept(Parameter parameter, String reason) {
        return new Assignment(parameter, reason, null, parameter.layout(), Moments.UNKNOWN);
    }

    /**
     * The parameter.
     *
     * @return the parameter
     */
    public Parameter parameter() {
        return parameter;
    }

    /**
     * The reason for the decision: the selector of a rule, the words {@code default of} and a role, or the reason why
     * the parameter is kept.
     *
     * @return the reason
     */
    public String reason() {
        return reason;
    }

    /**
     * The initializer that fills the parameter.
     *
     * @return the initializer; empty if the parameter is kept
     */
    public Optional<Initializer> initializer() {
        return Optional.ofNullable(initializer);
    }

    /**
     * The layout that the initializer uses: the layout of the rule, if it has one, otherwise the layout of the
     * parameter.
     *
     * @return the layout
     */
    public Layout layout() {
        return layout;
    }

    /**
     * The fans of the parameter in the {@linkplain #layout() layout that the initializer uses}.
     *
     * @return the fans; empty if the parameter has none
     */
    public Optional<Fans> fans() {
        return Optional.ofNullable(fans);
    }

    /**
     * The expected mean and standard deviation of the values.
     *
     * @return the moments; {@link Moments#UNKNOWN} if the parameter is kept
     */
    public Moments moments() {
        return moments;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Assignment that
                && parameter.equals(that.parameter)
                && reason.equals(that.reason)
                && Objects.equals(initializer, that.initializer)
                && layout.equals(that.layout)
                && moments.equals(that.moments);
    }

    @Override
    public int hashCode() {
        return Objects.hash(parameter, reason, initializer, layout, moments);
    }

    /** {@return the name, the initializer and the reason, such as {@code fc.bias: zeros by default of bias}} */
    @Override
    public String toString() {
        return "%s: %s by %s".formatted(parameter.name(), initializer == null ? "kept" : initializer, reason);
    }
}
