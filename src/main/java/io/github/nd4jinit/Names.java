package io.github.nd4jinit;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The initializers by name: this library's own, and those of torch, JAX, Keras and DL4J. */
final class Names {

    private static final Set<String> SYSTEMS = Set.of("torch", "jax", "keras", "dl4j");

    /** What Keras' random initializers have for a bound or standard deviation if none is given. */
    private static final double KERAS_SPREAD = 0.05;

    /** The same of JAX. */
    private static final double JAX_SPREAD = 0.01;

    private static final Map<String, Function<Call, Initializer>> FACTORIES = factories();

    private Names() {}

    static Initializer parse(String text) {
        return of(Call.parse(Check.notNull("Initializer.parse", "text", text)));
    }

    private static Initializer of(Call call) {
        String name = canonical(call.name());
        Function<Call, Initializer> factory = FACTORIES.get(name);
        int dot = name.indexOf('.');
        if (factory == null && dot >= 0 && SYSTEMS.contains(name.substring(0, dot))) {
            factory = FACTORIES.get(name.substring(dot + 1));
        }
        if (factory == null) {
            throw new IllegalArgumentException("Initializer.parse: received the unknown name \"%s\"; %s"
                    .formatted(call.name(), Nearest.of(name, FACTORIES.keySet())));
        }
        Initializer initializer = factory.apply(call);
        call.end();
        return initializer;
    }

    /** {@code torch.nn.init.xavier_uniform_}, {@code HeNormal} and {@code LECUN_NORMAL} in one form: snake case. */
    private static String canonical(String name) {
        String snake = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        return snake.replaceFirst("^(torch\\.)?nn\\.init\\.", "torch.")
                .replaceFirst("^jax\\.nn\\.initializers\\.", "jax.")
                .replaceFirst("^(tf\\.)?keras\\.initializers\\.", "keras.")
                .replaceFirst("^weight_init\\.", "dl4j.")
                .replaceFirst("_$", "");
    }

    private static Map<String, Function<Call, Initializer>> factories() {
        Map<String, Function<Call, Initializer>> names = new LinkedHashMap<>();
        own(names);
        keras(names);
        jax(names);
        dl4j(names);
        return names;
    }

    /** This library's names, which are torch's where torch has one. */
    private static void own(Map<String, Function<Call, Initializer>> names) {
        names.put("uniform", call -> Init.uniform(call.number(0, "low", "a"), call.number(1, "high", "b")));
        names.put("normal", call -> Init.normal(call.number(0, "mean"), call.number(1, "std", "stddev")));
        names.put(
                "trunc_normal",
                call -> Init.truncNormal(
                        call.number(0, "mean"), call.number(1, "std"), call.number(-2, "a"), call.number(2, "b")));
        names.put("constant", call -> Init.constant(call.number("value", "val")));
        names.put("zeros", call -> Init.zeros());
        names.put("ones", call -> Init.ones());
        names.put("eye", call -> Init.eye());
        names.put("dirac", call -> Init.dirac(call.whole(1, "groups")));
        names.put("orthogonal", call -> Init.orthogonal(call.number(1, "gain", "scale")));
        names.put("delta_orthogonal", call -> Init.deltaOrthogonal(call.number(1, "gain", "scale")));
        names.put("sparse", call -> Init.sparse(call.number("sparsity"), call.number(Init.SPARSE_STD, "std")));
        names.put("xavier_uniform", call -> Init.xavierUniform(call.number(1, "gain")));
        names.put("xavier_normal", call -> Init.xavierNormal(call.number(1, "gain")));
        names.put("kaiming_uniform", call -> kaiming(call, Init::kaimingUniform));
        names.put("kaiming_normal", call -> kaiming(call, Init::kaimingNormal));
        names.put("lecun_uniform", call -> Init.lecunUniform());
        names.put("lecun_normal", call -> Init.lecunNormal());
        names.put("fan_in_uniform", call -> Init.fanInUniform());
        names.put("variance_scaling", Names::varianceScaling);
        names.put("scaled", call -> {
            double factor = call.number("factor");
            return inner(call).scaled(factor);
        });
        names.put("zero_row", call -> {
            long row = call.whole("row");
            return inner(call).withZeroRow(row);
        });
    }

    private static Initializer inner(Call call) {
        return of(call.required("initializer", "zeros"));
    }

    /** Keras' names. Its normals are truncated, but for RandomNormal. */
    private static void keras(Map<String, Function<Call, Initializer>> names) {
        names.put("glorot_uniform", call -> Init.xavierUniform());
        names.put("glorot_normal", call -> scaled(1, FanMode.FAN_AVG, Distribution.TRUNCATED_NORMAL));
        names.put("he_uniform", call -> scaled(2, FanMode.FAN_IN, Distribution.UNIFORM));
        names.put("he_normal", call -> scaled(2, FanMode.FAN_IN, Distribution.TRUNCATED_NORMAL));
        names.put(
                "truncated_normal",
                call -> truncated(call.number(0, "mean"), call.number(KERAS_SPREAD, "stddev", "std"), -2, 2));
        names.put(
                "random_uniform",
                call -> Init.uniform(call.number(-KERAS_SPREAD, "minval"), call.number(KERAS_SPREAD, "maxval")));
        names.put("random_normal", call -> Init.normal(call.number(0, "mean"), call.number(KERAS_SPREAD, "stddev")));
        names.put("keras.variance_scaling", Names::kerasVarianceScaling);
        names.put("keras.uniform", names.get("random_uniform"));
        names.put("keras.normal", names.get("random_normal"));
        names.put("one", names.get("ones"));
        names.put("zero", names.get("zeros"));
        names.put("identity", names.get("eye"));
    }

    /** JAX's names. Those of Xavier and Kaiming are Glorot's and He's there, truncated. */
    private static void jax(Map<String, Function<Call, Initializer>> names) {
        names.put("jax.uniform", call -> Init.uniform(0, call.number(JAX_SPREAD, "scale")));
        names.put("jax.normal", call -> Init.normal(0, call.number(JAX_SPREAD, "stddev")));
        names.put(
                "jax.truncated_normal",
                call -> truncated(
                        0, call.number(JAX_SPREAD, "stddev"), call.number(-2, "lower"), call.number(2, "upper")));
        names.put("jax.xavier_normal", names.get("glorot_normal"));
        names.put("jax.kaiming_normal", names.get("he_normal"));
        names.put("jax.kaiming_uniform", names.get("he_uniform"));
    }

    /** The constants of DL4J's WeightInit, with the variances that they promise. */
    private static void dl4j(Map<String, Function<Call, Initializer>> names) {
        names.put("xavier", call -> Init.xavierNormal());
        names.put("xavier_fan_in", call -> scaled(1, FanMode.FAN_IN, Distribution.NORMAL));
        // N(0, 1 / (shape[0] + shape[1])): for a matrix, half of Xavier's variance
        names.put("xavier_legacy", call -> scaled(0.5, FanMode.FAN_AVG, Distribution.NORMAL));
        names.put("relu", call -> Init.kaimingNormal(FanMode.FAN_IN, Nonlinearity.RELU));
        names.put("relu_uniform", call -> Init.kaimingUniform(FanMode.FAN_IN, Nonlinearity.RELU));
        names.put("sigmoid_uniform", call -> Init.xavierUniform(4));
        names.put("dl4j.uniform", names.get("fan_in_uniform"));
        names.put("dl4j.normal", names.get("xavier_fan_in"));
        names.put("dl4j.lecun_normal", names.get("xavier_fan_in"));
        for (FanMode mode : new FanMode[] {FanMode.FAN_IN, FanMode.FAN_OUT, FanMode.FAN_AVG}) {
            names.put("var_scaling_normal_" + mode, call -> scaled(1, mode, Distribution.TRUNCATED_NORMAL));
            names.put("var_scaling_uniform_" + mode, call -> scaled(1, mode, Distribution.UNIFORM));
        }
    }

    private static Initializer scaled(double scale, FanMode mode, Distribution distribution) {
        return Init.varianceScaling(scale, mode, distribution);
    }

    /** A normal truncated at multiples of its standard deviation. */
    private static Initializer truncated(double mean, double std, double lower, double upper) {
        return Init.truncNormal(mean, std, mean + lower * std, mean + upper * std);
    }

    private static Initializer varianceScaling(Call call) {
        return scaled(
                call.number(1, "scale"),
                call.constant(FanMode.FAN_IN, "mode"),
                call.constant(Distribution.TRUNCATED_NORMAL, "distribution"));
    }

    /** In Keras a normal distribution is truncated, unless it is called untruncated. */
    private static Initializer kerasVarianceScaling(Call call) {
        double scale = call.number(1, "scale");
        FanMode mode = call.constant(FanMode.FAN_IN, "mode");
        KerasDistribution distribution = call.constant(KerasDistribution.TRUNCATED_NORMAL, "distribution");
        return scaled(scale, mode, distribution.meaning);
    }

    private enum KerasDistribution {
        UNIFORM(Distribution.UNIFORM),
        NORMAL(Distribution.TRUNCATED_NORMAL),
        TRUNCATED_NORMAL(Distribution.TRUNCATED_NORMAL),
        UNTRUNCATED_NORMAL(Distribution.NORMAL);

        final Distribution meaning;

        KerasDistribution(Distribution meaning) {
            this.meaning = meaning;
        }
    }

    private interface Kaiming {
        Initializer of(FanMode mode, Nonlinearity nonlinearity);
    }

    /** torch's argument a, its first, is the slope of a leaky ReLU, which is also the default. */
    private static Initializer kaiming(Call call, Kaiming factory) {
        Call a = call.namedOrLeadingNumber("a");
        double slope = a == null ? 0 : a.asNumber("a");
        FanMode mode = call.constant(FanMode.FAN_IN, "mode");
        Call nonlinearity = call.argument("nonlinearity");
        return factory.of(
                mode, nonlinearity == null ? Nonlinearity.leakyRelu(slope) : nonlinearity(nonlinearity, slope));
    }

    private static Nonlinearity nonlinearity(Call call, double slope) {
        String name = call.name();
        @Nullable Call gain = call.named("gain");
        @Nullable Call parameter = call.argument("negative_slope", "alpha");
        call.end();
        if (gain != null) {
            return Nonlinearity.ofGain(name, gain.asNumber("gain"));
        }
        if (parameter != null) {
            return Nonlinearity.of(name, parameter.asNumber("parameter"));
        }
        return name.equalsIgnoreCase("leaky_relu") ? Nonlinearity.leakyRelu(slope) : Nonlinearity.of(name);
    }
}
