package io.github.nd4jinit.internal.text;

import io.github.nd4jinit.FanMode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The libraries whose names of initializers are accepted, with the prefixes that select them. Each name has the meaning,
 * the order of arguments and the defaults that it has in its library.
 */
@SuppressWarnings("ImmutableEnumChecker") // the tables do not change after the class is initialized
enum Library {
    /** {@code torch.nn.init}: functions, whose first argument is the tensor. */
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

    /** Keras: classes, and their names in snake case. Its normal distributions are truncated, except RandomNormal. */
    KERAS(
            "keras",
            KerasNames.table(),
            "tf.keras.initializers.",
            "tensorflow.keras.initializers.",
            "keras.initializers.",
            "tf.initializers."),

    /** JAX and Flax: functions. {@code xavier_*} and {@code kaiming_*} are other names of {@code glorot_*} and {@code he_*}. */
    JAX(
            "jax",
            JaxNames.table(),
            "jax.nn.initializers.",
            "nn.initializers.",
            "flax.linen.initializers.",
            "flax.nnx.initializers.",
            "linen.initializers.",
            "nnx.initializers."),

    /** The constants of DL4J's {@code WeightInit}, with the variances that their documentation states. */
    DL4J("dl4j", Dl4jNames.table(), "WeightInit."),

    /** Haiku: classes. The standard deviation comes before the mean, and is 1 by default. */
    HAIKU("hk", HaikuNames.table(), "hk.initializers.", "haiku.initializers.", "haiku."),

    /** PaddlePaddle: classes, with the arguments of torch. */
    PADDLE("paddle", PaddleNames.table(), "paddle.nn.initializer.", "nn.initializer."),

    /** MXNet: classes. */
    MXNET("mxnet", MxnetNames.table(), "mxnet.init.", "mxnet.initializer.", "mx.init.", "mx.initializer.");

    private final String prefix;
    private final NameTable names;
    private final List<String> imports;

    Library(String prefix, NameTable names, String... imports) {
        this.prefix = prefix;
        this.names = names;
        this.imports = List.of(imports);
    }

    /** The short prefix, without its dot. */
    String prefix() {
        return prefix;
    }

    NameTable names() {
        return names;
    }

    /** Whether the library has a class of a name: DL4J's are called WeightInitXavier, and torch and JAX have functions only. */
    boolean hasClass(String name) {
        boolean hasClasses = this != TORCH && this != JAX && (this != DL4J || name.startsWith("WeightInit"));
        return hasClasses && names.getByClassName(name) != null;
    }

    /** The library's factory of a name in any spelling. */
    @Nullable
    InitializerFactory factory(String name) {
        return names.get(name);
    }

    /** The longest prefix of this library with which a name begins, with its dot; empty if there is none. */
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

    /** The libraries whose lower-case names need no prefix, if a name has the same meaning in all of them. */
    static final Set<Library> WITH_SNAKE_CASE = Set.of(KERAS, JAX);
}
