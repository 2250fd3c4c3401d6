package io.github.nd4jinit.internal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Suggests the known names that are closest to an unknown name. */
public final class Suggestions {

    private static final int MAX_SUGGESTIONS = 4;

    /** Longer names are truncated to this length, which limits the cost of the comparison. */
    private static final int MAX_NAME_LENGTH = 64;

    private Suggestions() {}

    /**
     * Returns a clause for a message.
     *
     * @param name an unknown name
     * @param known the known names, at least one
     * @return {@code did you mean he_normal, he_uniform, ...}
     */
    public static String of(String name, Collection<String> known) {
        return of(name, known, "");
    }

    /** Returns a clause for a message, with a prefix before each known name. */
    static String of(String name, Collection<String> known, String prefix) {
        return closest(name, known).stream().collect(Collectors.joining(", " + prefix, "did you mean " + prefix, ""));
    }

    private static List<String> closest(String name, Collection<String> known) {
        String beginning = name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) : name;
        String lower = beginning.toLowerCase(Locale.ROOT);
        // a difference in case counts less than a difference in letters
        Map<String, Integer> distances = new HashMap<>();
        known.forEach(each -> distances.put(
                each, MAX_NAME_LENGTH * distance(lower, each.toLowerCase(Locale.ROOT)) + distance(beginning, each)));
        return known.stream()
                .sorted(Comparator.comparing((String each) -> distances.get(each))
                        .thenComparing(each -> each))
                .limit(MAX_SUGGESTIONS)
                .toList();
    }

    /** Returns the Levenshtein distance: the minimum number of inserted, deleted and replaced characters. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
