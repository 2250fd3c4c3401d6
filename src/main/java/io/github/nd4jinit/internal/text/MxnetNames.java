package io.github.nd4jinit.internal.text;

import static io.github.nd4jinit.internal.text.SharedFactories.scaled;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import java.util.Locale;

/** The classes of MXNet. */
final class MxnetNames {

    private MxnetNames() {}

    static NameTable table() {
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
                    // ignored: the result is always Haar-distributed, unlike MXNet's result for uniform numbers
                    call.constant(OrthogonalRandom.UNIFORM, "rand_type");
                    return Init.orthogonal(scale);
                })
                .add("xavier", call -> {
                    XavierRandom random = call.constant(XavierRandom.UNIFORM, "rnd_type");
                    XavierFactor factor = call.constant(XavierFactor.AVG, "factor_type");
                    return xavier(random, factor, call.number(3, "magnitude"));
                })
                .add("msraprelu", "MSRAPrelu", call -> {
                    XavierFactor factor = call.constant(XavierFactor.AVG, "factor_type");
                    double slope = call.number(0.25, "slope");
                    return xavier(XavierRandom.GAUSSIAN, factor, 2 / (1 + slope * slope));
                });
    }

    private enum XavierRandom {
        UNIFORM,
        GAUSSIAN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private enum OrthogonalRandom {
        UNIFORM,
        NORMAL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private enum XavierFactor {
        AVG(FanMode.FAN_AVG),
        IN(FanMode.FAN_IN),
        OUT(FanMode.FAN_OUT);

        private final FanMode mode;

        XavierFactor(FanMode mode) {
            this.mode = mode;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * In MXNet, √(magnitude / n) is the standard deviation of the normal distribution but the bound of the uniform
     * distribution, whose standard deviation is smaller by a factor of √3.
     */
    private static Initializer xavier(XavierRandom random, XavierFactor factor, double magnitude) {
        return random == XavierRandom.UNIFORM
                ? scaled(magnitude / 3, factor.mode, Distribution.UNIFORM)
                : scaled(magnitude, factor.mode, Distribution.NORMAL);
    }
}
