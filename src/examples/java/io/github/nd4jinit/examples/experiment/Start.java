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
 * A way to begin.
 *
 * @param name what charts and tables call it, without a comma
 * @param way what it does
 * @param densities what the weights that it writes should look like
 */
record Start(String name, Way way, Densities densities) {

    /** Writes the weights of a stack. */
    @FunctionalInterface
    interface Way {
        void initialize(DenseStack stack, Nonlinearity nonlinearity, Generator generator);
    }

    /** The densities of a stack's weights, a layer each; none where they are not known. */
    @FunctionalInterface
    interface Densities {
        List<Density> of(DenseStack stack, Nonlinearity nonlinearity);
    }

    /** The density of a weight's values, by the mean and the standard deviation that they should have, and by its shape. */
    @FunctionalInterface
    private interface Law {
        Density density(Moments moments, long[] shape);
    }

    /** The standard deviation of a standard normal number that is cut off at 2. */
    private static final double TRUNCATED = Init.truncNormal().moments(1).std();

    static final List<Start> ALL = List.of(
            drawn("normal(0.0001)", Init.normal(0, 0.0001), Start::normal),
            drawn("normal(0.001)", Init.normal(0, 0.001), Start::normal),
            drawn("normal(0.01)", Init.normal(0, 0.01), Start::normal),
            drawn("normal(0.1)", Init.normal(0, 0.1), Start::normal),
            drawn("normal(1)", Init.normal(0, 1), Start::normal),
            drawn("zeros", Init.zeros()),
            drawn("ones", Init.ones()),
            drawn("constant(0.1)", Init.constant(0.1)),
            drawn("uniform", Init.uniform(), Start::uniform), // on [0, 1), as in torch
            drawn("sparse(0.9)", Init.sparse(0.9)), // the others of std 0.01, as in torch
            drawn("xavier_uniform", Init.xavierUniform(), Start::uniform),
            drawn("lecun_normal", Init.lecunNormal(), Start::truncatedNormal),
            drawn("kaiming_normal", nonlinearity -> Init.kaimingNormal(FanMode.FAN_IN, nonlinearity), Start::normal),
            drawn("orthogonal", Init.orthogonal(), Start::orthogonal),
            new Start("lsuv", (stack, nonlinearity, generator) -> new Lsuv().initialize(stack, generator)));

    /** A way whose densities are not known. */
    Start(String name, Way way) {
        this(name, way, (stack, nonlinearity) -> List.of());
    }

    private static Start drawn(String name, Initializer initializer) {
        return new Start(name, (stack, nonlinearity, generator) -> draw(stack, initializer, generator));
    }

    private static Start drawn(String name, Initializer initializer, Law law) {
        return drawn(name, nonlinearity -> initializer, law);
    }

    private static Start drawn(String name, Function<Nonlinearity, Initializer> initializer, Law law) {
        return new Start(
                name,
                (stack, nonlinearity, generator) -> draw(stack, initializer.apply(nonlinearity), generator),
                (stack, nonlinearity) -> stack.layers().stream()
                        .map(site -> density(site.weight(), initializer.apply(nonlinearity), law))
                        .toList());
    }

    private static Density density(Tensor weight, Initializer initializer, Law law) {
        long[] shape = weight.array().shape();
        return law.density(initializer.moments(shape, weight.parameter().layout()), shape);
    }

    private static void draw(DenseStack stack, Initializer initializer, Generator generator) {
        for (ProbedLayer site : stack.layers()) {
            initializer.initialize(
                    site.weight().array(), site.weight().parameter().layout(), generator.named(site.name()));
        }
    }

    // --- laws -----------------------------------------------------------------------------------------------------

    private static Density normal(Moments moments, long[] shape) {
        return Density.normal(moments.mean(), moments.std());
    }

    private static Density truncatedNormal(Moments moments, long[] shape) {
        return Density.truncatedNormal(moments.std() / TRUNCATED);
    }

    private static Density uniform(Moments moments, long[] shape) {
        double reach = Math.sqrt(3) * moments.std();
        return Density.uniform(moments.mean() - reach, moments.mean() + reach);
    }

    /** Rows or columns, whichever are longer, are points on a sphere. */
    private static Density orthogonal(Moments moments, long[] shape) {
        return Density.orthogonal(Math.max(shape[0], shape[1]));
    }
}
