package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.random.SeededGenerator;

/**
 * The text form of a seeded generator:
 *
 * <pre>
 * generator = "seeded(" integer ")" { ".named(" string ")" } [ ".at(" integer ")" ]
 * string    = '"' { character | '\' ( '"' | '\' | 'u' four hexadecimal digits ) } '"'
 * </pre>
 *
 * <p>Whitespace is allowed between tokens. Control characters and unpaired surrogates are printed as escape sequences,
 * so that no encoding of the text loses a character of a name.
 */
public final class SeededText {

    /** The maximum number of characters that {@link #parse} accepts. */
    static final int MAX_LENGTH = 1 << 20;

    /** The number of characters of the text that an error message shows. */
    private static final int EXCERPT_LENGTH = 40;

    private final String text;
    private int index;

    private SeededText(String text) {
        this.text = text;
    }

    /** Returns the text form of a generator. */
    static String of(long seed, Iterable<String> names, long position) {
        StringBuilder text = new StringBuilder("seeded(").append(seed).append(')');
        for (String name : names) {
            text.append(".named(");
            appendQuoted(text, name);
            text.append(')');
        }
        return position == 0
                ? text.toString()
                : text.append(".at(").append(position).append(')').toString();
    }

    private static void appendQuoted(StringBuilder text, String name) {
        text.append('"');
        for (int i = 0; i < name.length(); i++) {
            char unit = name.charAt(i);
            if (unit == '"' || unit == '\\') {
                text.append('\\').append(unit);
            } else if (Character.isISOControl(unit) || isUnpaired(name, i)) {
                text.append("\\u%04x".formatted((int) unit));
            } else {
                text.append(unit);
            }
        }
        text.append('"');
    }

    private static boolean isUnpaired(String name, int i) {
        char unit = name.charAt(i);
        if (Character.isHighSurrogate(unit)) {
            return i + 1 == name.length() || !Character.isLowSurrogate(name.charAt(i + 1));
        }
        return Character.isLowSurrogate(unit) && (i == 0 || !Character.isHighSurrogate(name.charAt(i - 1)));
    }

    /**
     * Parses the text form of a seeded generator.
     *
     * @param text the text
     * @return the generator
     * @throws IllegalArgumentException if the text is not a valid seeded generator
     */
    public static SeededGenerator parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "Generator.parse: the text must have at most %s characters, but has %s; use shorter names"
                            .formatted(MAX_LENGTH, text.length()));
        }
        return new SeededText(text).generator();
    }

    private SeededGenerator generator() {
        expect("seeded");
        SeededGenerator generator = Generator.seeded(integer());
        while (consume(".")) {
            if (consume("at")) {
                generator = generator.at(integer());
                break;
            }
            expect("named");
            expect("(");
            generator = generator.named(string());
            expect(")");
        }
        skipWhitespace();
        if (index < text.length()) {
            throw syntaxError("the end of the text");
        }
        return generator;
    }

    /** Parses an integer in parentheses. */
    private long integer() {
        expect("(");
        skipWhitespace();
        int begin = index;
        index += index < text.length() && text.charAt(index) == '-' ? 1 : 0;
        while (index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9') {
            index++;
        }
        long value;
        try {
            value = Long.parseLong(text, begin, index, 10);
        } catch (NumberFormatException notALong) {
            index = begin;
            throw syntaxError("a 64-bit integer");
        }
        expect(")");
        return value;
    }

    private String string() {
        expect("\"");
        StringBuilder string = new StringBuilder();
        for (char unit = nextUnit(); unit != '"'; unit = nextUnit()) {
            string.append(unit == '\\' ? escapedUnit() : unit);
        }
        return string.toString();
    }

    private char escapedUnit() {
        char unit = nextUnit();
        return switch (unit) {
            case '"', '\\' -> unit;
            case 'u' -> (char) (hexDigit() << 12 | hexDigit() << 8 | hexDigit() << 4 | hexDigit());
            default -> {
                index--;
                throw syntaxError("a quote, a backslash or u after a backslash");
            }
        };
    }

    private int hexDigit() {
        char unit = nextUnit();
        int digit = unit < 0x80 ? Character.digit(unit, 16) : -1;
        if (digit < 0) {
            index--;
            throw syntaxError("four hexadecimal digits");
        }
        return digit;
    }

    /** Reads a UTF-16 code unit of a string. */
    private char nextUnit() {
        if (index == text.length()) {
            throw syntaxError("a closing quote");
        }
        return text.charAt(index++);
    }

    private boolean consume(String token) {
        skipWhitespace();
        if (!text.startsWith(token, index)) {
            return false;
        }
        index += token.length();
        return true;
    }

    private void expect(String token) {
        if (!consume(token)) {
            throw syntaxError(token);
        }
    }

    private void skipWhitespace() {
        while (index < text.length() && " \t\r\n".indexOf(text.charAt(index)) >= 0) {
            index++;
        }
    }

    private IllegalArgumentException syntaxError(String expected) {
        int begin = Math.max(0, Math.min(index - EXCERPT_LENGTH / 2, text.length() - EXCERPT_LENGTH));
        int end = Math.min(text.length(), begin + EXCERPT_LENGTH);
        String received = (begin > 0 ? "..." : "") + text.substring(begin, end) + (end < text.length() ? "..." : "");
        return new IllegalArgumentException(
                "Generator.parse: expected %s at index %s, received %s; write a text such as seeded(42) or seeded(42).named(\"wte\").at(3)"
                        .formatted(expected, index, received));
    }
}
