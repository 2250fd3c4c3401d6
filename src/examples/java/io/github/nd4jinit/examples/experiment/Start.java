package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Lsuv;
import io.github.nd4jinit.diagnose.Probe;
import io.github.nd4jinit.random.Generator;
import java.util.List;

/**
 * A way to begin.
 *
 * @param name what charts and tables call it, without a comma
 * @param way what it does
 */
record Start(String name, Way way) {

    /** Writes the weights of a stack. */
    @FunctionalInterface
    interface Way {
        void initialize(DenseStack stack, Nonlinearity nonlinearity, Generator generator);
    }

    static final List<Start> ALL = List.of(
            drawn("normal(0.0001)", Init.normal(0, 0.0001)),
            drawn("normal(0.001)", Init.normal(0, 0.001)),
            drawn("normal(0.01)", Init.normal(0, 0.01)),
            drawn("normal(0.1)", Init.normal(0, 0.1)),
            drawn("normal(1)", Init.normal(0, 1)),
            drawn("zeros", Init.zeros()),
            drawn("ones", Init.ones()),
            drawn("constant(0.1)", Init.constant(0.1)),
            drawn("uniform", Init.uniform()), // on [0, 1), as in torch
            drawn("sparse(0.9)", Init.sparse(0.9)), // the others of std 0.01, as in torch
            drawn("xavier_uniform", Init.xavierUniform()),
            drawn("lecun_normal", Init.lecunNormal()),
            new Start(
                    "kaiming_normal",
                    (stack, nonlinearity, generator) ->
                            draw(stack, Init.kaimingNormal(FanMode.FAN_IN, nonlinearity), generator)),
            drawn("orthogonal", Init.orthogonal()),
            new Start("lsuv", (stack, nonlinearity, generator) -> new Lsuv().initialize(stack, generator)));

    private static Start drawn(String name, Initializer initializer) {
        return new Start(name, (stack, nonlinearity, generator) -> draw(stack, initializer, generator));
    }

    private static void draw(DenseStack stack, Initializer initializer, Generator generator) {
        for (Probe.Site site : stack.sites()) {
            initializer.initialize(
                    site.weight().array(), site.weight().parameter().layout(), generator.named(site.name()));
        }
    }
}
