package io.github.nd4jinit.examples;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which parameters get their values from which initializer.
 *
 * @param matches the parameters
 * @param initializer the initializer
 * @param parts how many weights each of the parameters packs along its out axis
 */
record Rule(Predicate<Parameter> matches, Initializer initializer, int parts) {

    /** The rule for all parameters of a role. */
    static Rule of(Role role, Initializer initializer) {
        return new Rule(parameter -> parameter.role() == role, initializer, 1);
    }

    /** The rule for the parameters whose whole name matches a regular expression. */
    static Rule of(String regex, Initializer initializer) {
        Predicate<String> name = Pattern.compile(regex).asMatchPredicate();
        return new Rule(parameter -> name.test(parameter.name()), initializer, 1);
    }

    /** The same rule for parameters that are several weights in one tensor. */
    Rule packed(int number) {
        return new Rule(matches, initializer, number);
    }

    /** What the axes of a parameter mean that this rule is for. */
    Layout layout(Parameter parameter) {
        return parameter.role().layout().packed(parts);
    }
}
