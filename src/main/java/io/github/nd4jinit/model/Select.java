package io.github.nd4jinit.model;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The kinds of selectors. */
final class Select {

    private Select() {}

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
            return isLike(glob, parameter.name());
        }

        @Override
        public String toString() {
            return "name " + glob;
        }
    }

    record Layer(String glob) implements Selector {

        @Override
        public boolean matches(Parameter parameter) {
            return isLike(glob, parameter.layer());
        }

        @Override
        public String toString() {
            return "layer " + glob;
        }
    }

    /** Names that match a regular expression. The pattern is kept, but two selectors are equal if their texts are. */
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

    record Both(Selector first, Selector second) implements Selector {

        @Override
        public boolean matches(Parameter parameter) {
            return first.matches(parameter) && second.matches(parameter);
        }

        @Override
        public String toString() {
            return first + " and " + second;
        }
    }

    /** Whether a text is like a pattern of {@code *} and {@code ?}. */
    private static boolean isLike(String glob, String text) {
        int i = 0;
        int j = 0;
        int star = -1;
        int resumed = 0;
        while (j < text.length()) {
            if (i < glob.length() && glob.charAt(i) == '*') {
                star = i++;
                resumed = j;
            } else if (i < glob.length() && (glob.charAt(i) == '?' || glob.charAt(i) == text.charAt(j))) {
                i++;
                j++;
            } else if (star >= 0) {
                i = star + 1; // the star takes one more
                j = ++resumed;
            } else {
                return false;
            }
        }
        return glob.substring(i).chars().allMatch(rest -> rest == '*');
    }
}
