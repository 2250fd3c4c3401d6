package io.github.nd4jinit.plan;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Selects parameters of a network.
 *
 * <pre>{@code
 * Selector.role(Role.WEIGHT).and(Selector.layer("LSTM"))
 * Selector.name("*.c_proj.weight")
 * }</pre>
 *
 * <p>Selectors are immutable. All except {@link #where} have a text form in plan files, and two selectors with a text
 * form are equal if their criteria are equal.
 */
public sealed interface Selector
        permits Selectors.All,
                Selectors.OfRole,
                Selectors.Name,
                Selectors.Regex,
                Selectors.Layer,
                Selectors.Where,
                Selectors.AllOf {

    /**
     * Whether this selector matches a parameter.
     *
     * @param parameter the parameter
     * @return whether it matches
     */
    boolean matches(Parameter parameter);

    /**
     * Selects all parameters.
     *
     * @return the selector
     */
    static Selector all() {
        return new Selectors.All();
    }

    /**
     * Selects the parameters that have the given role.
     *
     * @param role the role
     * @return the selector
     */
    static Selector role(Role role) {
        return new Selectors.OfRole(Objects.requireNonNull(role, "role must not be null"));
    }

    /**
     * Selects the parameters whose complete name matches a pattern. {@code *} matches any number of characters, dots
     * included, and {@code ?} matches one character. Case matters.
     *
     * @param glob the pattern, such as {@code *.c_proj.weight}
     * @return the selector
     */
    static Selector name(String glob) {
        return new Selectors.Name(Objects.requireNonNull(glob, "glob must not be null"));
    }

    /**
     * Selects the parameters whose complete name matches a regular expression.
     *
     * @param regex the expression, in the syntax of {@link java.util.regex.Pattern}
     * @return the selector
     * @throws java.util.regex.PatternSyntaxException if the syntax is invalid
     */
    static Selector regex(String regex) {
        return new Selectors.Regex(Objects.requireNonNull(regex, "regex must not be null"));
    }

    /**
     * Selects the parameters of the layers whose type matches a pattern, as in {@link #name}. Case is ignored.
     *
     * @param glob the pattern, such as {@code *LSTM}
     * @return the selector
     */
    static Selector layer(String glob) {
        return new Selectors.Layer(Objects.requireNonNull(glob, "glob must not be null"));
    }

    /**
     * Selects the parameters that satisfy a condition. A plan with such a selector has no text form.
     *
     * @param description the name of the condition in messages and tables
     * @param condition the condition
     * @return the selector
     */
    static Selector where(String description, Predicate<Parameter> condition) {
        return new Selectors.Where(
                Objects.requireNonNull(description, "description must not be null"),
                Objects.requireNonNull(condition, "condition must not be null"));
    }

    /**
     * Selects the parameters that both selectors match. Order and repetition do not affect equality.
     *
     * @param other another selector
     * @return the selector
     */
    default Selector and(Selector other) {
        return Selectors.allOf(List.of(this, Objects.requireNonNull(other, "other must not be null")));
    }
}
