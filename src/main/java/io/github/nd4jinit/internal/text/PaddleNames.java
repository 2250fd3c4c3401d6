package io.github.nd4jinit.internal.text;

import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Nonlinearity;

/** The classes of PaddlePaddle, with torch's arguments, preceded in some classes by the fans. */
final class PaddleNames {

    private PaddleNames() {}

    static NameTable table() {
        return new NameTable()
                .add("constant", call -> Init.constant(call.number(0, "value")))
                .add("normal", call -> Init.normal(call.number(0, "mean"), call.number(1, "std")))
                .add("truncated_normal", SharedFactories::truncNormal)
                .add("uniform", call -> Init.uniform(call.number(-1, "low"), call.number(1, "high")))
                .add("xavier_normal", call -> Init.xavierNormal(gain(call)))
                .add("xavier_uniform", call -> Init.xavierUniform(gain(call)))
                .add("kaiming_normal", call -> paddleKaiming(call, Init::kaimingNormal))
                .add("kaiming_uniform", call -> paddleKaiming(call, Init::kaimingUniform))
                .add("orthogonal", call -> Init.orthogonal(call.number(1, "gain")))
                .add("dirac", call -> Init.dirac(call.integer(1, "groups")));
    }

    /** Reads the gain, the third parameter after two fans; it can be positional only if both fans are None. */
    private static double gain(CallExpression call) {
        return call.removeNones(2) == 2 ? call.number(1, "gain") : call.namedNumber(1, "gain");
    }

    /** Reads the slope, the second parameter after the fan in; it can be positional only if the fan in is None. */
    private static Initializer paddleKaiming(CallExpression call, SharedFactories.Kaiming factory) {
        boolean isPositional = call.removeNones(1) == 1;
        Nonlinearity leakyRelu = Nonlinearity.leakyRelu(
                isPositional ? call.number(0, "negative_slope") : call.namedNumber(0, "negative_slope"));
        CallExpression nonlinearity = isPositional ? call.argument("nonlinearity") : call.named("nonlinearity");
        return factory.of(
                call.constant(FanMode.FAN_IN, "mode"),
                nonlinearity == null ? Nonlinearity.RELU : NonlinearityText.of(nonlinearity, leakyRelu));
    }
}
