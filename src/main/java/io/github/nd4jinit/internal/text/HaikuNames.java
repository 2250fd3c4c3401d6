package io.github.nd4jinit.internal.text;

import static io.github.nd4jinit.internal.text.SharedFactories.scaled;
import static io.github.nd4jinit.internal.text.SharedFactories.scaledEye;
import static io.github.nd4jinit.internal.text.SharedFactories.truncated;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;

/** The classes of Haiku. The standard deviation, by default 1, precedes the mean. */
final class HaikuNames {

    private HaikuNames() {}

    static NameTable table() {
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
                .add("variance_scaling", SharedFactories::varianceScaling)
                .add("uniform_scaling", call -> {
                    double scale = call.number(1, "scale"); // a factor on the bound √(3 / fan in)
                    return scaled(scale * scale, FanMode.FAN_IN, Distribution.UNIFORM);
                })
                .add("orthogonal", call -> Init.orthogonal(call.number(1, "scale")))
                .add("identity", call -> scaledEye(call.number(1, "gain")));
    }
}
