package io.github.nd4jinit.internal.text;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.internal.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parses initializers. The spelling of a name determines its library:
 *
 * <ol>
 *   <li>a prefix ({@code torch.}, {@code nn.init.}, {@code keras.}, ...) selects a library, with any spelling of the
 *       name;
 *   <li>a trailing underscore selects torch;
 *   <li>a name that this library prints, which is in lower case, always selects the initializer of this library;
 *   <li>any other lower-case name must be a name in Keras or JAX, and must have the same meaning in both if it is a
 *       name in both;
 *   <li>{@code UPPER_CASE} selects DL4J;
 *   <li>{@code CamelCase} selects Keras if Keras has the class, or else the only library that has it.
 * </ol>
 */
public final class InitializerNames {

    private static final Pattern LOWER_CASE = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern UPPER_CASE = Pattern.compile("[A-Z][A-Z0-9_]*");

    private static final NameTable OWN_NAMES = ownNames();

    private InitializerNames() {}

    /**
     * Parses an initializer.
     *
     * @param text the text
     * @return the initializer
     * @throws IllegalArgumentException if the text is not a valid initializer, or its name has different meanings in
     *     different libraries
     */
    public static Initializer parse(String text) {
        String context = "Initializer.parse";
        String example = "kaiming_normal(mode=fan_out, nonlinearity=relu)";
        return of(CallExpression.parse(context, example, Check.notNull(context, "text", text)));
    }

    private static Initializer of(CallExpression call) {
        Initializer initializer = factory(call).apply(call);
        call.checkAllRead();
        return initializer;
    }

    /** Returns the names of this library, which equal torch's names for all initializers that torch has. */
    private static NameTable ownNames() {
        return new NameTable()
                .add("uniform", call -> Init.uniform(call.number(0, "low", "a"), call.number(1, "high", "b")))
                .add("normal", call -> Init.normal(call.number(0, "mean"), call.number(1, "std", "stddev")))
                .add("trunc_normal", SharedFactories::truncNormal)
                .add("constant", call -> Init.constant(call.requiredNumber("value", "val")))
                .add("prior_bias", call -> Init.priorBias(call.requiredNumber("probability")))
                .add("zeros", call -> Init.zeros())
                .add("ones", call -> Init.ones())
                .add("eye", call -> Init.eye())
                .add("dirac", call -> Init.dirac(call.integer(1, "groups")))
                .add("orthogonal", call -> Init.orthogonal(call.number(1, "gain", "scale")))
                .add("delta_orthogonal", call -> Init.deltaOrthogonal(call.number(1, "gain", "scale")))
                .add("sparse", SharedFactories::sparse)
                .add("xavier_uniform", call -> Init.xavierUniform(call.number(1, "gain")))
                .add("xavier_normal", call -> Init.xavierNormal(call.number(1, "gain")))
                .add("kaiming_uniform", call -> SharedFactories.kaiming(call, Init::kaimingUniform))
                .add("kaiming_normal", call -> SharedFactories.kaiming(call, Init::kaimingNormal))
                .add("lecun_uniform", call -> Init.lecunUniform())
                .add("lecun_normal", call -> Init.lecunNormal())
                .add("fan_in_uniform", call -> Init.fanInUniform())
                .add("variance_scaling", SharedFactories::varianceScaling)
                .add("scaled", call -> {
                    String example = "scaled(0.5, normal(0, 0.02))";
                    double factor = call.required(example, "factor").asNumber("factor");
                    return inner(call, example).scaled(factor);
                })
                .add("zero_row", call -> {
                    String example = "zero_row(0, normal(0, 0.02))";
                    long row = call.required(example, "row").asInteger("row");
                    return inner(call, example).withZeroRow(row);
                });
    }

    private static Initializer inner(CallExpression call, String example) {
        return of(call.required(example, "initializer"));
    }

    private static InitializerFactory factory(CallExpression call) {
        String name = call.name();
        Library library = libraryOf(name);
        if (library != null) {
            return withPrefix(call, library);
        }
        if (name.contains(".")) {
            throw error(
                    call,
                    "whose prefix is unknown; use one of the prefixes %s, or no prefix"
                            .formatted(Arrays.stream(Library.values())
                                    .map(each -> each.prefix() + ".")
                                    .collect(Collectors.joining(" "))));
        }
        if (name.endsWith("_")) {
            return required(
                    call,
                    Library.TORCH.factory(name),
                    Library.TORCH.names().snakeCaseNames().stream()
                            .map(each -> each + "_")
                            .toList());
        }
        if (LOWER_CASE.matcher(name).matches()) {
            return lowerCase(call);
        }
        if (UPPER_CASE.matcher(name).matches()) {
            return required(
                    call,
                    Library.DL4J.names().getByConstant(name),
                    Library.DL4J.names().spellings());
        }
        return camelCase(call);
    }

    /** Returns the library with the longest prefix that matches the beginning of the name. */
    private static @Nullable Library libraryOf(String name) {
        Library longest = null;
        for (Library library : Library.values()) {
            if (library.prefixOf(name).length()
                    > (longest == null ? 0 : longest.prefixOf(name).length())) {
                longest = library;
            }
        }
        return longest;
    }

    private static InitializerFactory withPrefix(CallExpression call, Library library) {
        String name = call.name().substring(library.prefixOf(call.name()).length());
        InitializerFactory factory = library.factory(name);
        if (factory == null) {
            List<String> others = Arrays.stream(Library.values())
                    .filter(other -> other.factory(name) != null)
                    .map(other -> other.prefix() + "." + name)
                    .toList();
            String remedy = Suggestions.of(name, library.names().spellings(), library.prefix() + ".")
                    + (others.isEmpty() ? "" : ", or from another library " + String.join(", ", others));
            throw error(call, "but %s has no such initializer; %s".formatted(library.prefix(), remedy));
        }
        return factory;
    }

    private static InitializerFactory lowerCase(CallExpression call) {
        String name = call.name();
        InitializerFactory own = OWN_NAMES.getBySnakeCase(name);
        if (own != null) {
            if ((name.equals("normal") || name.equals("uniform")) && call.hasOnePositionalArgument()) {
                throw ambiguousNumber(call);
            }
            return own;
        }
        List<Library> libraries = Library.WITHOUT_PREFIX.stream()
                .filter(library -> library.names().getBySnakeCase(name) != null)
                .toList();
        if (libraries.isEmpty()) {
            List<String> alternatives = spellingsInOtherLibraries(name);
            if (!alternatives.isEmpty()) {
                throw error(call, "which needs a prefix; did you mean " + String.join(", ", alternatives));
            }
            throw unknown(call, lowerCaseNames());
        }
        if (meanings(name, libraries).size() > 1) {
            throw ambiguous(call, Arrays.asList(Library.values()));
        }
        return Objects.requireNonNull(libraries.get(0).factory(name));
    }

    private static Set<Initializer> meanings(String name, Collection<Library> libraries) {
        return libraries.stream()
                .filter(library -> library.names().getBySnakeCase(name) != null)
                .map(library -> parse(library.prefix() + "." + name))
                .collect(Collectors.toSet());
    }

    /** Returns whether a name without a prefix has exactly one meaning and can therefore be suggested. */
    private static boolean isUnambiguous(String name) {
        if (name.endsWith("_")) {
            return Library.TORCH.factory(name) != null;
        }
        if (LOWER_CASE.matcher(name).matches()) {
            return OWN_NAMES.getBySnakeCase(name) != null
                    || meanings(name, Library.WITHOUT_PREFIX).size() == 1;
        }
        if (UPPER_CASE.matcher(name).matches()) {
            return Library.DL4J.names().getByConstant(name) != null;
        }
        return Library.KERAS.hasClass(name) || librariesWithClass(name).size() == 1;
    }

    private static Set<String> lowerCaseNames() {
        Set<String> names = new LinkedHashSet<>(OWN_NAMES.snakeCaseNames());
        Library.WITHOUT_PREFIX.forEach(library -> names.addAll(library.names().snakeCaseNames()));
        return names;
    }

    /** Returns the name with the prefix of each library that has it, in any spelling. */
    private static List<String> spellingsInOtherLibraries(String name) {
        return Arrays.stream(Library.values())
                .filter(library -> library.factory(name) != null)
                .map(library -> library.prefix() + "." + name)
                .toList();
    }

    private static InitializerFactory camelCase(CallExpression call) {
        String name = call.name();
        if (Library.KERAS.hasClass(name)) {
            return Objects.requireNonNull(Library.KERAS.factory(name));
        }
        List<Library> libraries = librariesWithClass(name);
        if (libraries.size() > 1) {
            throw ambiguous(call, libraries);
        }
        if (libraries.isEmpty()) {
            Set<String> names = new LinkedHashSet<>(lowerCaseNames());
            Arrays.stream(Library.values())
                    .flatMap(library -> library.names().spellings().stream())
                    .forEach(names::add);
            throw unknown(call, names);
        }
        return Objects.requireNonNull(libraries.get(0).factory(name));
    }

    private static List<Library> librariesWithClass(String name) {
        return Arrays.stream(Library.values())
                .filter(library -> library.hasClass(name))
                .toList();
    }

    private static InitializerFactory required(
            CallExpression call, @Nullable InitializerFactory factory, List<String> known) {
        if (factory == null) {
            Set<String> names = new LinkedHashSet<>(known);
            names.addAll(lowerCaseNames());
            throw unknown(call, names);
        }
        return factory;
    }

    /** Returns the error for a name with different meanings in different libraries; the message lists the meanings. */
    private static IllegalArgumentException ambiguous(CallExpression call, List<Library> libraries) {
        List<String> meanings = new ArrayList<>();
        for (Library library : libraries) {
            if (library.factory(call.name()) != null) {
                String name = library.prefix() + "." + call.name();
                meanings.add(name + " is " + parse(name));
            }
        }
        return error(
                call,
                "which has different meanings in different libraries; add a prefix: " + String.join(", ", meanings));
    }

    /**
     * Returns the error for a single positional number: a mean in torch and a standard deviation in JAX, or a lower
     * bound in torch and an upper bound in JAX.
     */
    private static IllegalArgumentException ambiguousNumber(CallExpression call) {
        boolean isNormal = call.name().equals("normal");
        double x = Check.finite(
                call.name(),
                isNormal ? "the mean or std" : "the bound",
                call.requiredNumber(isNormal ? "mean" : "low"));
        List<String> alternatives = isNormal
                ? List.of(
                        "normal(mean=0, std=" + x + ")",
                        "normal(mean=" + x + ", std=1)",
                        "torch.normal(" + x + ")",
                        "jax.normal(" + x + ")")
                : List.of(
                        "uniform(low=" + -x + ", high=" + x + ")",
                        "uniform(low=0, high=" + x + ")",
                        "uniform(low=" + x + ", high=1)",
                        "uniform(low=" + x + ", high=0)",
                        "torch.uniform(" + x + ")",
                        "jax.uniform(" + x + ")");
        return error(
                call,
                "in which %s could be %s; write one of %s"
                        .formatted(
                                x,
                                isNormal ? "a mean or a standard deviation" : "a lower or an upper bound",
                                alternatives.stream()
                                        .filter(InitializerNames::isValid)
                                        .collect(Collectors.joining(", "))));
    }

    private static boolean isValid(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException invalid) {
            return false;
        }
    }

    private static IllegalArgumentException unknown(CallExpression call, Iterable<String> known) {
        Set<String> names = new LinkedHashSet<>();
        known.forEach(names::add);
        names.removeIf(name -> !isUnambiguous(name));
        return error(call, "which is an unknown name; " + Suggestions.of(call.name(), names, ""));
    }

    private static IllegalArgumentException error(CallExpression call, String what) {
        String part = Excerpt.of(call.name());
        return new IllegalArgumentException(
                call.excerpt().equals(part)
                        ? "Initializer.parse: received \"%s\", %s".formatted(part, what)
                        : "Initializer.parse: received \"%s\" in \"%s\", %s".formatted(part, call.excerpt(), what));
    }
}
