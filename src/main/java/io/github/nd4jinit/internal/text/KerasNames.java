package io.github.nd4jinit.internal.text;

import static io.github.nd4jinit.internal.text.SharedFactories.addFanScaled;
import static io.github.nd4jinit.internal.text.SharedFactories.scaled;
import static io.github.nd4jinit.internal.text.SharedFactories.scaledEye;
import static io.github.nd4jinit.internal.text.SharedFactories.truncated;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import java.util.Locale;

/** The classes of Keras, also in snake case. All of its normal distributions except RandomNormal are truncated. */
final class KerasNames {

    private KerasNames() {}

    static NameTable table() {
        double defaultScale = 0.05; // the default bound or standard deviation in Keras
        InitializerFactory uniform =
                call -> Init.uniform(call.number(-defaultScale, "minval"), call.number(defaultScale, "maxval"));
        InitializerFactory normal = call -> Init.normal(call.number(0, "mean"), call.number(defaultScale, "stddev"));
        InitializerFactory identity = call -> scaledEye(call.number(1, "gain"));
        InitializerFactory orthogonal = call -> Init.orthogonal(call.number(1, "gain"));
        return addFanScaled(new NameTable())
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

    /** Distribution names of Keras: {@code normal} is truncated, {@code untruncated_normal} is not. */
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
}
