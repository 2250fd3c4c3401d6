package io.github.nd4jinit.plan;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a plan: a selector, and the initializer that fills the parameters that it matches, or the instruction to
 * keep these parameters.
 *
 * <pre>{@code
 * Rule.of(Selector.name("*.c_proj.weight"), Init.normal(0, 0.02).scaled(1 / Math.sqrt(24)))
 * Rule.of(Selector.role(Role.EMBEDDING), Init.normal().withZeroRow(0))
 * Rule.keep(Selector.name("backbone.*"))
 * }</pre>
 *
 * <p>A <em>required</em> rule must apply to at least one parameter of a network; otherwise, the plan is rejected. A
 * rule whose selector contains a name, a regular expression or a layer type is required, because a selector that
 * matches nothing is most likely misspelled. A rule that selects by role or by condition, or that selects all
 * parameters, is optional, because a network need not have such parameters. {@link #ifAny} and {@link #required}
 * override this default. Rules are immutable values.
 */
public final class Rule {

    private final Selector selector;
    private final @Nullable Initializer initializer;
    private final @Nullable Layout layout;
    private final boolean required;

    private Rule(Selector selector, @Nullable Initializer initializer, @Nullable Layout layout, boolean required) {
        this.selector = selector;
        this.initializer = initializer;
        this.layout = layout;
        this.required = required;
    }

    /**
     * A rule that fills the selected parameters.
     *
     * @param selector the selector of the parameters
     * @param initializer the initializer that fills them
     * @return the rule
     */
    public static Rule of(Selector selector, Initializer initializer) {
        Objects.requireNonNull(selector, "selector must not be null");
        Objects.requireNonNull(initializer, "initializer must not be null");
        return new Rule(selector, initializer, null, Selectors.isSpecific(selector));
    }

    /**
     * A rule that leaves the selected parameters unchanged.
     *
     * @param selector the selector of the parameters
     * @return the rule
     */
    public static Rule keep(Selector selector) {
        Objects.requireNonNull(selector, "selector must not be null");
        return new Rule(selector, null, null, Selectors.isSpecific(selector));
    }

    /**
     * Returns an optional copy of this rule: a network without a parameter to which the rule applies is accepted.
     *
     * @return the rule
     */
    public Rule ifAny() {
        return new Rule(selector, initializer, layout, false);
    }

    /**
     * Returns a required copy of this rule: a network without a parameter to which the rule applies is rejected.
     *
     * @return the rule
     */
    public Rule required() {
        return new Rule(selector, initializer, layout, true);
    }

    /**
     * Returns a copy of this rule with a layout that takes precedence over the layouts of the parameters, for example
     * for packed weights.
     *
     * @param layout the meaning of the axes
     * @return the rule
     */
    public Rule withLayout(Layout layout) {
        Objects.requireNonNull(layout, "layout must not be null");
        return new Rule(selector, initializer, layout, required);
    }

    /**
     * The selector.
     *
     * @return the selector of this rule's parameters
     */
    public Selector selector() {
        return selector;
    }

    /**
     * The initializer.
     *
     * @return the initializer that fills the parameters; empty if they are kept
     */
    public Optional<Initializer> initializer() {
        return Optional.ofNullable(initializer);
    }

    /**
     * The layout that takes precedence over the layouts of the parameters.
     *
     * @return the layout, if the rule has one
     */
    public Optional<Layout> layout() {
        return Optional.ofNullable(layout);
    }

    /**
     * Whether a network without a parameter to which this rule applies is rejected.
     *
     * @return whether the rule is required
     */
    public boolean isRequired() {
        return required;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rule that
                && selector.equals(that.selector)
                && Objects.equals(initializer, that.initializer)
                && Objects.equals(layout, that.layout)
                && required == that.required;
    }

    @Override
    public int hashCode() {
        return Objects.hash(selector, initializer, layout, required);
    }

    /** {@return the selector and the initializer, such as {@code role bias: zeros}} */
    @Override
    public String toString() {
        return selector + ": " + (initializer == null ? "keep" : initializer) + (layout == null ? "" : " as " + layout);
    }
}
