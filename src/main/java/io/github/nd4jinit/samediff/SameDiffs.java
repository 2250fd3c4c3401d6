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
 * Initializes and probes SameDiff graphs: {@link #scheme(Initializer, Layout) scheme} initializes one variable when it
 * is created, and {@link #initialize(SameDiff, Plan) initialize} fills all trainable variables of a graph.
 *
 * <pre>{@code
 * SDVariable w = graph.var("w", SameDiffs.scheme(Init.xavierUniform(), Layout.IN_OUT), DataType.FLOAT, 784, 128);
 *
 * Plan plan = Plan.of(Rule.of(Selector.role(Role.WEIGHT), Init.kaimingNormal())).seeded(42);
 * System.out.println(SameDiffs.dryRun(graph, plan)); // a table of all variables with initializer, fans and std
 * SameDiffs.initialize(graph, plan);
 * }</pre>
 *
 * <p>{@link #tensors(SameDiff)} infers the roles and layouts of variables from the operations that use them:
 *
 * <ul>
 *   <li>{@code mmul}, {@code matmul} and {@code tensorMmul} of a variable and data: a weight, [in, out] or, if it is
 *       transposed or the left factor, [out, in]; leading axes are batch axes. {@code linear} and {@code reluLayer}:
 *       [in, out]
 *   <li>{@code conv1d}, {@code conv2d} in any weights format, {@code conv3d}, {@code deconv2d}, {@code deconv3d},
 *       {@code depthWiseConv2d} and {@code separableConv2d}: weights, in the layouts of these operations. Strides do
 *       not affect fans
 *   <li>{@code lstmLayer}: weight, recurrent weight, peepholes, and a bias in four parts with the suffixes {@code
 *       .input}, {@code .forget}, {@code .candidate} and {@code .output}, of which {@code .forget} has the role of a
 *       forget bias; {@code gru}: weight, recurrent weight, bias
 *   <li>{@code multiHeadDotProductAttention}: four weights; the units of all heads count as outputs
 *   <li>{@code gather} along axis 0 of a table: an embedding, even if another operation takes it as a weight
 *   <li>{@code layerNorm}, {@code batchNorm}: scale, shift, and statistics, which no plan changes; {@code prelu}: slope
 *   <li>{@code biasAdd}, {@code add} of a vector to the output of an operation that has a weight, and operations that
 *       take both a weight and a bias: a bias, with the fans of that weight
 *   <li>a data input of one of these operations: a learned token, unless another operation gives the variable one of
 *       the roles above
 * </ul>
 *
 * <p>The roles of all other variables are inferred from their names. These include variables that pass through another
 * operation first, such as a transposition. {@link io.github.nd4jinit.plan.Parameter#layer()} is the operation's name
 * in libnd4j: {@code matmul}, {@code conv2d}, {@code lstmLayer}.
 */
public final class SameDiffs {

    private SameDiffs() {}

    /**
     * Adapts an initializer to {@code graph.var}, with ND4J's generator as the source of randomness. Each variable
     * takes the next number from that generator, as in {@link Initializer#initialize(INDArray, Layout)}.
     *
     * <pre>{@code
     * graph.var("w", SameDiffs.scheme(Init.xavierUniform(), Layout.IN_OUT), DataType.FLOAT, 784, 128);
     * }</pre>
     *
     * <p>SameDiff registers a variable before it requests values from the scheme. If the initializer rejects the shape,
     * {@code graph.var} throws and leaves a variable without an array in the graph; {@link #variable} leaves the graph
     * unchanged.
     *
     * @param initializer the initializer
     * @param layout the layout of the variables
     * @return the scheme. Its {@code create} methods throw {@link IllegalArgumentException} if the initializer rejects
     *     the shape or the data type, if the length of an axis is less than 1, or if the number of elements of a view
     *     does not match the shape
     * @throws NullPointerException if an argument is null
     */
    public static WeightInitScheme scheme(Initializer initializer, Layout layout) {
        requireNonNull(initializer, layout);
        return new InitializerScheme(array -> initializer.initialize(array, layout));
    }

    /**
     * Adapts an initializer to {@code graph.var}, with a generator as the source of randomness.
     *
     * <pre>{@code
     * WeightInitScheme scheme = SameDiffs.scheme(Init.xavierUniform(), Layout.IN_OUT, Generator.seeded(42));
     * }</pre>
     *
     * @param initializer the initializer
     * @param layout the layout of the variables
     * @param generator the source of randomness; its sequence advances by one tensor for each variable
     * @return the scheme, as described for {@link #scheme(Initializer, Layout)}
     * @throws NullPointerException if an argument is null
     */
    public static WeightInitScheme scheme(Initializer initializer, Layout layout, Generator generator) {
        requireNonNull(initializer, layout);
        Objects.requireNonNull(generator, "generator must not be null");
        return new InitializerScheme(array -> initializer.initialize(array, layout, generator));
    }

    private static void requireNonNull(Initializer initializer, Layout layout) {
        Objects.requireNonNull(initializer, "initializer must not be null");
        Objects.requireNonNull(layout, "layout must not be null");
    }

    /**
     * Adds a variable as {@code graph.var(name, scheme, type, shape)} does, but computes the values first. If the
     * computation fails, the graph does not change.
     *
     * <pre>{@code
     * SDVariable w = SameDiffs.variable(graph, "w", scheme, DataType.FLOAT, 784, 128);
     * }</pre>
     *
     * @param graph the graph
     * @param name the variable's name within the graph's current name scope
     * @param scheme the source of the values
     * @param dataType the variable's data type
     * @param shape the variable's shape
     * @return the variable
     * @throws NullPointerException if the graph or the scheme is null
     * @throws IllegalArgumentException if the scheme rejects the data type or the shape, or the graph already has a
     *     variable with this name
     */
    public static SDVariable variable(
            SameDiff graph, String name, WeightInitScheme scheme, DataType dataType, long... shape) {
        Objects.requireNonNull(graph, "graph must not be null");
        Objects.requireNonNull(scheme, "scheme must not be null");
        INDArray values = scheme.create(dataType, shape);
        return graph.var(name, new NDArraySupplierInitScheme(values), dataType, shape);
    }

    /**
     * Returns the trainable variables of a graph, with roles and layouts as described {@linkplain SameDiffs above}.
     * Where the graph does not determine them, roles are inferred from names by {@link RoleInference#CONVENTIONAL}, and
     * the layout is {@link Layout#IN_OUT}. Writing to the arrays changes the graph.
     *
     * <pre>{@code
     * SameDiffs.tensors(graph).forEach(tensor -> System.out.println(tensor.parameter()));
     * }</pre>
     *
     * @param graph the graph
     * @return the parameters and arrays, in the order in which operations first use them
     * @throws NullPointerException if the graph is null
     * @throws IllegalStateException if a variable has no array
     */
    public static List<Tensor> tensors(SameDiff graph) {
        return tensors(graph, Layout.IN_OUT, RoleInference.CONVENTIONAL);
    }

    /**
     * Returns the trainable variables of a graph: those of type VARIABLE with a floating-point data type, but not
     * constants or placeholders. Writing to the arrays changes the graph.
     *
     * @param graph the graph
     * @param layout the layout of weights whose layout the graph does not determine
     * @param inference the inference of the roles that the graph does not determine
     * @return the parameters and arrays, in the order in which operations first use them
     * @throws NullPointerException if an argument is null
     * @throws IllegalStateException if a variable has no array
     */
    public static List<Tensor> tensors(SameDiff graph, Layout layout, RoleInference inference) {
        Objects.requireNonNull(graph, "graph must not be null");
        Objects.requireNonNull(layout, "layout must not be null");
        Objects.requireNonNull(inference, "inference must not be null");
        return new GraphParameters(graph, layout, inference).tensors();
    }

    /**
     * Computes what {@link #initialize(SameDiff, Plan)} would do, without writing anything.
     *
     * <pre>{@code
     * System.out.println(SameDiffs.dryRun(graph, plan));
     * }</pre>
     *
     * @param graph the graph
     * @param plan the plan
     * @return the assignments, one for each parameter; their {@code toString} is a table
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException under the same conditions as {@link Plan#apply(List)}
     * @throws IllegalStateException under the same conditions as {@link Plan#apply(List)}, or if a variable has no
     *     array
     */
    public static Assignments dryRun(SameDiff graph, Plan plan) {
        Objects.requireNonNull(plan, "plan must not be null");
        return plan.dryRun(tensors(graph));
    }

    /**
     * Initializes the trainable variables of a new, loaded or trained graph, with the plan's seed or, if the plan has
     * none, with ND4J's generator. The state of an updater, such as Adam's moments, does not change.
     *
     * <pre>{@code
     * SameDiffs.initialize(graph, Recipes.keras().seeded(42));
     * }</pre>
     *
     * @param graph the graph
     * @param plan the plan
     * @return the assignments, one for each parameter; their {@code toString} is a table
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException under the same conditions as {@link Plan#apply(List)}; nothing is written in
     *     this case
     * @throws IllegalStateException under the same conditions as {@link Plan#apply(List)}, or if a variable has no
     *     array
     */
    public static Assignments initialize(SameDiff graph, Plan plan) {
        Objects.requireNonNull(plan, "plan must not be null");
        return plan.apply(tensors(graph));
    }

    /**
     * Initializes the trainable variables of a graph. Random numbers are derived from the generator in the options,
     * from the plan's seed if there is no generator, or from ND4J's generator if there is no seed either.
     *
     * @param graph the graph
     * @param plan the plan
     * @param options the options; the generator and the progress receiver are used, and a layout is rejected, because
     *     {@link #tensors(SameDiff)} determines the layouts of the variables. For another layout, apply the plan to
     *     {@link #tensors(SameDiff, Layout, RoleInference)}
     * @return the assignments that were carried out
     * @throws IllegalArgumentException as {@link Plan#apply(List, PlanOptions)} does
     * @throws IllegalStateException as {@link #initialize(SameDiff, Plan)} does
     * @throws UnsupportedOperationException if the generator reproduces the random numbers of another library and does
     *     not support names
     */
    public static Assignments initialize(SameDiff graph, Plan plan, PlanOptions options) {
        return plan.apply(tensors(graph), options);
    }

    /**
     * Prepares the measurement of a graph's activations and gradients on a batch, for a {@linkplain
     * io.github.nd4jinit.diagnose.Diagnosis diagnosis} or for {@link io.github.nd4jinit.diagnose.Lsuv}.
     *
     * <pre>{@code
     * System.out.println(Diagnosis.of(SameDiffs.probe(graph, Map.of("x", features, "y", labels))));
     * }</pre>
     *
     * <p>A layer is an operation that is the first to use one or more of the {@linkplain
     * io.github.nd4jinit.plan.Role#hasFans() weights} that {@link #tensors(SameDiff)} returns. It has the name of the
     * first of these weights. Its output is the operation's output or, if that output is used only by a bias addition,
     * the result of the addition. Its activation is the output of the nonlinearity that follows: {@code relu}, {@code
     * leakyRelu}, {@code relu6}, {@code tanh}, {@code hardTanh}, {@code sigmoid}, {@code elu}, {@code selu}, {@code
     * gelu}, {@code swish}, {@code mish}, {@code softplus} or {@code softsign}. If a layer norm or batch norm precedes
     * the nonlinearity, the activation is reported but the nonlinearity is not, because its argument is not the layer's
     * output. If several operations use an intermediate result, the layer ends there.
     *
     * <p>Labels are the placeholders that a loss operation takes. Gradients are those of the sum of the losses. They
     * are computed if the graph has loss variables and all placeholders are given.
     *
     * <p>The graph does not change. If SameDiff creates a backward graph for the gradients, the probe removes it
     * afterwards, because SameDiff would not update it when the forward graph changes. SameDiff prints a line for each
     * operation while it creates a backward graph. Random operations, such as dropout, draw from ND4J's generator, as
     * in any pass.
     *
     * @param graph the graph
     * @param placeholders the values of the placeholders; the first axis of the results must be the batch axis
     * @return a probe of the graph on the batch
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if a name is not the name of a placeholder, or an array does not have the
     *     placeholder's shape
     * @throws IllegalStateException if a variable has no array
     */
    public static Probe probe(SameDiff graph, Map<String, INDArray> placeholders) {
        Objects.requireNonNull(graph, "graph must not be null");
        Objects.requireNonNull(placeholders, "placeholders must not be null");
        return new GraphProbe(graph, placeholders);
    }
}
