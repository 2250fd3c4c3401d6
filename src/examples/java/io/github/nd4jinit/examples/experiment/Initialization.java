package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Lsuv;
import io.github.nd4jinit.diagnose.ProbedLayer;
import io.github.nd4jinit.plan.Assignments;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import io.github.nd4jinit.random.Generator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An initialization of a network that the experiment compares with others.
 *
 * @param name the name in charts and tables, without a comma
 * @param writer writes the weights
 * @param initializer the initializer of all weights for a nonlinearity; empty if the weights depend on data
 */
record Initialization(String name, StackInitializer writer, Function<Nonlinearity, Optional<Initializer>> initializer) {

    /** Writes the weights of a stack. */
    @FunctionalInterface
    interface StackInitializer {
        void initialize(DenseStack stack, Nonlinearity nonlinearity, Generator generator);
    }

    static final List<Initialization> ALL = List.of(
            of("normal(0.0001)", Init.normal(0, 0.0001)),
            of("normal(0.001)", Init.normal(0, 0.001)),
            of("normal(0.01)", Init.normal(0, 0.01)),
            of("normal(0.1)", Init.normal(0, 0.1)),
            of("normal(1)", Init.normal(0, 1)),
            of("zeros", Init.zeros()),
            of("ones", Init.ones()),
            of("constant(0.1)", Init.constant(0.1)),
            of("uniform", Init.uniform()), // on [0, 1), as in torch
            of("sparse(0.9)", Init.sparse(0.9)), // the other values have std 0.01, as in torch
            of("xavier_uniform", Init.xavierUniform()),
            of("lecun_normal", Init.lecunNormal()),
            of("kaiming_normal", nonlinearity -> Init.kaimingNormal(FanMode.FAN_IN, nonlinearity)),
            of("orthogonal", Init.orthogonal()),
            new Initialization("lsuv", (stack, nonlinearity, generator) -> new Lsuv().initialize(stack, generator)));

    /** Creates an initialization that does not use the same initializer for all weights. */
    Initialization(String name, StackInitializer writer) {
        this(name, writer, nonlinearity -> Optional.empty());
    }

    private static Initialization of(String name, Initializer initializer) {
        return of(name, nonlinearity -> initializer);
    }

    private static Initialization of(String name, Function<Nonlinearity, Initializer> initializer) {
        return new Initialization(
                name,
                (stack, nonlinearity, generator) -> draw(stack, initializer.apply(nonlinearity), generator),
                initializer.andThen(Optional::of));
    }

    private static void draw(DenseStack stack, Initializer initializer, Generator generator) {
        for (ProbedLayer layer : stack.layers()) {
            initializer.initialize(
                    layer.weight().array(), layer.weight().parameter().layout(), generator.named(layer.name()));
        }
    }

    /**
     * Returns the assignments of the weights, from which the report computes expected densities; empty if the weights
     * depend on data.
     */
    Optional<Assignments> assignments(DenseStack stack, Nonlinearity nonlinearity) {
        return initializer
                .apply(nonlinearity)
                .map(all -> Plan.of(Rule.of(Selector.name("*"), all))
                        .dryRun(stack.layers().stream().map(ProbedLayer::weight).toList()));
    }
}
