package io.github.nd4jinit.plan;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The implementations of {@link Selector}. */
final class Selectors {

    private Selectors() {}

    record All() implements Selector {

        @Override
        public boolean matches(Parameter parameter) {
            return true;
        }

        @Override
        public String toString() {
            return "all";
        }
    }

    record OfRole(Role role) implements Selector {

        @Override
        public boolean matches(Parameter parameter) {
            return parameter.role() == role;
        }

        @Override
        public String toString() {
            return "role " + role;
        }
    }

    record Name(String glob) implements Selector {

        @Override
        public boolean matches(Parameter parameter) {
            return matchesGlob(glob, parameter.name());
        }

        @Override
        public String toString() {
            return "name " + glob;
        }
    }

    record Layer(String glob) implements Selector {

        @Override
        public boolean matches(Parameter parameter) {
            return matchesGlob(glob.toLowerCase(Locale.ROOT), parameter.layer().toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return "layer " + glob;
        }
    }

    /**
     * Matches names by a regular expression. Two selectors are equal if their expressions are the same string, because
     * {@link Pattern} does not override {@code equals}.
     */
    record Regex(String regex, Pattern pattern) implements Selector {

        Regex(String regex) {
            this(regex, Pattern.compile(regex));
        }

        @Override
        public boolean matches(Parameter parameter) {
            return pattern.matcher(parameter.name()).matches();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Regex that && regex.equals(that.regex);
        }

        @Override
        public int hashCode() {
            return regex.hashCode();
        }

        @Override
        public String toString() {
            return "regex " + regex;
        }
    }

    record Where(String description, Predicate<Parameter> condition) implements Selector {

        @Override
        public boolean matches(Parameter parameter) {
            return condition.test(parameter);
        }

        @Override
        public String toString() {
            return "where " + description;
        }
    }

    /** Matches the parameters that all parts match. The order of the parts affects only the text form, not equality. */
    record AllOf(Set<Selector> parts) implements Selector {

        AllOf {
            parts = Collections.unmodifiableSet(new LinkedHashSet<>(parts));
        }

        @Override
        public boolean matches(Parameter parameter) {
            return parts.stream().allMatch(part -> part.matches(parameter));
        }

        @Override
        public String toString() {
            return parts.stream().map(Selector::toString).collect(Collectors.joining(" and "));
        }
    }

    /** The parts of a combination, or the selector itself. */
    static Set<Selector> parts(Selector selector) {
        return selector instanceof AllOf allOf ? allOf.parts : Set.of(selector);
    }

    /** Combines selectors. Nested combinations are flattened. */
    static Selector allOf(Collection<Selector> selectors) {
        Set<Selector> parts = new LinkedHashSet<>();
        selectors.forEach(selector -> parts.addAll(parts(selector)));
        return parts.size() == 1 ? parts.iterator().next() : new AllOf(parts);
    }

    /**
     * Whether the wider selector matches all parameters that the narrower one matches, as far as can be determined from
     * their structure.
     */
    static boolean covers(Selector wider, Selector narrower) {
        return isAll(wider) || parts(narrower).containsAll(parts(wider));
    }

    /** Whether a selector matches every parameter. */
    static boolean isAll(Selector selector) {
        return selector instanceof All || (selector instanceof Name name && name.glob.matches("\\*+"));
    }

    /**
     * Whether a selector contains a name, a regular expression or a layer type. If such a selector matches nothing, it
     * is most likely misspelled.
     */
    static boolean isSpecific(Selector selector) {
        return parts(selector).stream()
                .anyMatch(part -> part instanceof Name || part instanceof Regex || part instanceof Layer);
    }

    /**
     * Whether a string matches a pattern with {@code *} and {@code ?}, in time O(length of the pattern * length of the
     * string).
     */
    static boolean matchesGlob(String glob, String text) {
        int i = 0;
        int j = 0;
        int star = -1;
        int starEnd = 0;
        while (j < text.length()) {
            if (i < glob.length() && glob.charAt(i) == '*') {
                star = i++;
                starEnd = j;
            } else if (i < glob.length() && (glob.charAt(i) == '?' || glob.charAt(i) == text.charAt(j))) {
                i++;
                j++;
            } else if (star >= 0) {
                i = star + 1; // let the last star match one more character
                j = ++starEnd;
            } else {
                return false;
            }
        }
        return glob.substring(i).chars().allMatch(rest -> rest == '*');
    }
}
