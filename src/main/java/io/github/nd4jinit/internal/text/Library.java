package io.github.nd4jinit.internal.text;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Nonlinearity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The libraries whose names of initializers are accepted, with the prefixes that select them. Each name has the meaning,
 * the order of arguments and the defaults that it has in its library.
 */
@SuppressWarnings("ImmutableEnumChecker") // the tables do not change after the class is initialized
enum Library {
    /** {@code torch.nn.init}: functions, whose first argument is the tensor. */
    TORCH("torch", torch(), "torch.nn.init.", "nn.init.", "init.") {
        @Override
        @Nullable
        InitializerFactory factory(String name) {
            InitializerFactory factory =
                    super.factory(name.endsWith("_") ? name.substring(0, name.length() - 1) : name);
            return factory == null
                    ? null
                    : call -> {
                        call.removeVariable(Library::isValueOfTorch);
                        return factory.apply(call);
                    };
        }
    },

    /** Keras: classes, and their names in snake case. Its normal distributions are truncated, except RandomNormal. */
    KERAS(
            "keras",
            keras(),
            "tf.keras.initializers.",
            "tensorflow.keras.initializers.",
            "keras.initializers.",
            "tf.initializers."),

    /** JAX and Flax: functions. {@code xavier_*} and {@code kaiming_*} are other names of {@code glorot_*} and {@code he_*}. */
    JAX(
            "jax",
            jax(),
            "jax.nn.initializers.",
            "nn.initializers.",
            "flax.linen.initializers.",
            "flax.nnx.initializers.",
            "linen.initializers.",
            "nnx.initializers."),

    /** The constants of DL4J's {@code WeightInit}, with the variances that their documentation states. */
    DL4J("dl4j", dl4j(), "WeightInit."),

    /** Haiku: classes. The standard deviation comes before the mean, and is 1 by default. */
    HAIKU("hk", haiku(), "hk.initializers.", "haiku.initializers.", "haiku."),

    /** PaddlePaddle: classes, with the arguments of torch. */
    PADDLE("paddle", paddle(), "paddle.nn.initializer.", "nn.initializer."),

    /** MXNet: classes. */
    MXNET("mxnet", mxnet(), "mxnet.init.", "mxnet.initializer.", "mx.init.", "mx.initializer.");

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

    private static NameTable torch() {
        return new NameTable()
                .add("uniform", call -> Init.uniform(call.number(0, "a", "low"), call.number(1, "b", "high")))
                .add("normal", call -> Init.normal(call.number(0, "mean"), call.number(1, "std")))
                .add("trunc_normal", Library::truncNormal)
                .add("constant", call -> Init.constant(call.requiredNumber("val", "value")))
                .add("zeros", call -> Init.zeros())
                .add("ones", call -> Init.ones())
                .add("eye", call -> Init.eye())
                .add("dirac", call -> Init.dirac(call.integer(1, "groups")))
                .add("orthogonal", call -> Init.orthogonal(call.number(1, "gain")))
                .add("sparse", Library::sparse)
                .add("xavier_uniform", call -> Init.xavierUniform(call.number(1, "gain")))
                .add("xavier_normal", call -> Init.xavierNormal(call.number(1, "gain")))
                .add("kaiming_uniform", call -> kaiming(call, Init::kaimingUniform))
                .add("kaiming_normal", call -> kaiming(call, Init::kaimingNormal));
    }

    /** torch's truncated normal, whose bounds are absolute. */
    static Initializer truncNormal(CallExpression call) {
        return Init.truncNormal(
                call.number(0, "mean"), call.number(1, "std"), call.number(-2, "a"), call.number(2, "b"));
    }

    static Initializer sparse(CallExpression call) {
        double sparsity = call.requiredNumber("sparsity");
        CallExpression std = call.argument("std");
        return std == null ? Init.sparse(sparsity) : Init.sparse(sparsity, std.asNumber("std"));
    }

    private static NameTable keras() {
        double defaultScale = 0.05; // the default bound or standard deviation of its random initializers
        InitializerFactory uniform =
                call -> Init.uniform(call.number(-defaultScale, "minval"), call.number(defaultScale, "maxval"));
        InitializerFactory normal = call -> Init.normal(call.number(0, "mean"), call.number(defaultScale, "stddev"));
        InitializerFactory identity = call -> scaledEye(call.number(1, "gain"));
        InitializerFactory orthogonal = call -> Init.orthogonal(call.number(1, "gain"));
        return fanScaled(new NameTable())
                .add(
                        "truncated_normal",
                        call -> truncated(call.number(0, "mean"), call.number(defaultScale, "stddev"), -2, 2))
                .add("random_uniform", uniform)
                .add("random_normal", normal)
                .addSnakeCase("uniform", uniform)
                .addSnakeCase("normal", normal)
                .add(
                        "variance_scaling",
                        call -> scaled(
                                call.number(1, "scale"),
                                call.constant(FanMode.FAN_IN, "mode"),
                                call.constant(KerasDistribution.TRUNCATED_NORMAL, "distribution").distribution))
                .add("orthogonal", orthogonal)
                .add("orthogonal_initializer", orthogonal)
                .add("identity", identity)
                .add("identity_initializer", identity)
                .add("constant", call -> Init.constant(call.number(0, "value")))
                .add("zeros", call -> Init.zeros())
                .add("ones", call -> Init.ones())
                .addSnakeCase("zero", call -> Init.zeros())
                .addSnakeCase("one", call -> Init.ones());
    }

    /** Keras' names of distributions: {@code normal} is truncated, {@code untruncated_normal} is not. */
    private enum KerasDistribution {
        UNIFORM(Distribution.UNIFORM),
        NORMAL(Distribution.TRUNCATED_NORMAL),
        TRUNCATED_NORMAL(Distribution.TRUNCATED_NORMAL),
        UNTRUNCATED_NORMAL(Distribution.NORMAL);

        private final Distribution distribution;

        KerasDistribution(Distribution distribution) {
            this.distribution = distribution;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static NameTable jax() {
        double defaultScale = 0.01; // the default bound or standard deviation of its random initializers
        return fanScaled(new NameTable())
                .add("uniform", call -> Init.uniform(0, call.number(defaultScale, "scale")))
                .add("normal", call -> Init.normal(0, call.number(defaultScale, "stddev")))
                .add(
                        "truncated_normal",
                        call -> truncated(
                                0,
                                call.number(defaultScale, "stddev"),
                                call.number(-2, "lower"),
                                call.number(2, "upper")))
                .add("xavier_uniform", call -> Init.xavierUniform())
                .add("xavier_normal", call -> scaled(1, FanMode.FAN_AVG, Distribution.TRUNCATED_NORMAL))
                .add("kaiming_uniform", call -> scaled(2, FanMode.FAN_IN, Distribution.UNIFORM))
                .add("kaiming_normal", call -> scaled(2, FanMode.FAN_IN, Distribution.TRUNCATED_NORMAL))
                .add("variance_scaling", Library::varianceScaling)
                .add("orthogonal", call -> Init.orthogonal(call.number(1, "scale")))
                .add("delta_orthogonal", call -> Init.deltaOrthogonal(call.number(1, "scale")))
                .add("constant", call -> Init.constant(call.requiredNumber("value")))
                .add("zeros", call -> Init.zeros())
                .add("ones", call -> Init.ones());
    }

    /** The names with the same meaning in Keras and JAX. */
    private static NameTable fanScaled(NameTable names) {
        return names.add("glorot_uniform", call -> Init.xavierUniform())
                .add("glorot_normal", call -> scaled(1, FanMode.FAN_AVG, Distribution.TRUNCATED_NORMAL))
                .add("he_uniform", call -> scaled(2, FanMode.FAN_IN, Distribution.UNIFORM))
                .add("he_normal", call -> scaled(2, FanMode.FAN_IN, Distribution.TRUNCATED_NORMAL))
                .add("lecun_uniform", call -> Init.lecunUniform())
                .add("lecun_normal", call -> Init.lecunNormal());
    }

    private static NameTable dl4j() {
        NameTable names = new NameTable()
                .add("zero", call -> Init.zeros())
                .add("ones", call -> Init.ones())
                .add("identity", "WeightInitIdentity", call -> Init.eye())
                .add("uniform", "WeightInitUniform", call -> Init.fanInUniform())
                .add("normal", "WeightInitNormal", call -> scaled(1, FanMode.FAN_IN, Distribution.NORMAL))
                .add("lecun_normal", "WeightInitLecunNormal", call -> scaled(1, FanMode.FAN_IN, Distribution.NORMAL))
                .add("lecun_uniform", "WeightInitLecunUniform", call -> Init.lecunUniform())
                .add("xavier", "WeightInitXavier", call -> Init.xavierNormal())
                .add("xavier_uniform", "WeightInitXavierUniform", call -> Init.xavierUniform())
                .add("xavier_fan_in", call -> scaled(1, FanMode.FAN_IN, Distribution.NORMAL))
                // N(0, 1 / (shape[0] + shape[1])): for a matrix, half of Xavier's variance
                .add(
                        "xavier_legacy",
                        "WeightInitXavierLegacy",
                        call -> scaled(0.5, FanMode.FAN_AVG, Distribution.NORMAL))
                .add("relu", "WeightInitRelu", call -> Init.kaimingNormal(FanMode.FAN_IN, Nonlinearity.RELU))
                .add(
                        "relu_uniform",
                        "WeightInitReluUniform",
                        call -> Init.kaimingUniform(FanMode.FAN_IN, Nonlinearity.RELU))
                .add("sigmoid_uniform", "WeightInitSigmoidUniform", call -> Init.xavierUniform(4))
                .add("distribution", "WeightInitDistribution", call -> {
                    throw new IllegalArgumentException(
                            "%s: DISTRIBUTION stands for a distribution that is configured beside it; name that one, as in normal(mean=0, std=0.01)"
                                    .formatted(call.excerpt()));
                });
        for (FanMode mode : List.of(FanMode.FAN_IN, FanMode.FAN_OUT, FanMode.FAN_AVG)) {
            addVarScaling(names, "normal", mode, Distribution.TRUNCATED_NORMAL);
            addVarScaling(names, "uniform", mode, Distribution.UNIFORM);
        }
        for (String name : List.copyOf(names.snakeCaseNames())) {
            InitializerFactory factory = names.getBySnakeCase(name);
            if (factory != null) {
                names.add(name, factory); // dl4j.Xavier beside WeightInitXavier
            }
        }
        return names;
    }

    private static void addVarScaling(NameTable names, String kind, FanMode mode, Distribution distribution) {
        String className = "WeightInitVarScaling" + (kind.equals("normal") ? "Normal" : "Uniform")
                + switch (mode) {
                    case FAN_IN -> "FanIn";
                    case FAN_OUT -> "FanOut";
                    default -> "FanAvg";
                };
        names.add("var_scaling_" + kind + "_" + mode, className, call -> scaled(1, mode, distribution));
    }

    private static NameTable haiku() {
        return new NameTable()
                .add("constant", call -> Init.constant(call.requiredNumber("constant")))
                .add("random_normal", call -> {
                    double std = call.number(1, "stddev");
                    return Init.normal(call.number(0, "mean"), std);
                })
                .add("truncated_normal", call -> {
                    double std = call.number(1, "stddev");
                    double mean = call.number(0, "mean");
                    return truncated(mean, std, call.number(-2, "lower"), call.number(2, "upper"));
                })
                .add("random_uniform", call -> Init.uniform(call.number(0, "minval"), call.number(1, "maxval")))
                .add("variance_scaling", Library::varianceScaling)
                .add("uniform_scaling", call -> {
                    double scale = call.number(1, "scale"); // a factor on the bound, √(3 / in)
                    return scaled(scale * scale, FanMode.FAN_IN, Distribution.UNIFORM);
                })
                .add("orthogonal", call -> Init.orthogonal(call.number(1, "scale")))
                .add("identity", call -> scaledEye(call.number(1, "gain")));
    }

    private static NameTable paddle() {
        return new NameTable()
                .add("constant", call -> Init.constant(call.number(0, "value")))
                .add("normal", call -> Init.normal(call.number(0, "mean"), call.number(1, "std")))
                .add("truncated_normal", Library::truncNormal)
                .add("uniform", call -> Init.uniform(call.number(-1, "low"), call.number(1, "high")))
                .add("xavier_normal", call -> Init.xavierNormal(call.namedNumber(1, "gain")))
                .add("xavier_uniform", call -> Init.xavierUniform(call.namedNumber(1, "gain")))
                .add("kaiming_normal", call -> paddleKaiming(call, Init::kaimingNormal))
                .add("kaiming_uniform", call -> paddleKaiming(call, Init::kaimingUniform))
                .add("orthogonal", call -> Init.orthogonal(call.number(1, "gain")))
                .add("dirac", call -> Init.dirac(call.integer(1, "groups")));
    }

    private static NameTable mxnet() {
        return new NameTable()
                .add("zero", call -> Init.zeros())
                .add("one", call -> Init.ones())
                .addSnakeCase("zeros", call -> Init.zeros())
                .addSnakeCase("ones", call -> Init.ones())
                .add("constant", call -> Init.constant(call.requiredNumber("value")))
                .add("uniform", call -> {
                    double scale = call.number(0.07, "scale");
                    return Init.uniform(-scale, scale);
                })
                .add("normal", call -> Init.normal(0, call.number(0.01, "sigma")))
                .add("orthogonal", call -> {
                    double scale = call.number(1.414, "scale");
                    call.constant(MxnetRandom.UNIFORM, "rand_type"); // the matrix is Haar-distributed for either type
                    return Init.orthogonal(scale);
                })
                .add("xavier", call -> {
                    MxnetRandom random = call.constant(MxnetRandom.UNIFORM, "rnd_type");
                    MxnetFactor factor = call.constant(MxnetFactor.AVG, "factor_type");
                    return mxnetScaled(random, factor, call.number(3, "magnitude"));
                })
                .add("msraprelu", "MSRAPrelu", call -> {
                    MxnetFactor factor = call.constant(MxnetFactor.AVG, "factor_type");
                    double slope = call.number(0.25, "slope");
                    return mxnetScaled(MxnetRandom.GAUSSIAN, factor, 2 / (1 + slope * slope));
                });
    }

    private enum MxnetRandom {
        UNIFORM,
        GAUSSIAN,
        NORMAL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private enum MxnetFactor {
        AVG(FanMode.FAN_AVG),
        IN(FanMode.FAN_IN),
        OUT(FanMode.FAN_OUT);

        private final FanMode mode;

        MxnetFactor(FanMode mode) {
            this.mode = mode;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In MXNet, √(magnitude / n) is the standard deviation of a normal distribution, but the bound of a uniform one, whose
     * standard deviation is smaller by a factor of √3. */
    private static Initializer mxnetScaled(MxnetRandom random, MxnetFactor factor, double magnitude) {
        return random == MxnetRandom.UNIFORM
                ? scaled(magnitude / 3, factor.mode, Distribution.UNIFORM)
                : scaled(magnitude, factor.mode, Distribution.NORMAL);
    }

    private static Initializer scaled(double scale, FanMode mode, Distribution distribution) {
        return Init.varianceScaling(scale, mode, distribution);
    }

    /** A normal distribution truncated at multiples of its standard deviation. */
    private static Initializer truncated(double mean, double std, double lower, double upper) {
        return Init.truncNormal(mean, std, mean + lower * std, mean + upper * std);
    }

    private static Initializer scaledEye(double gain) {
        return gain == 1 ? Init.eye() : Init.eye().scaled(gain);
    }

    static Initializer varianceScaling(CallExpression call) {
        return scaled(
                call.number(1, "scale"),
                call.constant(FanMode.FAN_IN, "mode"),
                call.constant(Distribution.TRUNCATED_NORMAL, "distribution"));
    }

    /** A factory of Kaiming initializers. */
    interface Kaiming {
        Initializer of(FanMode mode, Nonlinearity nonlinearity);
    }

    /** torch's first argument, a, is the slope of a leaky ReLU, which is the default nonlinearity. */
    static Initializer kaiming(CallExpression call, Kaiming factory) {
        CallExpression a = call.namedOrPositionalNumber("a");
        Nonlinearity leakyRelu = Nonlinearity.leakyRelu(a == null ? 0 : a.asNumber("a"));
        FanMode mode = call.constant(FanMode.FAN_IN, "mode");
        CallExpression nonlinearity = call.argument("nonlinearity");
        return factory.of(mode, nonlinearity == null ? leakyRelu : NonlinearityText.of(nonlinearity, leakyRelu));
    }

    private static Initializer paddleKaiming(CallExpression call, Kaiming factory) {
        Nonlinearity leakyRelu = Nonlinearity.leakyRelu(call.namedNumber(0, "negative_slope"));
        CallExpression nonlinearity = call.named("nonlinearity");
        return factory.of(
                call.constant(FanMode.FAN_IN, "mode"),
                nonlinearity == null ? Nonlinearity.RELU : NonlinearityText.of(nonlinearity, leakyRelu));
    }

    /** The libraries whose lower-case names need no prefix, if a name has the same meaning in all of them. */
    static final Set<Library> WITH_SNAKE_CASE = Set.of(KERAS, JAX);

    /** The libraries whose initializers are classes. */
    static final List<Library> WITH_CLASSES = List.of(HAIKU, PADDLE, MXNET);
}
