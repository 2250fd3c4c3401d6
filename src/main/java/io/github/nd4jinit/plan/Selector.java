package io.github.nd4jinit.plan;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Which parameters a rule is for.
 *
 * <pre>{@code
 * Selector.role(Role.WEIGHT).and(Selector.layer("LSTM"))
 * Selector.name("*.c_proj.weight")
 * }</pre>
 *
 * <p>All but {@link #where} are values: equal if they say the same, and written and read as text.
 */
public sealed interface Selector
        permits Select.All, Select.OfRole, Select.Name, Select.Regex, Select.Layer, Select.Where, Select.Every {

    /**
     * Whether a parameter is one of these.
     *
     * @param parameter the parameter
     * @return whether it is
     */
    boolean matches(Parameter parameter);

    /**
     * All parameters.
     *
     * @return the selector
     */
    static Selector all() {
        return new Select.All();
    }

    /**
     * The parameters of a role.
     *
     * @param role the role
     * @return the selector
     */
    static Selector role(Role role) {
        return new Select.OfRole(Objects.requireNonNull(role, "role must not be null"));
    }

    /**
     * The parameters whose whole name is like a pattern: {@code *} stands for any characters, dots among them, {@code ?} for
     * one. Case matters.
     *
     * @param glob the pattern, such as {@code *.c_proj.weight}
     * @return the selector
     */
    static Selector name(String glob) {
        return new Select.Name(Objects.requireNonNull(glob, "glob must not be null"));
    }

    /**
     * The parameters whose whole name matches a regular expression.
     *
     * @param regex the expression, in {@link java.util.regex.Pattern}'s syntax
     * @return the selector
     * @throws java.util.regex.PatternSyntaxException if it is none
     */
    static Selector regex(String regex) {
        return new Select.Regex(Objects.requireNonNull(regex, "regex must not be null"));
    }

    /**
     * The parameters of the layers whose type is like a pattern, as in {@link #name}, but case does not matter.
     *
     * @param glob the pattern, such as {@code *LSTM}
     * @return the selector
     */
    static Selector layer(String glob) {
        return new Select.Layer(Objects.requireNonNull(glob, "glob must not be null"));
    }

    /**
     * The parameters that a condition holds for. A plan with such a rule cannot be written as text.
     *
     * @param description what messages and tables call it
     * @param condition the condition
     * @return the selector
     */
    static Selector where(String description, Predicate<Parameter> condition) {
        return new Select.Where(
                Objects.requireNonNull(description, "description must not be null"),
                Objects.requireNonNull(condition, "condition must not be null"));
    }

    /**
     * The parameters of both. Neither the order nor a repetition makes another selector of it.
     *
     * @param other another selector
     * @return the selector
     */
    default Selector and(Selector other) {
        return Select.every(List.of(this, Objects.requireNonNull(other, "other must not be null")));
    }
}
