package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Lsuv;
import io.github.nd4jinit.diagnose.ProbedLayer;
import io.github.nd4jinit.examples.report.Density;
import io.github.nd4jinit.plan.Tensor;
import io.github.nd4jinit.random.Generator;
import java.util.List;
import java.util.function.Function;

/**
 * An initialization of a network that the experiment compares with others.
 *
 * @param name the name in charts and tables, without a comma
 * @param initializer writes the weights
 * @param densities the expected densities of the weights
 */
record Initialization(String name, StackInitializer initializer, Densities densities) {

    /** Writes the weights of a stack. */
    @FunctionalInterface
    interface StackInitializer {
        void initialize(DenseStack stack, Nonlinearity nonlinearity, Generator generator);
    }

    /** The densities of a stack's weights, one for each layer; empty if they are unknown. */
    @FunctionalInterface
    interface Densities {
        List<Density> of(DenseStack stack, Nonlinearity nonlinearity);
    }

    /** The density of a weight's values with the given moments and shape. */
    @FunctionalInterface
    private interface ExpectedDensity {
        Density density(Moments moments, long[] shape);
    }

    /** The standard deviation of a standard normal value truncated at 2. */
    private static final double TRUNCATED = Init.truncNormal().moments(1).std();

    static final List<Initialization> ALL = List.of(
            of("normal(0.0001)", Init.normal(0, 0.0001), Initialization::normal),
            of("normal(0.001)", Init.normal(0, 0.001), Initialization::normal),
            of("normal(0.01)", Init.normal(0, 0.01), Initialization::normal),
            of("normal(0.1)", Init.normal(0, 0.1), Initialization::normal),
            of("normal(1)", Init.normal(0, 1), Initialization::normal),
            of("zeros", Init.zeros()),
            of("ones", Init.ones()),
            of("constant(0.1)", Init.constant(0.1)),
            of("uniform", Init.uniform(), Initialization::uniform), // on [0, 1), as in torch
            of("sparse(0.9)", Init.sparse(0.9)), // the other values have std 0.01, as in torch
            of("xavier_uniform", Init.xavierUniform(), Initialization::uniform),
            of("lecun_normal", Init.lecunNormal(), Initialization::truncatedNormal),
            of(
                    "kaiming_normal",
                    nonlinearity -> Init.kaimingNormal(FanMode.FAN_IN, nonlinearity),
                    Initialization::normal),
            of("orthogonal", Init.orthogonal(), Initialization::orthogonal),
            new Initialization("lsuv", (stack, nonlinearity, generator) -> new Lsuv().initialize(stack, generator)));

    /** An initialization whose densities are unknown. */
    Initialization(String name, StackInitializer initializer) {
        this(name, initializer, (stack, nonlinearity) -> List.of());
    }

    private static Initialization of(String name, Initializer initializer) {
        return new Initialization(name, (stack, nonlinearity, generator) -> draw(stack, initializer, generator));
    }

    private static Initialization of(String name, Initializer initializer, ExpectedDensity density) {
        return of(name, nonlinearity -> initializer, density);
    }

    private static Initialization of(
            String name, Function<Nonlinearity, Initializer> initializer, ExpectedDensity density) {
        return new Initialization(
                name,
                (stack, nonlinearity, generator) -> draw(stack, initializer.apply(nonlinearity), generator),
                (stack, nonlinearity) -> stack.layers().stream()
                        .map(layer -> density(layer.weight(), initializer.apply(nonlinearity), density))
                        .toList());
    }

    private static Density density(Tensor weight, Initializer initializer, ExpectedDensity density) {
        long[] shape = weight.array().shape();
        return density.density(initializer.moments(shape, weight.parameter().layout()), shape);
    }

    private static void draw(DenseStack stack, Initializer initializer, Generator generator) {
        for (ProbedLayer layer : stack.layers()) {
            initializer.initialize(
                    layer.weight().array(), layer.weight().parameter().layout(), generator.named(layer.name()));
        }
    }

    // --- expected densities
    // -----------------------------------------------------------------------------------------------------

    private static Density normal(Moments moments, long[] shape) {
        return Density.normal(moments.mean(), moments.std());
    }

    private static Density truncatedNormal(Moments moments, long[] shape) {
        return Density.truncatedNormal(moments.std() / TRUNCATED);
    }

    private static Density uniform(Moments moments, long[] shape) {
        double bound = Math.sqrt(3) * moments.std();
        return Density.uniform(moments.mean() - bound, moments.mean() + bound);
    }

    /** The longer of rows and columns are points on a sphere. */
    private static Density orthogonal(Moments moments, long[] shape) {
        return Density.orthogonal(Math.max(shape[0], shape[1]));
    }
}
