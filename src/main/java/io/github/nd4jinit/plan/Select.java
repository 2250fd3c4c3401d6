package io.github.nd4jinit.plan;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
            return isLike(glob.toLowerCase(Locale.ROOT), parameter.layer().toLowerCase(Locale.ROOT));
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

    /** What all of some selectors select. Their order is for the text; equal are those of the same selectors. */
    record Every(Set<Selector> parts) implements Selector {

        Every {
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

    /** The selectors that a selector joins: itself, if it joins none. */
    static Set<Selector> parts(Selector selector) {
        return selector instanceof Every every ? every.parts : Set.of(selector);
    }

    static Selector every(Collection<Selector> selectors) {
        Set<Selector> parts = new LinkedHashSet<>();
        selectors.forEach(selector -> parts.addAll(parts(selector)));
        return parts.size() == 1 ? parts.iterator().next() : new Every(parts);
    }

    /** Whether it is plain that one selector selects all that another does. */
    static boolean covers(Selector wider, Selector narrower) {
        return isAll(wider) || parts(narrower).containsAll(parts(wider));
    }

    static boolean isAll(Selector selector) {
        return selector instanceof All || (selector instanceof Name name && name.glob.matches("\\*+"));
    }

    /** Whether a network without such parameters is most likely another than was thought of. */
    static boolean isSpecific(Selector selector) {
        return parts(selector).stream()
                .anyMatch(part -> part instanceof Name || part instanceof Regex || part instanceof Layer);
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
