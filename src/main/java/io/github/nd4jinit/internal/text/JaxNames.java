package io.github.nd4jinit.internal.text;

import static io.github.nd4jinit.internal.text.SharedFactories.addFanScaled;
import static io.github.nd4jinit.internal.text.SharedFactories.scaled;
import static io.github.nd4jinit.internal.text.SharedFactories.truncated;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;

/**
 * The functions of {@code jax.nn.initializers}. {@code xavier_*} and {@code kaiming_*} are aliases of {@code glorot_*}
 * and {@code he_*}.
 */
final class JaxNames {

    private JaxNames() {}

    static NameTable table() {
        double defaultScale = 0.01; // the default bound or standard deviation in JAX
        return addFanScaled(new NameTable())
                .add("uniform", call -> Init.uniform(0, call.number(defaultScale, "scale")))
                .add("normal", call -> Init.normal(0, call.number(defaultScale, "stddev")))
                .add("truncated_normal", call -> {
                    double std = call.number(defaultScale, "stddev");
                    // JAX's second parameter, ignored because the array has an element type
                    call.removeVariable("dtype", word -> false);
                    return truncated(0, std, call.number(-2, "lower"), call.number(2, "upper"));
                })
                .add("xavier_uniform", call -> Init.xavierUniform())
                .add("xavier_normal", call -> scaled(1, FanMode.FAN_AVG, Distribution.TRUNCATED_NORMAL))
                .add("kaiming_uniform", call -> scaled(2, FanMode.FAN_IN, Distribution.UNIFORM))
                .add("kaiming_normal", call -> scaled(2, FanMode.FAN_IN, Distribution.TRUNCATED_NORMAL))
                .add("variance_scaling", SharedFactories::varianceScaling)
                .add("orthogonal", call -> Init.orthogonal(call.number(1, "scale")))
                .add("delta_orthogonal", call -> Init.deltaOrthogonal(call.number(1, "scale")))
                .add("constant", call -> Init.constant(call.requiredNumber("value")))
                .add("zeros", call -> Init.zeros())
                .add("ones", call -> Init.ones())
                .addSnakeCase("zeros_init", call -> Init.zeros()) // this name and ones_init are from Flax
                .addSnakeCase("ones_init", call -> Init.ones());
    }
}
