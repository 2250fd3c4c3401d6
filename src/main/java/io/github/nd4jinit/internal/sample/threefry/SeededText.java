package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.random.SeededGenerator;

/**
 * The text of a seeded generator:
 *
 * <pre>
 * generator = "seeded(" integer ")" { ".named(" string ")" } [ ".at(" integer ")" ]
 * string    = '"' { character | '\' ( '"' | '\' | 'u' four hexadecimal digits ) } '"'
 * </pre>
 *
 * <p>Whitespace is allowed between these parts. Control characters and unpaired surrogates are printed as escapes, so that
 * the text of every name survives any encoding.
 */
public final class SeededText {

    /** The largest number of characters that are read. */
    static final int LARGEST_LENGTH = 1 << 20;

    /** Characters of the received text that an error message shows. */
    private static final int EXCERPT = 40;

    private final String text;
    private int at;

    private SeededText(String text) {
        this.text = text;
    }

    /** The text of a state. */
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
     * Reads a text.
     *
     * @param text the text
     * @return the generator
     * @throws IllegalArgumentException if the text is not one of a seeded generator
     */
    public static SeededGenerator parse(String text) {
        if (text.length() > LARGEST_LENGTH) {
            throw new IllegalArgumentException(
                    "Generator.parse: a text may have at most %s characters, received %s; use shorter names"
                            .formatted(LARGEST_LENGTH, text.length()));
        }
        return new SeededText(text).generator();
    }

    private SeededGenerator generator() {
        expect("seeded");
        SeededGenerator generator = Generator.seeded(integer());
        while (accept(".")) {
            if (accept("at")) {
                generator = generator.at(integer());
                break;
            }
            expect("named");
            expect("(");
            generator = generator.named(string());
            expect(")");
        }
        skipWhitespace();
        if (at < text.length()) {
            throw fault("the end of the text");
        }
        return generator;
    }

    /** An integer in parentheses. */
    private long integer() {
        expect("(");
        skipWhitespace();
        int begin = at;
        at += at < text.length() && text.charAt(at) == '-' ? 1 : 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        long value;
        try {
            value = Long.parseLong(text, begin, at, 10);
        } catch (NumberFormatException notALong) {
            at = begin;
            throw fault("an integer of 64 bits");
        }
        expect(")");
        return value;
    }

    private String string() {
        expect("\"");
        StringBuilder string = new StringBuilder();
        for (char unit = unit(); unit != '"'; unit = unit()) {
            string.append(unit == '\\' ? escaped() : unit);
        }
        return string.toString();
    }

    private char escaped() {
        char unit = unit();
        return switch (unit) {
            case '"', '\\' -> unit;
            case 'u' -> (char) (hexadecimal() << 12 | hexadecimal() << 8 | hexadecimal() << 4 | hexadecimal());
            default -> {
                at--;
                throw fault("a quote, a backslash or u after a backslash");
            }
        };
    }

    private int hexadecimal() {
        char unit = unit();
        int digit = unit < 0x80 ? Character.digit(unit, 16) : -1;
        if (digit < 0) {
            at--;
            throw fault("four hexadecimal digits");
        }
        return digit;
    }

    private char unit() {
        if (at == text.length()) {
            throw fault("a closing quote");
        }
        return text.charAt(at++);
    }

    private boolean accept(String token) {
        skipWhitespace();
        if (!text.startsWith(token, at)) {
            return false;
        }
        at += token.length();
        return true;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw fault(token);
        }
    }

    private void skipWhitespace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException fault(String expected) {
        int begin = Math.max(0, Math.min(at - EXCERPT / 2, text.length() - EXCERPT));
        int end = Math.min(text.length(), begin + EXCERPT);
        String received = (begin > 0 ? "..." : "") + text.substring(begin, end) + (end < text.length() ? "..." : "");
        return new IllegalArgumentException(
                "Generator.parse: expected %s at index %s, received %s; write a text such as seeded(42) or seeded(42).named(\"wte\").at(3)"
                        .formatted(expected, at, received));
    }
}
