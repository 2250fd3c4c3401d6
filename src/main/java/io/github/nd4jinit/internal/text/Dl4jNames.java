package io.github.nd4jinit.internal.text;

import static io.github.nd4jinit.internal.text.SharedFactories.scaled;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Nonlinearity;
import java.util.List;

/** The constants of DL4J's {@code WeightInit} and its classes, with the variances given in their documentation. */
final class Dl4jNames {

    private Dl4jNames() {}

    static NameTable table() {
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
                // variance 1 / (shape[0] + shape[1]): for a matrix, half of Xavier's
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
                .addClass("WeightInitConstant", call -> Init.constant(call.requiredNumber("value")))
                .add("distribution", "WeightInitDistribution", call -> {
                    throw new IllegalArgumentException(
                            "%s: DISTRIBUTION refers to a distribution that is configured separately; write that distribution, as in normal(mean=0, std=0.01)"
                                    .formatted(call.excerpt()));
                });
        for (FanMode mode : List.of(FanMode.FAN_IN, FanMode.FAN_OUT, FanMode.FAN_AVG)) {
            addVarScaling(names, "normal", mode, Distribution.TRUNCATED_NORMAL);
            addVarScaling(names, "uniform", mode, Distribution.UNIFORM);
        }
        for (String name : List.copyOf(names.snakeCaseNames())) {
            InitializerFactory factory = names.getBySnakeCase(name);
            if (factory != null) {
                names.add(name, factory); // for dl4j.Xavier in addition to WeightInitXavier
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
}
