package io.github.nd4jinit.internal.text;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Nonlinearity;

/** Factories used by several libraries. */
final class SharedFactories {

    private SharedFactories() {}

    /** Creates torch's truncated normal initializer, whose bounds are absolute. */
    static Initializer truncNormal(CallExpression call) {
        return Init.truncNormal(
                call.number(0, "mean"), call.number(1, "std"), call.number(-2, "a"), call.number(2, "b"));
    }

    static Initializer sparse(CallExpression call) {
        double sparsity = call.requiredNumber("sparsity");
        CallExpression std = call.argument("std");
        return std == null ? Init.sparse(sparsity) : Init.sparse(sparsity, std.asNumber("std"));
    }

    /** Adds the names with the same meaning in Keras and JAX. */
    static NameTable addFanScaled(NameTable names) {
        return names.add("glorot_uniform", call -> Init.xavierUniform())
                .add("glorot_normal", call -> scaled(1, FanMode.FAN_AVG, Distribution.TRUNCATED_NORMAL))
                .add("he_uniform", call -> scaled(2, FanMode.FAN_IN, Distribution.UNIFORM))
                .add("he_normal", call -> scaled(2, FanMode.FAN_IN, Distribution.TRUNCATED_NORMAL))
                .add("lecun_uniform", call -> Init.lecunUniform())
                .add("lecun_normal", call -> Init.lecunNormal());
    }

    static Initializer scaled(double scale, FanMode mode, Distribution distribution) {
        return Init.varianceScaling(scale, mode, distribution);
    }

    /** Creates a normal initializer truncated at multiples of its standard deviation. */
    static Initializer truncated(double mean, double std, double lower, double upper) {
        return Init.truncNormal(mean, std, mean + lower * std, mean + upper * std);
    }

    static Initializer scaledEye(double gain) {
        return gain == 1 ? Init.eye() : Init.eye().scaled(gain);
    }

    static Initializer varianceScaling(CallExpression call) {
        return scaled(
                call.number(1, "scale"),
                call.constant(FanMode.FAN_IN, "mode"),
                call.constant(Distribution.TRUNCATED_NORMAL, "distribution"));
    }

    /** Creates a Kaiming initializer. */
    interface Kaiming {
        Initializer of(FanMode mode, Nonlinearity nonlinearity);
    }

    /** Creates a Kaiming initializer from torch's arguments: a is the slope of leaky ReLU, the default nonlinearity. */
    static Initializer kaiming(CallExpression call, Kaiming factory) {
        CallExpression a = call.namedOrPositionalNumber("a");
        Nonlinearity leakyRelu = Nonlinearity.leakyRelu(a == null ? 0 : a.asNumber("a"));
        FanMode mode = call.constant(FanMode.FAN_IN, "mode");
        CallExpression nonlinearity = call.argument("nonlinearity");
        return factory.of(mode, nonlinearity == null ? leakyRelu : NonlinearityText.of(nonlinearity, leakyRelu));
    }
}
