package io.github.nd4jinit;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** The known names that a misspelt one may stand for. */
final class Nearest {

    private static final int SUGGESTIONS = 4;

    private Nearest() {}

    /** A clause for a message: {@code near ones are he_normal, he_uniform}. */
    static String of(String name, Collection<String> known) {
        String lower = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .sorted(Comparator.comparingInt((String each) -> distance(lower, each))
                        .thenComparing(each -> each))
                .limit(SUGGESTIONS)
                .collect(Collectors.joining(", ", "near ones are ", ""));
    }

    /** Levenshtein's: insertions, deletions and replacements of a letter. */
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
