package io.github.nd4jinit.internal.text;

import io.github.nd4jinit.Layout;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Parses layouts of the form {@code letters.modifier(number, ...).modifier(...)} in one pass. */
public final class LayoutText {

    /** Maximum number of axes: the maximum rank of an ND4J array. */
    private static final int MAX_AXES = 32;

    /** Maximum length of the text, greater than the length of the text of any useful layout. */
    private static final int MAX_CHARACTERS = 10_000;

    private static final String RECEPTIVE = "DHWKXYZL0123456789";
    private static final String KNOWN = "OIB*" + RECEPTIVE;

    private final String text;
    private int position;

    private LayoutText(String text) {
        this.text = text;
    }

    /**
     * Checks the letters of a layout.
     *
     * @param letters one character for each axis
     * @return the letters in upper case
     * @throws IllegalArgumentException if a character has no meaning for a weight, {@code *} occurs more than once, or
     *     the number of letters is 0 or too large
     */
    public static String checkedLetters(String letters) {
        String received = "Layout.of: received \"" + Excerpt.of(letters) + "\"";
        if (letters.isEmpty()) {
            throw new IllegalArgumentException(received + "; " + letterRule());
        }
        if (letters.length() > MAX_AXES) {
            throw new IllegalArgumentException("%s with %s characters; name at most %s axes, one character for each"
                    .formatted(received, letters.length(), MAX_AXES));
        }
        String upper = asciiUpperCase(letters);
        for (int i = 0; i < letters.length(); i++) {
            char c = upper.charAt(i);
            if (KNOWN.indexOf(c) < 0) {
                String mistake = likelyMistake(upper);
                throw new IllegalArgumentException(
                        mistake.isEmpty()
                                ? "%s, in which '%s' has no meaning for a weight; %s"
                                        .formatted(received, Character.toString(letters.codePointAt(i)), letterRule())
                                : received + "; " + mistake);
            }
        }
        if (upper.indexOf('*') != upper.lastIndexOf('*')) {
            throw new IllegalArgumentException(
                    received + " with more than one *; write one * for all receptive axes that have no letter");
        }
        return upper;
    }

    /**
     * Converts ASCII letters only. {@code toUpperCase} would convert other characters, such as the dotless i, to valid
     * letters.
     */
    private static String asciiUpperCase(String letters) {
        StringBuilder upper = new StringBuilder(letters);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            upper.setCharAt(i, c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
        }
        return upper.toString();
    }

    private static String letterRule() {
        return "use one character for each axis, as in HWIO: O (out), I (in), B (batch), or D H W K X Y Z L or a digit"
                + " (receptive field), and at most one * for zero or more receptive axes";
    }

    /**
     * Returns a message that explains letters of another known notation and suggests the equivalent layout; empty if
     * the letters match no such notation.
     */
    private static String likelyMistake(String letters) {
        boolean hasChannels = letters.indexOf('C') >= 0;
        boolean hasOutputs = letters.indexOf('K') >= 0; // K is the output axis where C is the input axis
        if (isWord(letters, "NBCTS" + RECEPTIVE) && (letters.indexOf('N') >= 0 || (hasChannels && !hasOutputs))) {
            return "%s describes activations; a convolution weight is %s".formatted(letters, weightOf(letters));
        }
        String translated = translated(letters);
        return isWord(letters, "CFMGRST" + KNOWN) && isWord(translated, KNOWN)
                ? "%s is the notation of another library; the same weight is %s in this library"
                        .formatted(letters, translated)
                : "";
    }

    /** Returns whether a word consists of distinct letters of an alphabet. */
    private static boolean isWord(String word, String alphabet) {
        Set<Integer> seen = new HashSet<>();
        return word.chars().allMatch(c -> alphabet.indexOf(c) >= 0 && seen.add(c));
    }

    /** Returns the layout of a convolution weight, with channels first or channels last as in the activations. */
    private static String weightOf(String activations) {
        StringBuilder receptive = new StringBuilder();
        activations.chars().filter(c -> RECEPTIVE.indexOf(c) >= 0).forEach(c -> receptive.append((char) c));
        if (receptive.isEmpty()) {
            return activations.length() > 2 ? "OI*" : "OI";
        }
        int lastReceptive = activations.lastIndexOf(receptive.charAt(receptive.length() - 1));
        return activations.indexOf('C') > lastReceptive ? receptive + "IO" : "OI" + receptive;
    }

    /** Translates the letters of cuDNN and TVM (KCRS), ONNX (MCHW) and oneDNN (GOIHW), and F for filters (FCHW). */
    private static String translated(String letters) {
        boolean isOutNamed = letters.matches(".*[OFM].*");
        return (isOutNamed ? letters : letters.replace('K', 'O'))
                .replaceAll("[FM]", "O")
                .replace('C', 'I')
                .replace('G', 'B')
                .replace('R', 'H')
                .replace('S', 'W')
                .replace('T', 'D');
    }

    /**
     * Parses a layout.
     *
     * @param text the text
     * @return the layout
     * @throws IllegalArgumentException if the text does not describe a layout
     */
    public static Layout parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "Layout.parse: received a text of %s characters, \"%s\"; the maximum is %s"
                            .formatted(text.length(), Excerpt.of(text), MAX_CHARACTERS));
        }
        return new LayoutText(text).layout();
    }

    private Layout layout() {
        int end = text.indexOf('.');
        String letters = text.substring(0, end < 0 ? text.length() : end).strip();
        Layout layout = switch (letters.toLowerCase(Locale.ROOT)) {
            case "out_in" -> Layout.OUT_IN;
            case "in_out" -> Layout.IN_OUT;
            default -> Layout.of(letters);
        };
        Set<String> modifiers = new HashSet<>();
        for (position = end; position >= 0 && position < text.length(); ) {
            position++; // the dot
            layout = modified(layout, modifiers);
        }
        return layout;
    }

    /** Applies the modifier that begins at the current position and ends at the next dot. */
    private Layout modified(Layout layout, Set<String> names) {
        int next = text.indexOf('.', position);
        String modifier =
                text.substring(position, next < 0 ? text.length() : next).strip();
        position = next < 0 ? text.length() : next;
        int open = modifier.indexOf('(');
        if (open < 0 || !modifier.endsWith(")")) {
            throw unknown(modifier);
        }
        String name = modifier.substring(0, open).strip();
        Layout modified = modified(layout, name, numbers(modifier, open), modifier);
        if (!names.add(name) || names.containsAll(Set.of("packed", "packedSizes"))) {
            throw new IllegalArgumentException(
                    "Layout.parse: received \"%s\", which repeats or contradicts %s; remove one of them"
                            .formatted(Excerpt.of(text), name));
        }
        return modified;
    }

    private Layout modified(Layout layout, String name, long[] numbers, String modifier) {
        int count = numbers.length;
        return switch (name) {
            case "transposed" -> {
                check(count == 0, modifier);
                yield layout.transposed();
            }
            case "groups" -> {
                check(count == 1, modifier);
                yield layout.groups(numbers[0]);
            }
            case "packed" -> {
                check(count == 1, modifier);
                yield layout.packed(numbers[0]);
            }
            case "strided" -> {
                check(count > 0, modifier);
                yield layout.strided(numbers);
            }
            case "packedSizes" -> {
                check(count > 0, modifier);
                yield layout.packedSizes(numbers);
            }
            default -> throw unknown(modifier);
        };
    }

    private void check(boolean hasValidCount, String modifier) {
        if (!hasValidCount) {
            throw unknown(modifier);
        }
    }

    /** Parses the whole numbers between the parentheses. */
    private long[] numbers(String modifier, int open) {
        String list = modifier.substring(open + 1, modifier.length() - 1);
        if (list.isBlank()) {
            return new long[0];
        }
        String[] items = list.split(",", -1);
        long[] numbers = new long[items.length];
        for (int i = 0; i < items.length; i++) {
            numbers[i] = number(items[i].strip(), modifier);
        }
        return numbers;
    }

    private long number(String digits, String modifier) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw unknown(modifier);
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            throw new IllegalArgumentException(
                    "Layout.parse: received \"%s\", in which a number is greater than 2^63 - 1; write a smaller number"
                            .formatted(Excerpt.of(text)),
                    tooLarge);
        }
    }

    private IllegalArgumentException unknown(String modifier) {
        return new IllegalArgumentException(
                "Layout.parse: received \"%s\" in \"%s\"; after the letters, write .transposed(), .groups(4), .strided(2, 2), .packed(3) or .packedSizes(6, 2, 2)"
                        .formatted(Excerpt.of(modifier), Excerpt.of(text)));
    }
}
