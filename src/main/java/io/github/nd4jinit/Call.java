package io.github.nd4jinit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of the form {@code name(key=value, value, ...)}, where a value is a number, a name, or such a text itself. What
 * reads it asks for one argument after the other, by order or key, and at the end for nothing left.
 */
final class Call {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(((\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?)|NaN|Infinity)");

    /** How deep calls may stand in calls. */
    private static final int DEPTH = 16;

    private final String text;
    private final String name;
    private final List<Argument> arguments;

    private record Argument(@Nullable String key, Call value) {}

    private Call(String text, String name, List<Argument> arguments) {
        this.text = text;
        this.name = name;
        this.arguments = arguments;
    }

    static Call parse(String text) {
        return new Parser(text).parse();
    }

    String name() {
        return name;
    }

    /** A number; of its keys the first is for messages and any is accepted. */
    double number(double otherwise, String... keys) {
        Call value = argument(keys);
        return value == null ? otherwise : value.asNumber(keys[0]);
    }

    /** A number that has to be there. */
    double number(String... keys) {
        Call value = argument(keys);
        return (value == null ? required(keys[0], "0.5") : value).asNumber(keys[0]);
    }

    /** An argument that has to be there. */
    Call required(String key, String example) {
        Call value = argument(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "%s: %s is missing; say it, as in %s(%s=%s)".formatted(text, key, name, key, example));
        }
        return value;
    }

    double asNumber(String key) {
        end();
        if (!isNumber()) {
            throw new IllegalArgumentException(
                    "%s: %s must be a number, received \"%s\"; write it as 0.5 or 1e-3".formatted(text, key, name));
        }
        return Double.parseDouble(name);
    }

    private boolean isNumber() {
        return NUMBER.matcher(name).matches();
    }

    /** A whole number. */
    long whole(long otherwise, String key) {
        Call value = argument(key);
        return value == null ? otherwise : value.asWhole(key);
    }

    /** A whole number that has to be there. */
    long whole(String key) {
        return required(key, "2").asWhole(key);
    }

    private long asWhole(String key) {
        end();
        try {
            return Long.parseLong(name);
        } catch (NumberFormatException notWhole) {
            throw new IllegalArgumentException(
                    "%s: %s must be a whole number, received \"%s\"; write it as 2".formatted(text, key, name),
                    notWhole);
        }
    }

    /** One of an enum's constants. */
    <E extends Enum<E>> E constant(E otherwise, String key) {
        Call value = argument(key);
        if (value == null) {
            return otherwise;
        }
        value.end();
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equalsIgnoreCase(value.name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s: %s must be one of %s, received \"%s\""
                        .formatted(text, key, Arrays.toString(constants), value.name)));
    }

    /** The next argument: the first that has no key or one of these. */
    @Nullable
    Call argument(String... keys) {
        List<String> names = List.of(keys);
        for (Argument argument : arguments) {
            if (argument.key == null || names.contains(argument.key)) {
                arguments.remove(argument);
                return argument.value;
            }
        }
        return null;
    }

    /** The argument of a key, or a number that stands before all others. */
    @Nullable
    Call namedOrLeadingNumber(String key) {
        boolean leading = !arguments.isEmpty()
                && arguments.get(0).key == null
                && arguments.get(0).value.isNumber();
        return leading ? arguments.remove(0).value : named(key);
    }

    /** The argument of a key; those without one are left to others. */
    @Nullable
    Call named(String key) {
        for (Argument argument : arguments) {
            if (key.equals(argument.key)) {
                arguments.remove(argument);
                return argument.value;
            }
        }
        return null;
    }

    /** Checks that every argument was asked for. */
    void end() {
        if (!arguments.isEmpty()) {
            Argument first = arguments.get(0);
            throw new IllegalArgumentException("%s: %s takes no such argument as %s, or not twice; leave it out"
                    .formatted(text, name, first.key == null ? first.value.name : first.key));
        }
    }

    private static final class Parser {

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Call parse() {
            Call call = call(0);
            if (at < text.length()) {
                throw error("the end");
            }
            return call;
        }

        private Call call(int depth) {
            if (depth > DEPTH) {
                throw error("no call so deep in others");
            }
            String name = word();
            List<Argument> arguments = new ArrayList<>();
            if (taken('(') && !taken(')')) {
                do {
                    Call value = call(depth + 1);
                    arguments.add(
                            taken('=')
                                    ? new Argument(value.name.toLowerCase(Locale.ROOT), call(depth + 1))
                                    : new Argument(null, value));
                } while (taken(','));
                if (!taken(')')) {
                    throw error("a comma or a closing parenthesis");
                }
            }
            return new Call(text, name, arguments);
        }

        private String word() {
            skipSpace();
            char quote = at < text.length() ? text.charAt(at) : ' ';
            boolean quoted = quote == '\'' || quote == '"';
            int begin = quoted ? ++at : at;
            while (at < text.length() && (quoted ? text.charAt(at) != quote : isWord(text.charAt(at)))) {
                at++;
            }
            String word = text.substring(begin, at);
            if (word.isEmpty() || (quoted && at == text.length())) {
                throw error(quoted ? "a closing quote" : "a name or a number");
            }
            if (quoted) {
                at++;
            }
            skipSpace();
            return word;
        }

        private static boolean isWord(char c) {
            return Character.isLetterOrDigit(c) || "_.+-".indexOf(c) >= 0;
        }

        private boolean taken(char c) {
            skipSpace();
            boolean here = at < text.length() && text.charAt(at) == c;
            if (here) {
                at++;
                skipSpace();
            }
            return here;
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private IllegalArgumentException error(String expected) {
            return new IllegalArgumentException(
                    "Initializer.parse: received \"%s\", which at character %s should have %s; write it as kaiming_normal(mode=fan_out, nonlinearity=relu)"
                            .formatted(text, at + 1, expected));
        }
    }
}
