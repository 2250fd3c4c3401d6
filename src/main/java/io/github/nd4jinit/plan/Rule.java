package io.github.nd4jinit.plan;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import java.util.Objects;
import java.util.Optional;

/**
 * What some parameters start with.
 *
 * <pre>{@code
 * Rule.of(Selector.name("*.c_proj.weight"), Init.normal(0, 0.02).scaled(1 / Math.sqrt(24)))
 * Rule.of(Selector.role(Role.EMBEDDING), Init.normal().withZeroRow(0))
 * Rule.keep(Selector.name("backbone.*"))
 * }</pre>
 *
 * @param selector which parameters
 * @param initializer fills them; none if they are left as they are
 * @param layout what their axes mean, if the parameters do not know better
 * @param need whether there must be such parameters
 */
public record Rule(Selector selector, Optional<Initializer> initializer, Optional<Layout> layout, Need need) {

    /** Whether a network must have parameters that a rule is for. */
    public enum Need {
        /** A network without them is an error: of names, regular expressions and layers, that is most often a misspelling. */
        REQUIRED,
        /** A network may do without. */
        OPTIONAL
    }

    /**
     * A rule.
     *
     * @param selector which parameters
     * @param initializer fills them; none if they are left as they are
     * @param layout what their axes mean, if the parameters do not know better
     * @param need whether there must be such parameters
     * @throws NullPointerException if an argument is null
     */
    public Rule {
        Objects.requireNonNull(selector, "selector must not be null");
        Objects.requireNonNull(initializer, "initializer must not be null");
        Objects.requireNonNull(layout, "layout must not be null");
        Objects.requireNonNull(need, "need must not be null");
    }

    /**
     * The rule that an initializer fills some parameters. There must be such parameters, unless they are selected by
     * nothing but roles and conditions, or all.
     *
     * @param selector which parameters
     * @param initializer the initializer
     * @return the rule
     */
    public static Rule of(Selector selector, Initializer initializer) {
        Objects.requireNonNull(initializer, "initializer must not be null");
        return new Rule(selector, Optional.of(initializer), Optional.empty(), need(selector));
    }

    /**
     * The rule that some parameters are left as they are.
     *
     * @param selector which parameters
     * @return the rule
     */
    public static Rule keep(Selector selector) {
        return new Rule(selector, Optional.empty(), Optional.empty(), need(selector));
    }

    static Need need(Selector selector) {
        Objects.requireNonNull(selector, "selector must not be null");
        return Select.isSpecific(selector) ? Need.REQUIRED : Need.OPTIONAL;
    }

    /**
     * The same rule for networks that may have no such parameters.
     *
     * @return the rule
     */
    public Rule ifAny() {
        return new Rule(selector, initializer, layout, Need.OPTIONAL);
    }

    /**
     * The same rule for parameters whose axes mean something else than they say, as of packed weights.
     *
     * @param layout what the axes mean
     * @return the rule
     */
    public Rule withLayout(Layout layout) {
        return new Rule(selector, initializer, Optional.of(layout), need);
    }

    /** {@return the selector and what is done, as in {@code role bias: zeros()}} */
    @Override
    public String toString() {
        return selector + ": " + initializer.map(Object::toString).orElse("keep")
                + layout.map(given -> " as " + given).orElse("");
    }
}
