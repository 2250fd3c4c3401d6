package io.github.nd4jinit.internal.text;

import io.github.nd4jinit.Nonlinearity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of the form {@code name(value, ..., key=value, ...)}, where a value is a number, a name, a quoted text, or such an
 * expression itself. Its reader asks for one parameter after the other, in order, and at the end for nothing left.
 */
final class CallExpression {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(((\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?)|NaN|Infinity)");

    /** Square roots, as Python, Java and Kotlin write them. */
    private static final Set<String> ROOTS = Set.of(
            "sqrt",
            "math.sqrt",
            "np.sqrt",
            "numpy.sqrt",
            "jnp.sqrt",
            "jax.numpy.sqrt",
            "tf.sqrt",
            "tf.math.sqrt",
            "torch.sqrt",
            "Math.sqrt",
            "kotlin.math.sqrt");

    /** torch's function, as it is imported. */
    private static final Set<String> GAINS = Set.of(
            "calculate_gain",
            "init.calculate_gain",
            "nn.init.calculate_gain",
            "torch.nn.init.calculate_gain",
            "paddle.nn.initializer.calculate_gain");

    /** Parameters of other libraries that mean nothing here if they are None, and what to do if they are not. */
    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("seed", "leave it out and pass Generator.seeded(42) to initialize"),
            Map.entry("generator", "leave it out and pass Generator.torch(42) to initialize"),
            Map.entry("key", "leave it out and pass Generator.jax(42) to initialize"),
            Map.entry("rng", "leave it out and pass Generator.seeded(42) to initialize"),
            Map.entry("name", "leave it out"),
            Map.entry("dtype", "leave it out: the array has its own element type"),
            Map.entry("fan_in", "leave it out and call withFans(new Fans(fanIn, fanOut))"),
            Map.entry("fan_out", "leave it out and call withFans(new Fans(fanIn, fanOut))"),
            Map.entry("in_axis", "leave it out and pass a Layout to initialize"),
            Map.entry("out_axis", "leave it out and pass a Layout to initialize"),
            Map.entry("batch_axis", "leave it out and pass a Layout to initialize"),
            Map.entry("column_axis", "leave it out and pass a Layout to initialize"),
            Map.entry("axis", "leave it out and pass a Layout to initialize"),
            Map.entry("fan_in_axes", "leave it out and pass a Layout to initialize"));

    private final String text;
    private final String name;
    private final List<Argument> arguments;

    private record Argument(@Nullable String key, CallExpression value) {

        @Override
        public String toString() {
            return key == null ? Excerpt.of(value.name) : Excerpt.of(key);
        }
    }

    private CallExpression(String text, String name, List<Argument> arguments) {
        this.text = text;
        this.name = name;
        this.arguments = arguments;
    }

    /** Reads a text for the method that is named in messages, which show the example as a text that it reads. */
    static CallExpression parse(String who, String example, String text) {
        return new Parser(who, example, text).parse();
    }

    String name() {
        return name;
    }

    /** The text for a message: the beginning of the whole that this expression is a part of. */
    String excerpt() {
        return Excerpt.of(text);
    }

    /** Whether the arguments are one number without a key. */
    boolean hasOnlyOneNumber() {
        return arguments.size() == 1 && arguments.get(0).key == null;
    }

    /** Drops a first argument that names a variable, such as the tensor of torch's functions. */
    void dropVariable(Predicate<String> isValue) {
        if (!arguments.isEmpty() && arguments.get(0).key == null) {
            CallExpression first = arguments.get(0).value;
            if (first.arguments.isEmpty() && !first.isNumber() && !isValue.test(first.name)) {
                arguments.remove(0);
            }
        }
    }

    /** A number; the first key is for messages, and any of them is accepted. */
    double number(double otherwise, String... keys) {
        CallExpression value = argument(keys);
        return value == null ? otherwise : value.asNumber(keys[0]);
    }

    /** A number that must be given. */
    double requiredNumber(String... keys) {
        return required("%s(%s=0.5)".formatted(Excerpt.of(name), keys[0]), keys).asNumber(keys[0]);
    }

    /** An argument that must be given, as in the example. */
    CallExpression required(String example, String... keys) {
        CallExpression value = argument(keys);
        if (value == null) {
            throw new IllegalArgumentException(
                    "%s: %s is missing; write it as in %s".formatted(excerpt(), keys[0], example));
        }
        return value;
    }

    /** The number that this expression is, or whose square root or gain it is. */
    double asNumber(String key) {
        boolean isNegative = name.startsWith("-");
        String function = isNegative || name.startsWith("+") ? name.substring(1) : name;
        if (!isNumber() && ROOTS.contains(function)) {
            double radicand = required("sqrt(5)", "x").asNumber("x");
            end();
            double root = StrictMath.sqrt(radicand);
            return isNegative ? -root : root;
        }
        if (GAINS.contains(name)) {
            CallExpression nonlinearity = required("calculate_gain(relu)", "nonlinearity");
            CallExpression parameter = argument("param");
            end();
            return (parameter == null || parameter.isNone()
                            ? NonlinearityText.of(nonlinearity)
                            : NonlinearityText.of(nonlinearity, Nonlinearity.leakyRelu(parameter.asNumber("param"))))
                    .gain();
        }
        end();
        if (!isNumber()) {
            throw new IllegalArgumentException(
                    "%s: %s must be a number, but was \"%s\"; write it as 0.5, 1e-3 or sqrt(5)"
                            .formatted(excerpt(), key, Excerpt.of(name)));
        }
        return Double.parseDouble(name);
    }

    boolean isNumber() {
        return NUMBER.matcher(name).matches();
    }

    private boolean isNone() {
        return (name.equals("None") || name.equals("null")) && arguments.isEmpty();
    }

    /** A whole number. */
    long whole(long otherwise, String key) {
        CallExpression value = argument(key);
        return value == null ? otherwise : value.asWhole(key);
    }

    long asWhole(String key) {
        end();
        try {
            return Long.parseLong(name);
        } catch (NumberFormatException notWhole) {
            throw new IllegalArgumentException(
                    "%s: %s must be a whole number, but was \"%s\"; write it as 2"
                            .formatted(excerpt(), key, Excerpt.of(name)),
                    notWhole);
        }
    }

    /** One of an enum's constants, in lower or upper case. */
    <E extends Enum<E>> E constant(E otherwise, String key) {
        CallExpression value = argument(key);
        if (value == null) {
            return otherwise;
        }
        value.end();
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(value.name)
                        || constant.toString().equals(value.name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s: %s must be one of %s, but was \"%s\""
                        .formatted(excerpt(), key, Arrays.toString(constants), Excerpt.of(value.name))));
    }

    /** The next parameter: the first argument that has no key or one of these. */
    @Nullable
    CallExpression argument(String... keys) {
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
    CallExpression namedOrLeadingNumber(String key) {
        boolean leading = !arguments.isEmpty()
                && arguments.get(0).key == null
                && (arguments.get(0).value.isNumber() || ROOTS.contains(arguments.get(0).value.name));
        return leading ? arguments.remove(0).value : named(key);
    }

    /** The number of a key. */
    double namedNumber(double otherwise, String key) {
        CallExpression value = named(key);
        return value == null ? otherwise : value.asNumber(key);
    }

    /** The argument of a key; those without a key are left to other parameters. */
    @Nullable
    CallExpression named(String key) {
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
        for (Argument argument : arguments) {
            String remedy = argument.key == null ? null : REMEDIES.get(argument.key);
            if (remedy == null || !argument.value.isNone()) {
                throw new IllegalArgumentException(
                        "%s: %s has no parameter for the argument %s, or received it twice; %s"
                                .formatted(
                                        excerpt(),
                                        Excerpt.of(name),
                                        argument,
                                        remedy == null ? "leave it out" : remedy));
            }
        }
    }

    /** Reads a text from its beginning to its end, each character once. */
    private static final class Parser {

        /** How deep expressions may be nested. */
        private static final int DEPTH = 80;

        /** Longer than any initializer that somebody writes. */
        private static final int MOST_CHARACTERS = 10_000;

        private final String who;
        private final String example;
        private final String text;
        private int at;

        Parser(String who, String example, String text) {
            this.who = who;
            this.example = example;
            this.text = text;
        }

        CallExpression parse() {
            if (text.length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException(
                        "%s: received a text of %s characters, \"%s\"; pass one of at most %s"
                                .formatted(who, text.length(), Excerpt.of(text), MOST_CHARACTERS));
            }
            CallExpression call = call(0);
            if (at < text.length()) {
                throw error("the end");
            }
            return call;
        }

        private CallExpression call(int depth) {
            if (depth > DEPTH) {
                throw new IllegalArgumentException(
                        "%s: received \"%s\", in which parentheses are nested more than %s deep at character %s; nest fewer"
                                .formatted(who, Excerpt.of(text), DEPTH, at + 1));
            }
            String name = word();
            List<Argument> arguments = new ArrayList<>();
            if (taken('(') && !taken(')')) {
                do {
                    arguments.add(argument(
                            depth + 1, !arguments.isEmpty() && arguments.get(arguments.size() - 1).key != null));
                } while (taken(','));
                if (!taken(')')) {
                    throw error("a comma or a closing parenthesis");
                }
            }
            return new CallExpression(text, name, arguments);
        }

        private Argument argument(int depth, boolean isAfterKey) {
            CallExpression value = call(depth);
            if (taken('=')) {
                return new Argument(value.name, call(depth));
            }
            if (isAfterKey) {
                throw new IllegalArgumentException(
                        "%s: received \"%s\", in which the argument %s has no key but follows one that has; give it a key"
                                .formatted(who, Excerpt.of(text), Excerpt.of(value.name)));
            }
            return new Argument(null, value);
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
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_.+-".indexOf(c) >= 0;
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
                    "%s: received \"%s\", in which character %s should be %s; write it as %s"
                            .formatted(who, Excerpt.of(text), at + 1, expected, example));
        }
    }
}
