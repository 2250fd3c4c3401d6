package io.github.nd4jinit.plan;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes a selector that matches no parameter of a network, in words for a message.
 *
 * @param selector the selector
 * @param parameters the parameters of the network
 */
record UnmatchedSelector(Selector selector, List<Parameter> parameters) {

    private static final int MAX_SUGGESTIONS = 4;

    /** The characters that separate the parts of names: torch's, Keras' and DL4J's. */
    private static final List<String> SEPARATORS = List.of(".", "/", "_");

    /** A shorter pattern is contained in too many names to be useful as a suggestion. */
    private static final int MIN_CONTAINED_LENGTH = 3;

    /** {@return a predicate, such as {@code matches none of the 2 names fc.weight, fc.bias}} */
    String predicate() {
        if (parameters.isEmpty()) {
            return "matches nothing, because there are no parameters";
        }
        Selector cause = cause();
        if (cause instanceof Selectors.Layer) {
            return layers().isEmpty()
                    ? "matches nothing, because the layer types of the parameters are unknown"
                    : matchesNone("layer type", layers());
        }
        if (cause instanceof Selectors.OfRole) {
            return matchesNone(
                    "role",
                    distinct(parameters.stream()
                            .map(parameter -> parameter.role().toString())));
        }
        boolean isName = cause instanceof Selectors.Name || cause instanceof Selectors.Regex;
        return matchesNone(isName ? "name" : "parameter", names());
    }

    private static String matchesNone(String noun, List<String> values) {
        return values.size() == 1
                ? "does not match the only %s, %s".formatted(noun, values.get(0))
                : "matches none of the %s %ss %s".formatted(values.size(), noun, PlanResolver.listed(values));
    }

    /**
     * {@return a question in parentheses after a space, such as {@code (did you mean head_*?)}; empty if nothing is
     * similar}
     */
    String suggestion() {
        Selector cause = cause();
        List<String> similar = List.of();
        if (cause instanceof Selectors.Name name) {
            similar = similar(name.glob(), names());
        } else if (cause instanceof Selectors.Layer layer) {
            similar = similar(layer.glob(), layers());
        }
        return similar.isEmpty() ? "" : " (did you mean %s?)".formatted(String.join(", ", similar));
    }

    /**
     * The part of the selector that matches nothing on its own; the selector itself if only the combination matches
     * nothing.
     */
    private Selector cause() {
        return Selectors.parts(selector).stream()
                .filter(part -> parameters.stream().noneMatch(part::matches))
                .findFirst()
                .orElse(selector);
    }

    private List<String> names() {
        return parameters.stream().map(Parameter::name).toList();
    }

    private List<String> layers() {
        return distinct(parameters.stream().map(Parameter::layer).filter(Predicate.not(String::isEmpty)));
    }

    private static List<String> distinct(Stream<String> values) {
        return values.distinct().toList();
    }

    /** A variant of the pattern that matches some of the values, or else the values that are closest to the pattern. */
    private static List<String> similar(String glob, Collection<String> values) {
        return variants(glob)
                .filter(variant -> values.stream().anyMatch(value -> Selectors.matchesGlob(variant, value)))
                .findFirst()
                .map(List::of)
                .orElseGet(() -> closest(glob, values));
    }

    /** The pattern with other separators, and patterns that also match longer values that contain the pattern. */
    private static Stream<String> variants(String glob) {
        Stream<String> separated =
                SEPARATORS.stream().flatMap(from -> SEPARATORS.stream().map(to -> glob.replace(from, to)));
        return literalLength(glob) < MIN_CONTAINED_LENGTH
                ? separated
                : Stream.concat(separated, Stream.of(glob + "*", "*" + glob, "*" + glob + "*"));
    }

    /** The values with the fewest typing errors; none if more than half of the literal characters would be wrong. */
    private static List<String> closest(String glob, Collection<String> values) {
        int least =
                values.stream().mapToInt(value -> distance(glob, value)).min().orElse(Integer.MAX_VALUE);
        return least > literalLength(glob) / 2
                ? List.of()
                : values.stream()
                        .filter(value -> distance(glob, value) == least)
                        .limit(MAX_SUGGESTIONS)
                        .collect(Collectors.toList());
    }

    private static int literalLength(String glob) {
        return glob.replaceAll("[*?]", "").length();
    }

    /** The Levenshtein distance between a string and the closest string that the pattern matches. Case is ignored. */
    private static int distance(String glob, String text) {
        String pattern = glob.toLowerCase(Locale.ROOT);
        String value = text.toLowerCase(Locale.ROOT);
        int[] row = new int[value.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int diagonal = row[0];
            row[0] += c == '*' ? 0 : 1;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (c == '?' || c == value.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = c == '*' ? Math.min(row[j], row[j - 1]) : Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[value.length()];
    }
}
