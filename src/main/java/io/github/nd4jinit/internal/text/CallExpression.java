package io.github.nd4jinit.internal.text;

import io.github.nd4jinit.Nonlinearity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call expression of the form {@code name(value, ..., key=value, ...)}, where a value is a number, a name, a quoted
 * string, or another call expression. The caller reads the arguments in the order of the parameters, then calls {@link
 * #checkAllRead}.
 */
final class CallExpression {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(((\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?)|NaN|Infinity)");

    /** Names of the square root function in Python, Java and Kotlin. */
    private static final Set<String> SQUARE_ROOTS = Set.of(
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

    /** Names of {@code torch.nn.init.calculate_gain} as it is commonly imported, and of its copy in PaddlePaddle. */
    private static final Set<String> GAIN_FUNCTIONS = Set.of(
            "calculate_gain",
            "init.calculate_gain",
            "nn.init.calculate_gain",
            "torch.nn.init.calculate_gain",
            "paddle.nn.initializer.calculate_gain");

    /** Parameters of other libraries that are ignored if they are None, with the remedy for any other value. */
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

    /** The names of the parameters read so far, for messages. */
    private final Set<String> parameters = new LinkedHashSet<>();

    private record Argument(@Nullable String key, CallExpression value) {

        /** Returns whether the argument has no effect: {@code seed=None}, or a positional None. */
        boolean isIgnored() {
            return value.isNone() && (key == null || REMEDIES.containsKey(key));
        }

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

    /**
     * Parses an expression. Messages begin with {@code context}, the name of the called method, and show the example.
     */
    static CallExpression parse(String context, String example, String text) {
        return new Parser(context, example, text).parse();
    }

    String name() {
        return name;
    }

    /** Returns the beginning of the whole text, for messages. This expression can be a part of that text. */
    String excerpt() {
        return Excerpt.of(text);
    }

    /** Returns whether there is exactly one positional argument and no other argument, except ignored ones. */
    boolean hasOnePositionalArgument() {
        return !arguments.isEmpty()
                && arguments.get(0).key == null
                && arguments.stream().skip(1).allMatch(Argument::isIgnored);
    }

    /** Removes up to {@code n} leading positional arguments that are None, and returns their number. */
    int removeNones(int n) {
        int removed = 0;
        while (removed < n
                && !arguments.isEmpty()
                && arguments.get(0).key == null
                && arguments.get(0).value.isNone()) {
            arguments.remove(0);
            removed++;
        }
        return removed;
    }

    /**
     * Removes the argument with a key, or the first argument if it is the name of a variable, such as torch's tensor.
     */
    void removeVariable(String key, Predicate<String> isValue) {
        arguments.removeIf(argument -> key.equals(argument.key));
        if (!arguments.isEmpty() && arguments.get(0).key == null) {
            CallExpression first = arguments.get(0).value;
            if (first.arguments.isEmpty() && !first.isNumber() && !isValue.test(first.name)) {
                arguments.remove(0);
            }
        }
    }

    /** Reads a number that is positional or has one of the keys. Messages contain the first key. */
    double number(double defaultValue, String... keys) {
        CallExpression value = argument(keys);
        return value == null ? defaultValue : value.asNumber(keys[0]);
    }

    /** Reads a required number. */
    double requiredNumber(String... keys) {
        return required("%s(%s=0.5)".formatted(Excerpt.of(name), keys[0]), keys).asNumber(keys[0]);
    }

    /** Reads a required argument. The message for a missing argument contains the example. */
    CallExpression required(String example, String... keys) {
        CallExpression value = argument(keys);
        if (value == null) {
            throw new IllegalArgumentException(
                    "%s: %s is missing; add it, as in %s".formatted(excerpt(), keys[0], example));
        }
        return value;
    }

    /** Returns the value of a number, a square root or a gain. */
    double asNumber(String key) {
        boolean isNegative = name.startsWith("-");
        String function = isNegative || name.startsWith("+") ? name.substring(1) : name;
        if (!isNumber() && SQUARE_ROOTS.contains(function)) {
            double radicand = required("sqrt(5)", "x").asNumber("x");
            checkAllRead();
            double root = StrictMath.sqrt(radicand);
            return isNegative ? -root : root;
        }
        if (GAIN_FUNCTIONS.contains(name)) {
            CallExpression nonlinearity = required("calculate_gain(relu)", "nonlinearity");
            CallExpression parameter = argument("param");
            checkAllRead();
            return (parameter == null || parameter.isNone()
                            ? NonlinearityText.of(nonlinearity)
                            : NonlinearityText.of(nonlinearity, Nonlinearity.leakyRelu(parameter.asNumber("param"))))
                    .gain();
        }
        checkAllRead();
        if (!isNumber()) {
            throw new IllegalArgumentException(
                    "%s: %s must be a number, but was \"%s\"; write a number such as 0.5, 1e-3 or sqrt(5)"
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

    /** Reads a whole number. */
    long integer(long defaultValue, String key) {
        CallExpression value = argument(key);
        return value == null ? defaultValue : value.asInteger(key);
    }

    long asInteger(String key) {
        checkAllRead();
        try {
            return Long.parseLong(name);
        } catch (NumberFormatException notInteger) {
            throw new IllegalArgumentException(
                    "%s: %s must be a whole number, but was \"%s\"; write a whole number such as 2"
                            .formatted(excerpt(), key, Excerpt.of(name)),
                    notInteger);
        }
    }

    /** Reads an enum constant, in lower or upper case. */
    <E extends Enum<E>> E constant(E defaultValue, String key) {
        CallExpression value = argument(key);
        if (value == null) {
            return defaultValue;
        }
        value.checkAllRead();
        E[] constants = defaultValue.getDeclaringClass().getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(value.name)
                        || constant.toString().equals(value.name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s: %s must be one of %s, but was \"%s\""
                        .formatted(excerpt(), key, Arrays.toString(constants), Excerpt.of(value.name))));
    }

    /** Reads the next parameter: the first argument that is positional or has one of the keys. */
    @Nullable
    CallExpression argument(String... keys) {
        List<String> names = List.of(keys);
        parameters.addAll(names);
        for (Argument argument : arguments) {
            if (argument.key == null || names.contains(argument.key)) {
                arguments.remove(argument);
                return argument.value;
            }
        }
        return null;
    }

    /** Reads the first argument if it is a positional number, or else the argument with the key. */
    @Nullable
    CallExpression namedOrPositionalNumber(String key) {
        boolean isPositional = !arguments.isEmpty()
                && arguments.get(0).key == null
                && (arguments.get(0).value.isNumber() || SQUARE_ROOTS.contains(arguments.get(0).value.name));
        return isPositional ? arguments.remove(0).value : named(key);
    }

    /** Reads the number with a key. */
    double namedNumber(double defaultValue, String key) {
        CallExpression value = named(key);
        return value == null ? defaultValue : value.asNumber(key);
    }

    /** Reads the argument with a key; positional arguments remain for other parameters. */
    @Nullable
    CallExpression named(String key) {
        parameters.add(key);
        for (Argument argument : arguments) {
            if (key.equals(argument.key)) {
                arguments.remove(argument);
                return argument.value;
            }
        }
        return null;
    }

    /** Checks that every argument has been read. */
    void checkAllRead() {
        for (Argument argument : arguments) {
            if (!argument.isIgnored()) {
                throw new IllegalArgumentException(
                        parameters.contains(argument.key)
                                ? "%s: %s received %s twice; remove one of them"
                                        .formatted(excerpt(), Excerpt.of(name), argument)
                                : "%s: %s has no parameter for the argument %s; %s"
                                        .formatted(excerpt(), Excerpt.of(name), argument, remedy(argument)));
            }
        }
    }

    private String remedy(Argument argument) {
        String remedy = argument.key == null ? null : REMEDIES.get(argument.key);
        if (remedy != null) {
            return remedy;
        }
        return parameters.isEmpty()
                ? "leave it out"
                : "leave it out, or use one of the parameters " + String.join(", ", parameters);
    }

    /** Parses an expression in one pass. */
    private static final class Parser {

        /** Maximum nesting depth of expressions. */
        private static final int MAX_DEPTH = 80;

        /** Maximum length of the text, greater than the length of the text of any useful initializer. */
        private static final int MAX_CHARACTERS = 10_000;

        private final String context;
        private final String example;
        private final String text;
        private int position;

        Parser(String context, String example, String text) {
            this.context = context;
            this.example = example;
            this.text = text;
        }

        CallExpression parse() {
            if (text.length() > MAX_CHARACTERS) {
                throw new IllegalArgumentException("%s: received a text of %s characters, \"%s\"; the maximum is %s"
                        .formatted(context, text.length(), Excerpt.of(text), MAX_CHARACTERS));
            }
            CallExpression call = call(0);
            if (position < text.length()) {
                throw error("the end of the text");
            }
            return call;
        }

        private CallExpression call(int depth) {
            if (depth > MAX_DEPTH) {
                throw new IllegalArgumentException(
                        "%s: received \"%s\", in which parentheses are nested more than %s levels deep at character %s; use fewer levels"
                                .formatted(context, Excerpt.of(text), MAX_DEPTH, position + 1));
            }
            String name = word();
            List<Argument> arguments = new ArrayList<>();
            if (accept('(') && !accept(')')) {
                do {
                    arguments.add(argument(
                            depth + 1, !arguments.isEmpty() && arguments.get(arguments.size() - 1).key != null));
                } while (accept(',') && !isNext(')')); // Python code may have a trailing comma
                if (!accept(')')) {
                    throw error("a comma or a closing parenthesis");
                }
            }
            return new CallExpression(text, name, arguments);
        }

        private Argument argument(int depth, boolean isAfterKey) {
            CallExpression value = call(depth);
            if (accept('=')) {
                return new Argument(value.name, call(depth));
            }
            if (isAfterKey) {
                throw new IllegalArgumentException(
                        "%s: received \"%s\", in which the positional argument %s follows an argument with a key; give it a key"
                                .formatted(context, Excerpt.of(text), Excerpt.of(value.name)));
            }
            return new Argument(null, value);
        }

        private String word() {
            skipSpace();
            char quote = position < text.length() ? text.charAt(position) : ' ';
            boolean quoted = quote == '\'' || quote == '"';
            int begin = quoted ? ++position : position;
            while (position < text.length()
                    && (quoted ? text.charAt(position) != quote : isWord(text.charAt(position)))) {
                position++;
            }
            String word = text.substring(begin, position);
            if (word.isEmpty() || (quoted && position == text.length())) {
                throw error(quoted ? "a closing quote" : "a name or a number");
            }
            if (quoted) {
                position++;
            }
            skipSpace();
            return word;
        }

        private static boolean isWord(char c) {
            return (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "_.+-[]".indexOf(c) >= 0;
        }

        private boolean isNext(char c) {
            return position < text.length() && text.charAt(position) == c;
        }

        private boolean accept(char c) {
            skipSpace();
            boolean isNext = isNext(c);
            if (isNext) {
                position++;
                skipSpace();
            }
            return isNext;
        }

        private void skipSpace() {
            while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
                position++;
            }
        }

        private IllegalArgumentException error(String expected) {
            if (position > 0 && (isNext('*') || isNext('/'))) {
                return new IllegalArgumentException(
                        "%s: received \"%s\" with the operator %s at character %s; write the result, because only numbers and square roots such as sqrt(5) are supported"
                                .formatted(context, Excerpt.of(text), text.charAt(position), position + 1));
            }
            return new IllegalArgumentException(
                    "%s: received \"%s\", but expected %s at character %s; write the text in the form %s"
                            .formatted(context, Excerpt.of(text), expected, position + 1, example));
        }
    }
}
