package io.github.nd4jinit.internal.text;

import static io.github.nd4jinit.internal.text.SharedFactories.kaiming;

import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Nonlinearity;

/**
 * The functions of {@code torch.nn.init}, without trailing underscores. {@link Library} removes the tensor argument.
 */
final class TorchNames {

    private TorchNames() {}

    static NameTable table() {
        return new NameTable()
                .add("uniform", call -> Init.uniform(call.number(0, "a"), call.number(1, "b")))
                .add("normal", call -> Init.normal(call.number(0, "mean"), call.number(1, "std")))
                .add("trunc_normal", SharedFactories::truncNormal)
                .add("constant", call -> Init.constant(call.requiredNumber("val")))
                .add("zeros", call -> Init.zeros())
                .add("ones", call -> Init.ones())
                .add("eye", call -> Init.eye())
                .add("dirac", call -> Init.dirac(call.integer(1, "groups")))
                .add("orthogonal", call -> Init.orthogonal(call.number(1, "gain")))
                .add("sparse", SharedFactories::sparse)
                .add("xavier_uniform", call -> Init.xavierUniform(call.number(1, "gain")))
                .add("xavier_normal", call -> Init.xavierNormal(call.number(1, "gain")))
                .add("kaiming_uniform", call -> kaiming(call, TorchNames::kaimingUniform))
                .add("kaiming_normal", call -> kaiming(call, TorchNames::kaimingNormal));
    }

    private static Initializer kaimingUniform(FanMode mode, Nonlinearity nonlinearity) {
        return Init.kaimingUniform(checked("kaiming_uniform_", mode), nonlinearity);
    }

    private static Initializer kaimingNormal(FanMode mode, Nonlinearity nonlinearity) {
        return Init.kaimingNormal(checked("kaiming_normal_", mode), nonlinearity);
    }

    private static FanMode checked(String name, FanMode mode) {
        if (mode != FanMode.FAN_IN && mode != FanMode.FAN_OUT) {
            throw new IllegalArgumentException(
                    "%s: torch has only the modes fan_in and fan_out, but mode was %s; write %s(mode=%s) for the initializer of this library"
                            .formatted(name, mode, name.substring(0, name.length() - 1), mode));
        }
        return mode;
    }
}
