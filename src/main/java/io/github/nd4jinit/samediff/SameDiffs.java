package io.github.nd4jinit.samediff;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.diagnose.Probe;
import io.github.nd4jinit.plan.Assignments;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.PlanOptions;
import io.github.nd4jinit.plan.RoleInference;
import io.github.nd4jinit.plan.Tensor;
import io.github.nd4jinit.random.Generator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.weightinit.WeightInitScheme;
import org.nd4j.weightinit.impl.NDArraySupplierInitScheme;

/**
 * SameDiff's variables, one at a time or all of a graph.
 *
 * <pre>{@code
 * SDVariable w = graph.var("w", SameDiffs.scheme(Init.xavierUniform(), Layout.IN_OUT), DataType.FLOAT, 784, 128);
 *
 * Plan plan = Plan.of(Rule.of(Selector.role(Role.WEIGHT), Init.kaimingNormal())).seeded(42);
 * System.out.println(SameDiffs.dryRun(graph, plan)); // what would be done, with fans and std
 * SameDiffs.initialize(graph, plan);
 * }</pre>
 *
 * <p>A graph says what its variables are by what its operations do with them, so {@link #tensors(SameDiff)} needs to be told
 * neither roles nor layouts:
 *
 * <ul>
 *   <li>{@code mmul}, {@code matmul} and {@code tensorMmul} of a variable and data: a weight, [in, out] or, if it is transposed or
 *       stands to the left, [out, in]; leading axes are a batch. {@code linear} and {@code reluLayer}: [in, out]
 *   <li>{@code conv1d}, {@code conv2d} in any weights format, {@code conv3d}, {@code deconv2d}, {@code deconv3d}, {@code
 *       depthWiseConv2d} and {@code separableConv2d}: weights, with these operations' layouts. Strides do not count for fans
 *   <li>{@code lstmLayer}: weight, recurrent weight, peepholes, and the bias in four parts named {@code .input}, {@code .forget},
 *       {@code .candidate} and {@code .output}, of which the second is a forget bias; {@code gru}: weight, recurrent weight, bias
 *   <li>{@code multiHeadDotProductAttention}: four weights; the heads count as outputs
 *   <li>{@code gather} along axis 0 of a table: an embedding, even if it is a weight elsewhere
 *   <li>{@code layerNorm}, {@code batchNorm}: scale, shift, and statistics, which no plan touches; {@code prelu}: slope
 *   <li>{@code biasAdd}, {@code add} of a vector to the result of a weight, and operations with a weight and a bias: a bias, with the
 *       fans of that weight
 *   <li>where these take data: a learned token, unless it is something of the above elsewhere
 * </ul>
 *
 * <p>All other variables, also those that pass through another operation before they come to one of these, such as a
 * transposition, are what their names say. {@link io.github.nd4jinit.plan.Parameter#layer()} is the operation's name in
 * libnd4j: {@code matmul}, {@code conv2d}, {@code lstmLayer}.
 */
public final class SameDiffs {

    private SameDiffs() {}

    /**
     * The scheme that starts variables by an initializer and ND4J's seed: each with the next of its numbers, as in {@link
     * Initializer#initialize(INDArray, Layout)}.
     *
     * <p>SameDiff registers a variable before it asks the scheme for its values. If the initializer refuses the shape, {@code
     * graph.var} throws and leaves a variable without values behind; {@link #variable} does not.
     *
     * @param initializer the initializer
     * @param layout what the variables' axes mean
     * @return the scheme, for {@code graph.var}
     */
    public static WeightInitScheme scheme(Initializer initializer, Layout layout) {
        requireNonNull(initializer, layout);
        return new Scheme(array -> initializer.initialize(array, layout));
    }

    /**
     * The scheme that starts variables by an initializer.
     *
     * @param initializer the initializer
     * @param layout what the variables' axes mean
     * @param generator where random numbers come from; its sequence moves on by one tensor for each variable
     * @return the scheme, for {@code graph.var}
     */
    public static WeightInitScheme scheme(Initializer initializer, Layout layout, Generator generator) {
        requireNonNull(initializer, layout);
        Objects.requireNonNull(generator, "generator must not be null");
        return new Scheme(array -> initializer.initialize(array, layout, generator));
    }

    private static void requireNonNull(Initializer initializer, Layout layout) {
        Objects.requireNonNull(initializer, "initializer must not be null");
        Objects.requireNonNull(layout, "layout must not be null");
    }

    /**
     * Adds a variable as {@code graph.var(name, scheme, type, shape)} does, but lets the scheme make its values first: if that
     * fails, the graph stays as it was.
     *
     * @param graph the graph
     * @param name the variable's name, within the graph's name scope
     * @param scheme makes its values
     * @param dataType its element type
     * @param shape its shape
     * @return the variable
     * @throws IllegalArgumentException if the scheme refuses the type or shape, or there is a variable of that name
     */
    public static SDVariable variable(
            SameDiff graph, String name, WeightInitScheme scheme, DataType dataType, long... shape) {
        Objects.requireNonNull(graph, "graph must not be null");
        Objects.requireNonNull(scheme, "scheme must not be null");
        INDArray values = scheme.create(dataType, shape);
        return graph.var(name, new NDArraySupplierInitScheme(values), dataType, shape);
    }

    /**
     * The trainable variables of a graph, with their own arrays: what is written to these, the graph computes with. Where the
     * graph does not tell, names do, by {@link RoleInference#CONVENTIONAL}, and weights are {@link Layout#IN_OUT}.
     *
     * @param graph the graph
     * @return the parameters and arrays, in the order in which operations first take them
     * @throws IllegalStateException if a variable has no array
     */
    public static List<Tensor> tensors(SameDiff graph) {
        return tensors(graph, Layout.IN_OUT, RoleInference.CONVENTIONAL);
    }

    /**
     * The trainable variables of a graph, with their own arrays: what is written to these, the graph computes with. Variables of
     * type VARIABLE and a floating-point element type are trainable; constants and placeholders are not.
     *
     * @param graph the graph
     * @param layout what the axes of weights mean of which the graph does not tell
     * @param naming tells the roles of which the graph does not tell
     * @return the parameters and arrays, in the order in which operations first take them
     * @throws IllegalStateException if a variable has no array
     */
    public static List<Tensor> tensors(SameDiff graph, Layout layout, RoleInference naming) {
        Objects.requireNonNull(graph, "graph must not be null");
        Objects.requireNonNull(layout, "layout must not be null");
        Objects.requireNonNull(naming, "naming must not be null");
        return new Reading(graph, layout, naming).tensors();
    }

    /**
     * What a plan would do with the trainable variables of a graph. Nothing is written.
     *
     * @param graph the graph
     * @param plan the plan
     * @return an assignment for each variable, which also prints as a table
     * @throws IllegalArgumentException as {@link #initialize(SameDiff, Plan)} does
     * @throws IllegalStateException as {@link #initialize(SameDiff, Plan)} does
     */
    public static Assignments dryRun(SameDiff graph, Plan plan) {
        return plan.dryRun(tensors(graph));
    }

    /**
     * Initializes the trainable variables of a graph, be it new, loaded or trained: by the plan's seed, or if it has none, by
     * ND4J's. What an updater remembers, such as Adam's moments, is not forgotten.
     *
     * @param graph the graph
     * @param plan the plan
     * @return what was done
     * @throws IllegalArgumentException as {@link Plan#apply(List)} does
     * @throws IllegalStateException as {@link Plan#apply(List)} does, or if a variable has no array
     */
    public static Assignments initialize(SameDiff graph, Plan plan) {
        return plan.apply(tensors(graph));
    }

    /**
     * Initializes the trainable variables of a graph: by the generator of the options; without one, by the plan's seed; without
     * that, by ND4J's generator.
     *
     * @param graph the graph
     * @param plan the plan
     * @param options the generator and the progress are used; a layout is refused, because {@link #tensors(SameDiff)} determines
     *     those of the variables. For another layout, apply the plan to {@link #tensors(SameDiff, Layout, RoleInference)}
     * @return the assignments that were carried out
     * @throws IllegalArgumentException as {@link Plan#apply(List, PlanOptions)} does
     * @throws IllegalStateException as {@link #initialize(SameDiff, Plan)} does
     * @throws UnsupportedOperationException if the generator is that of another library, which does not support names
     */
    public static Assignments initialize(SameDiff graph, Plan plan, PlanOptions options) {
        return plan.apply(tensors(graph), options);
    }

    /**
     * Looks into a graph: for a {@linkplain io.github.nd4jinit.diagnose.Diagnosis diagnosis}, or to {@linkplain
     * io.github.nd4jinit.diagnose.Lsuv scale weights} by what comes of them.
     *
     * <pre>{@code
     * System.out.println(Diagnosis.of(SameDiffs.probe(graph, Map.of("x", features, "y", labels))));
     * }</pre>
     *
     * <p>A layer is an operation that is the first to take {@linkplain io.github.nd4jinit.plan.Role#hasFans() weights} of {@link
     * #tensors(SameDiff)}, with the name of the first. Its output is what the operation gives, or the sum if a bias is added to that at
     * once; its activation, what the nonlinearity gives that comes next: {@code relu}, {@code leakyRelu}, {@code relu6}, {@code tanh}, {@code
     * hardTanh}, {@code sigmoid}, {@code elu}, {@code selu}, {@code gelu}, {@code swish}, {@code mish}, {@code softplus} or {@code
     * softsign}. If a layer norm or batch norm stands before it, there is that activation, but no nonlinearity, for it does not get
     * the output. Something that two operations take is not looked through.
     *
     * <p>Labels are the placeholders that an operation takes which computes a loss.
     *
     * <p>There are gradients if the graph has loss variables, and the placeholders are all there; they are those of the losses' sum.
     *
     * <p>Nothing in the graph changes. A backward graph that was made for this is removed, for SameDiff would not notice that the
     * forward one has changed since. While making it, SameDiff prints a line for each operation. Random operations, such as a
     * dropout, draw from ND4J's generator, as they do in any pass.
     *
     * @param graph the graph
     * @param placeholders what its placeholders stand for; the first axis of what comes of them is that of the examples
     * @return the graph and the batch, to be looked into
     * @throws IllegalArgumentException if there is no placeholder of a name, or an array has not its shape
     * @throws IllegalStateException if a variable has no array
     */
    public static Probe probe(SameDiff graph, Map<String, INDArray> placeholders) {
        Objects.requireNonNull(graph, "graph must not be null");
        Objects.requireNonNull(placeholders, "placeholders must not be null");
        return new GraphProbe(graph, placeholders);
    }
}
