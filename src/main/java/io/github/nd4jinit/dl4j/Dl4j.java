package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.diagnose.Probe;
import io.github.nd4jinit.plan.Assignments;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.PlanOptions;
import io.github.nd4jinit.plan.Tensor;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Initializes and probes networks of DL4J 1.0.0-M2.1. There are two methods of initialization: {@link
 * #initialize(MultiLayerNetwork, Plan) initialize} fills a whole network according to a {@link Plan} after the
 * network's {@code init()}, and {@link #weightInit(Initializer) weightInit} replaces DL4J's {@code WeightInit} in the
 * builders.
 *
 * <pre>{@code
 * MultiLayerNetwork network = new MultiLayerNetwork(configuration);
 * network.init();
 * Plan plan = Plan.of(
 *         Rule.of(Selector.role(Role.WEIGHT), Init.kaimingNormal()),
 *         Rule.of(Selector.role(Role.RECURRENT_WEIGHT), Init.orthogonal()));
 * System.out.println(Dl4j.dryRun(network, plan)); // a table of all parameters with initializer, fans and std
 * Dl4j.initialize(network, plan);
 *
 * new DenseLayer.Builder().nIn(784).nOut(256).weightInit(Dl4j.weightInit(Init.kaimingNormal())).build();
 * }</pre>
 *
 * <p>Prefer {@code initialize}. It determines the role and the fans of each parameter, including those of each gate of
 * an LSTM, of 1-D, depthwise, separable and transposed convolutions, and of the projections of attention layers. It
 * also fills layers that ignore {@code weightInit}, such as attention layers.
 *
 * <p><b>Rules</b> that select by role are allowed to match nothing: the plan above also applies to networks without
 * recurrent layers. A rule that selects by name or layer type but matches nothing is an error, unless it is {@linkplain
 * io.github.nd4jinit.plan.Rule#ifAny optional}.
 *
 * <p><b>Biases</b> that no rule matches are set to the defaults of their roles, 0 and, for the forget gates of an LSTM,
 * 1. These defaults replace the values of {@code biasInit} and {@code forgetGateBiasInit} in the configuration. To keep
 * them, add the rules {@code Rule.keep(Selector.role(Role.BIAS))} and {@code
 * Rule.keep(Selector.role(Role.FORGET_BIAS))}.
 *
 * <p><b>Names</b> are those of the network's {@code paramTable()}: {@code 0_W}, {@code dense_b}. If the parts of a
 * parameter are initialized differently, each part has its own name with a suffix: the bias of an LSTM consists of
 * {@code 0_b.candidate}, {@code 0_b.forget}, {@code 0_b.output} and {@code 0_b.input}; the recurrent weight of a Graves
 * LSTM consists of {@code 0_RW.gates} and {@code 0_RW.peepholes}. The values of a parameter depend on its name. The
 * names in a {@link MultiLayerNetwork} contain the number of the layer, so inserting a layer changes the values of all
 * layers after it; appending a layer does not change other layers.
 *
 * <p><b>Layer types</b> are the simple names of DL4J's configuration classes, such as {@code DenseLayer} and {@code
 * LSTM}, without wrappers such as {@code Bidirectional} and {@code LastTimeStep}. If the class of a layer is
 * user-defined, the roles of its parameters are inferred from their names, and the layout is {@link Layout#IN_OUT}.
 *
 * <p><b>Strides</b> do not affect fans, as in torch and Keras and unlike in DL4J. {@link
 * io.github.nd4jinit.plan.Rule#withLayout} with {@code Layout.OUT_IN.strided(2, 2)} takes them into account.
 *
 * <p><b>The following are not changed:</b> statistics that DL4J stores as parameters, such as the mean and variance of
 * a batch norm and the centers of a {@code CenterLossOutputLayer}; the parameters of frozen layers and vertices, unless
 * {@link #tensors(MultiLayerNetwork) their tensors} are passed to {@link Plan#apply(List)}; and the state of the
 * updater, such as Adam's moments. Therefore, initialize a network before training.
 */
public final class Dl4j {

    private Dl4j() {}

    /**
     * Returns the parameters of a network, including those of frozen layers, in the order of its {@code paramTable()}.
     * Writing to the arrays changes the network. {@code plan.apply(tensors)} also initializes frozen layers. It uses
     * the plan's seed or, without one, ND4J's generator, because the network's seed is not part of the tensors.
     *
     * <pre>{@code
     * plan.apply(Dl4j.tensors(network));
     * }</pre>
     *
     * @param network the network
     * @return the parameters and their arrays
     * @throws NullPointerException if the network is null
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static List<Tensor> tensors(MultiLayerNetwork network) {
        return NetworkParameters.of(network).tensors();
    }

    /**
     * Returns the parameters of a network, as {@link #tensors(MultiLayerNetwork)} does.
     *
     * @param network the network
     * @return the parameters and their arrays
     * @throws NullPointerException if the network is null
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static List<Tensor> tensors(ComputationGraph network) {
        return NetworkParameters.of(network).tensors();
    }

    /**
     * Computes what {@link #initialize(MultiLayerNetwork, Plan)} would do, without writing anything.
     *
     * <pre>{@code
     * System.out.println(Dl4j.dryRun(network, plan));
     * }</pre>
     *
     * @param network the network
     * @param plan the plan
     * @return the assignments, one for each parameter; their {@code toString} is a table
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException under the same conditions as {@link Plan#apply(List)}
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Assignments dryRun(MultiLayerNetwork network, Plan plan) {
        return NetworkParameters.of(network).dryRun(plan);
    }

    /**
     * Computes what {@link #initialize(ComputationGraph, Plan)} would do, without writing anything.
     *
     * @param network the network
     * @param plan the plan
     * @return the assignments, one for each parameter; their {@code toString} is a table
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException under the same conditions as {@link Plan#apply(List)}
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Assignments dryRun(ComputationGraph network, Plan plan) {
        return NetworkParameters.of(network).dryRun(plan);
    }

    /**
     * Initializes a network, with the plan's seed or, if the plan has none, with the seed in the network's
     * configuration. Equal seeds give equal networks, on any thread.
     *
     * <pre>{@code
     * Dl4j.initialize(network, Recipes.torch());
     * }</pre>
     *
     * @param network the network
     * @param plan the plan
     * @return the assignments, one for each parameter; their {@code toString} is a table
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException under the same conditions as {@link Plan#apply(List)}; nothing is written in
     *     this case
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Assignments initialize(MultiLayerNetwork network, Plan plan) {
        return NetworkParameters.of(network).initialize(plan);
    }

    /**
     * Initializes a network, as {@link #initialize(MultiLayerNetwork, Plan)} does.
     *
     * @param network the network
     * @param plan the plan
     * @return the assignments, one for each parameter; their {@code toString} is a table
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException under the same conditions as {@link Plan#apply(List)}; nothing is written in
     *     this case
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Assignments initialize(ComputationGraph network, Plan plan) {
        return NetworkParameters.of(network).initialize(plan);
    }

    /**
     * Initializes a network. Random numbers are derived from the generator in the options, from the plan's seed if
     * there is no generator, or from the seed in the network's configuration if the plan has no seed either.
     *
     * @param network the network
     * @param plan the plan
     * @param options the options; the generator and the progress receiver are used, and a layout is rejected, because
     *     the network's layers determine the layouts of its parameters
     * @return the assignments that were carried out
     * @throws IllegalArgumentException as {@link Plan#apply(List, PlanOptions)} does, before anything is written
     * @throws IllegalStateException if the network's {@code init()} was not called
     * @throws UnsupportedOperationException if the generator reproduces the random numbers of another library and does
     *     not support names
     */
    public static Assignments initialize(MultiLayerNetwork network, Plan plan, PlanOptions options) {
        return NetworkParameters.of(network).initialize(plan, options);
    }

    /**
     * Initializes a network. Random numbers are derived from the generator in the options, from the plan's seed if
     * there is no generator, or from the seed in the network's configuration if the plan has no seed either.
     *
     * @param network the network
     * @param plan the plan
     * @param options the options; the generator and the progress receiver are used, and a layout is rejected, because
     *     the network's layers determine the layouts of its parameters
     * @return the assignments that were carried out
     * @throws IllegalArgumentException as {@link Plan#apply(List, PlanOptions)} does, before anything is written
     * @throws IllegalStateException if the network's {@code init()} was not called
     * @throws UnsupportedOperationException if the generator reproduces the random numbers of another library and does
     *     not support names
     */
    public static Assignments initialize(ComputationGraph network, Plan plan, PlanOptions options) {
        return NetworkParameters.of(network).initialize(plan, options);
    }

    /**
     * Prepares the measurement of a network's activations and gradients on a batch, for a {@linkplain
     * io.github.nd4jinit.diagnose.Diagnosis diagnosis} or for {@link io.github.nd4jinit.diagnose.Lsuv}.
     *
     * <pre>{@code
     * System.out.println(Diagnosis.of(Dl4j.probe(network, batch)));
     * new Lsuv().initialize(Dl4j.probe(network, batch), Generator.seeded(42));
     * }</pre>
     *
     * <p>The passes run on a copy of the network; the copy reads the network's parameters before each pass. The
     * network's parameters, statistics, updater, score, counters, masks, states and listeners do not change, and
     * neither does ND4J's generator. The copy needs memory for a second set of parameters and, if there are labels, for
     * gradients.
     *
     * <p>The copy computes as in training: a batch norm uses the statistics of the batch. However, dropout and weight
     * noise are disabled, and a random slope is replaced with its mean. Frozen layers are measured like other layers,
     * but {@code Lsuv} does not change them; no gradient passes through a frozen batch norm.
     *
     * <p>For each layer with a weight, the probe reports:
     *
     * <ul>
     *   <li>the output before the nonlinearity. For a recurrent layer, it is the product of input and weight,
     *       [examples, steps, units], without state and bias. For layers other than dense, convolutional, element-wise,
     *       recurrent and output layers, such as attention layers, it is the activation
     *   <li>the gradient of DL4J's score, a mean over the examples, with respect to the activation; none if no output
     *       layer has labels. For an output layer, it is the gradient with respect to the output, which is finite even
     *       if a probability is 0
     *   <li>the nonlinearity, if it is known, is applied to each unit separately (unlike softmax), and is the last
     *       operation of the layer. If the layer ends with the identity, the nonlinearity and the activation are those
     *       of the next {@code ActivationLayer}, with only dropout or a batch norm in between. After a batch norm, the
     *       nonlinearity is not reported, because its argument is not the layer's output
     * </ul>
     *
     * <p>Layers without a weight, such as pooling, normalization and embedding layers, are listed by name only. A layer
     * of a {@link MultiLayerNetwork} without a name in its configuration is called {@code layer} followed by its
     * number, such as {@code layer0}.
     *
     * @param network the network
     * @param batch the examples, with labels if gradients are to be measured, and with masks if there are any
     * @return a probe of the network on the batch
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the batch has no features
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Probe probe(MultiLayerNetwork network, DataSet batch) {
        Objects.requireNonNull(batch, "batch must not be null");
        return NetworkProbe.of(network, batch.toMultiDataSet());
    }

    /**
     * Prepares the measurement of a network with one input and one output, as {@link #probe(MultiLayerNetwork,
     * DataSet)} does.
     *
     * @param network the network
     * @param batch the examples, with labels if gradients are to be measured, and with masks if there are any
     * @return a probe of the network on the batch
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the batch has no features, or the network has several inputs
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Probe probe(ComputationGraph network, DataSet batch) {
        Objects.requireNonNull(batch, "batch must not be null");
        return probe(network, batch.toMultiDataSet());
    }

    /**
     * Prepares the measurement of a network with any number of inputs and outputs, as {@link #probe(MultiLayerNetwork,
     * DataSet)} does.
     *
     * @param network the network
     * @param batch the examples, with labels if gradients are to be measured, and with masks if there are any
     * @return a probe of the network on the batch
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the batch does not have one array of features for each input
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Probe probe(ComputationGraph network, MultiDataSet batch) {
        Objects.requireNonNull(batch, "batch must not be null");
        return NetworkProbe.of(network, batch);
    }

    /**
     * Adapts an initializer to DL4J's builders: {@code weightInit(...)} of a network or a layer, and {@code
     * weightInitRecurrent(...)}. The adapter is saved as text with the configuration, so a saved model can be loaded
     * only if this library is on the class path. Values depend on the network's seed: equal seeds give equal networks,
     * on any thread.
     *
     * <pre>{@code
     * new NeuralNetConfiguration.Builder().seed(42).weightInit(Dl4j.weightInit(Init.kaimingNormal()))
     * }</pre>
     *
     * <p>DL4J passes only a shape and fans to such an initializer, but neither the layer nor the parameter, and some of
     * the fans are wrong. The shape and the fans together identify most layers, whose layout and fans are then correct:
     * dense layers, convolutions in 1, 2 and 3 dimensions, transposed and depthwise convolutions, LSTMs (for each
     * gate), simple recurrent layers, embeddings (fan in 1, because one row is looked up) and element-wise
     * multiplications. Peepholes are set to zero. Some layers cannot be distinguished from a more common type and are
     * treated as that type:
     *
     * <ul>
     *   <li>the depthwise weight of a {@code SeparableConvolution2D} is treated as the weight of a convolution with
     *       {@code depthMultiplier} outputs, whose fan in is larger by a factor of the number of input channels;
     *   <li>the recurrent weight of an LSTM with three times as many inputs as units is treated as the weight of a
     *       dense layer with four times as many outputs as inputs, so its fan out is four times the fan out of a gate,
     *       and an orthogonal matrix spans the four gates; the same applies to a Graves LSTM with three more inputs
     *       than that, whose peepholes are also filled;
     *   <li>a {@code Deconvolution2D} with as many inputs as outputs is treated as a convolution; if it has strides,
     *       fan in and fan out are exchanged;
     *   <li>a depthwise kernel as wide as its multiplier may be treated as a convolution;
     *   <li>a {@code Convolution1D} with kernel size 1 is treated as a 2-D convolution, and its values are stored
     *       transposed; the transposition matters only for matrices such as orthogonal ones.
     * </ul>
     *
     * <p>{@link #weightInit(Initializer, Layout)} resolves such cases, and {@link #initialize(MultiLayerNetwork, Plan)}
     * avoids them. Attention layers, locally connected layers and capsules ignore {@code weightInit}. The slopes of a
     * {@code PReLULayer} have no fans, so the builder of this layer accepts only initializers such as {@code
     * Init.constant(0.25)}.
     *
     * @param initializer an initializer that {@link io.github.nd4jinit.Init} returns
     * @return an adapter; two adapters are equal if their initializers are equal
     * @throws NullPointerException if the initializer is null
     * @throws IllegalArgumentException if the initializer has no text form that {@link Initializer#parse} accepts, as
     *     is the case for a lambda
     */
    public static IWeightInit weightInit(Initializer initializer) {
        return InitializerWeightInit.of(initializer, null);
    }

    /**
     * Adapts an initializer to DL4J's builders, with a given layout. The fans follow from the shape and the layout; the
     * fans that DL4J passes are ignored.
     *
     * <pre>{@code
     * new LSTM.Builder().nIn(96).nOut(32).weightInitRecurrent(Dl4j.weightInit(Init.orthogonal(), Layout.IN_OUT.packed(4)))
     * }</pre>
     *
     * @param initializer an initializer that {@link io.github.nd4jinit.Init} returns
     * @param layout the layout of the shape that DL4J gives the parameter
     * @return an adapter; two adapters are equal if their initializers and layouts are equal
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the initializer has no text form that {@link Initializer#parse} accepts, as
     *     is the case for a lambda
     */
    public static IWeightInit weightInit(Initializer initializer, Layout layout) {
        Objects.requireNonNull(layout, "weightInit: layout must not be null");
        return InitializerWeightInit.of(initializer, layout);
    }
}
