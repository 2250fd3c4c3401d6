package io.github.nd4jinit.internal.text;

import io.github.nd4jinit.FanMode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The libraries whose initializer names are accepted, and the prefixes that select them. Each name has the meaning, the
 * argument order and the defaults that it has in its library.
 */
@SuppressWarnings("ImmutableEnumChecker") // the tables do not change after the class is initialized
enum Library {
    /** The functions of {@code torch.nn.init}, whose first argument is the tensor. */
    TORCH("torch", TorchNames.table(), "torch.nn.init.", "nn.init.", "init.") {
        @Override
        @Nullable
        InitializerFactory factory(String name) {
            InitializerFactory factory = name.endsWith("_")
                    ? names().getBySnakeCase(name.substring(0, name.length() - 1))
                    : super.factory(name);
            return factory == null
                    ? null
                    : call -> {
                        call.removeVariable("tensor", Library::isValueOfTorch);
                        return factory.apply(call);
                    };
        }
    },

    /** The classes of Keras, also in snake case. All of its normal distributions except RandomNormal are truncated. */
    KERAS(
            "keras",
            KerasNames.table(),
            "tf.keras.initializers.",
            "tensorflow.keras.initializers.",
            "keras.initializers.",
            "tf.initializers."),

    /**
     * The functions of JAX and Flax. {@code xavier_*} and {@code kaiming_*} are aliases of {@code glorot_*} and {@code
     * he_*}.
     */
    JAX(
            "jax",
            JaxNames.table(),
            "jax.nn.initializers.",
            "nn.initializers.",
            "flax.linen.initializers.",
            "flax.nnx.initializers.",
            "linen.initializers.",
            "nnx.initializers."),

    /** The constants of DL4J's {@code WeightInit}, with the variances given in their documentation. */
    DL4J("dl4j", Dl4jNames.table(), "WeightInit."),

    /** The classes of Haiku. The standard deviation, by default 1, precedes the mean. */
    HAIKU("hk", HaikuNames.table(), "hk.initializers.", "haiku.initializers.", "haiku."),

    /** The classes of PaddlePaddle, with the arguments of torch. */
    PADDLE("paddle", PaddleNames.table(), "paddle.nn.initializer.", "nn.initializer."),

    /** The classes of MXNet. */
    MXNET("mxnet", MxnetNames.table(), "mxnet.init.", "mxnet.initializer.", "mx.init.", "mx.initializer.");

    private final String prefix;
    private final NameTable names;
    private final List<String> imports;

    Library(String prefix, NameTable names, String... imports) {
        this.prefix = prefix;
        this.names = names;
        this.imports = List.of(imports);
    }

    /** Returns the short prefix, without the dot. */
    String prefix() {
        return prefix;
    }

    NameTable names() {
        return names;
    }

    /**
     * Returns whether the library has a class with a name. The class names of DL4J begin with WeightInit; torch and JAX
     * have only functions.
     */
    boolean hasClass(String name) {
        boolean hasClasses = this != TORCH && this != JAX && (this != DL4J || name.startsWith("WeightInit"));
        return hasClasses && names.getByClassName(name) != null;
    }

    /** Returns the factory for a name in any spelling. */
    @Nullable
    InitializerFactory factory(String name) {
        return names.get(name);
    }

    /**
     * Returns the longest prefix of this library that matches the beginning of a name, including the dot; empty if no
     * prefix matches.
     */
    String prefixOf(String name) {
        String longest = name.startsWith(prefix + ".") ? prefix + "." : "";
        for (String imported : imports) {
            longest = name.startsWith(imported) && imported.length() > longest.length() ? imported : longest;
        }
        return longest;
    }

    private static boolean isValueOfTorch(String word) {
        return Arrays.stream(FanMode.values()).anyMatch(mode -> mode.toString().equals(word));
    }

    /** The libraries whose lower-case names need no prefix if the name has the same meaning in all of them. */
    static final Set<Library> WITHOUT_PREFIX = Set.of(KERAS, JAX);
}
