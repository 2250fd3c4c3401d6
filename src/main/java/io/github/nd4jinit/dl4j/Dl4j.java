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
 * Initializes networks of DL4J 1.0.0-M2.1: a whole network by a {@link Plan}, after its {@code init()}; or layer by layer,
 * with any {@link Initializer} in place of DL4J's {@code WeightInit}.
 *
 * <pre>{@code
 * MultiLayerNetwork network = new MultiLayerNetwork(configuration);
 * network.init();
 * Plan plan = Plan.of(
 *         Rule.of(Selector.role(Role.WEIGHT), Init.kaimingNormal()),
 *         Rule.of(Selector.role(Role.RECURRENT_WEIGHT), Init.orthogonal()).ifAny());
 * System.out.println(Dl4j.dryRun(network, plan)); // what would be done, with fans and std
 * Dl4j.initialize(network, plan);
 *
 * new DenseLayer.Builder().nIn(784).nOut(256).weightInit(Dl4j.weightInit(Init.kaimingNormal())).build();
 * }</pre>
 *
 * <p>The first way is the better one. It knows each parameter's role and true fans: those of each gate of an LSTM, of 1-D,
 * depthwise, separable and transposed convolutions, of attention's projections. And it reaches layers that ask no {@code
 * weightInit}, such as attention.
 *
 * <p><b>Names</b> are those of the network's {@code paramTable()}: {@code 0_W}, {@code dense_b}. Of a parameter whose parts
 * start differently each part is one, with a suffix: an LSTM's bias {@code 0_b.candidate}, {@code 0_b.forget}, {@code
 * 0_b.output}, {@code 0_b.input}; after Graves also {@code 0_RW.gates} and {@code 0_RW.peepholes}. The names of a {@link
 * MultiLayerNetwork} count its layers, so there a layer that is put between others gives those behind it other values, and
 * one at the end does not.
 *
 * <p><b>Layer types</b> are the simple names of DL4J's configuration classes, {@code DenseLayer}, {@code LSTM}, without
 * wrappers such as {@code Bidirectional} or {@code LastTimeStep}. Parameters of layers that are not DL4J's have the roles that
 * their names tell, and axes as {@link Layout#IN_OUT}.
 *
 * <p><b>Strides</b> do not count, as in torch and Keras and unlike in DL4J. A rule's {@link
 * io.github.nd4jinit.plan.Rule#withLayout} has them count: {@code Layout.OUT_IN.strided(2, 2)}.
 *
 * <p><b>What is left alone</b>: statistics that DL4J counts among the parameters, such as a batch norm's mean and variance and
 * the centres of a {@code CenterLossOutputLayer}; and the parameters of frozen layers and vertices, unless their {@link
 * #tensors} are given to a plan outright. An updater's state, such as Adam's moments, is not a parameter and stays too:
 * initialize before training.
 */
public final class Dl4j {

    private Dl4j() {}

    /**
     * The parameters of a network, those of frozen layers among them, in the order of its {@code paramTable()}. The arrays are
     * live: what fills them fills the network. {@code plan.apply(Dl4j.tensors(network))} initializes frozen layers too, by the plan's seed or ND4J's;
     * the network's is not known there.
     *
     * @param network the network
     * @return its parameters
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static List<Tensor> tensors(MultiLayerNetwork network) {
        return Network.of(network).tensors();
    }

    /**
     * The parameters of a network, those of frozen layers among them, in the order of its {@code paramTable()}. The arrays are
     * live: what fills them fills the network. {@code plan.apply(Dl4j.tensors(network))} initializes frozen layers too, by the plan's seed or ND4J's;
     * the network's is not known there.
     *
     * @param network the network
     * @return its parameters
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static List<Tensor> tensors(ComputationGraph network) {
        return Network.of(network).tensors();
    }

    /**
     * What a plan would do with a network. Nothing is written.
     *
     * @param network the network
     * @param plan the plan
     * @return an assignment for each parameter, which also prints as a table
     * @throws IllegalArgumentException as {@link Plan#apply(List)} does
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Assignments dryRun(MultiLayerNetwork network, Plan plan) {
        return Network.of(network).dryRun(plan);
    }

    /**
     * What a plan would do with a network. Nothing is written.
     *
     * @param network the network
     * @param plan the plan
     * @return an assignment for each parameter, which also prints as a table
     * @throws IllegalArgumentException as {@link Plan#apply(List)} does
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Assignments dryRun(ComputationGraph network, Plan plan) {
        return Network.of(network).dryRun(plan);
    }

    /**
     * Initializes a network: by the plan's seed, or if it has none, by that of the network's configuration. Equal seeds give
     * equal networks, on any thread.
     *
     * @param network the network
     * @param plan the plan
     * @return what was done
     * @throws IllegalArgumentException as {@link Plan#apply(List)} does, before anything is written
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Assignments initialize(MultiLayerNetwork network, Plan plan) {
        return Network.of(network).initialize(plan);
    }

    /**
     * Initializes a network: by the plan's seed, or if it has none, by that of the network's configuration. Equal seeds give
     * equal networks, on any thread.
     *
     * @param network the network
     * @param plan the plan
     * @return what was done
     * @throws IllegalArgumentException as {@link Plan#apply(List)} does, before anything is written
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Assignments initialize(ComputationGraph network, Plan plan) {
        return Network.of(network).initialize(plan);
    }

    /**
     * Initializes a network: by the generator of the options; without one, by the plan's seed; without that, by the seed of the
     * network's configuration.
     *
     * @param network the network
     * @param plan the plan
     * @param options the generator and the progress are used; a layout is refused, because the network's layers determine those
     *     of its parameters
     * @return the assignments that were carried out
     * @throws IllegalArgumentException as {@link Plan#apply(List, PlanOptions)} does, before anything is written
     * @throws IllegalStateException if the network's {@code init()} was not called
     * @throws UnsupportedOperationException if the generator is that of another library, which does not support names
     */
    public static Assignments initialize(MultiLayerNetwork network, Plan plan, PlanOptions options) {
        return Network.of(network).initialize(plan, options);
    }

    /**
     * Initializes a network: by the generator of the options; without one, by the plan's seed; without that, by the seed of the
     * network's configuration.
     *
     * @param network the network
     * @param plan the plan
     * @param options the generator and the progress are used; a layout is refused, because the network's layers determine those
     *     of its parameters
     * @return the assignments that were carried out
     * @throws IllegalArgumentException as {@link Plan#apply(List, PlanOptions)} does, before anything is written
     * @throws IllegalStateException if the network's {@code init()} was not called
     * @throws UnsupportedOperationException if the generator is that of another library, which does not support names
     */
    public static Assignments initialize(ComputationGraph network, Plan plan, PlanOptions options) {
        return Network.of(network).initialize(plan, options);
    }

    /**
     * Looks into a network: for a {@linkplain io.github.nd4jinit.diagnose.Diagnosis diagnosis}, or to {@linkplain
     * io.github.nd4jinit.diagnose.Lsuv scale weights} by what its layers give.
     *
     * <pre>{@code
     * System.out.println(Diagnosis.of(Dl4j.probe(network, batch)));
     * new Lsuv().initialize(Dl4j.probe(network, batch), Generator.seeded(42));
     * }</pre>
     *
     * <p>The batch goes through a copy of the network, which takes on the network's parameters before each pass. So the network's
     * parameters, statistics, updater, score, counters, masks, states and listeners stay as they are, as does ND4J's generator; the
     * price is the memory of a second set of parameters, and of gradients if there are labels.
     *
     * <p>The copy computes as in training: a batch norm takes its statistics from the batch. But there is no dropout and no weight
     * noise, and a random slope is the mean one. Frozen layers count as others do, but {@code Lsuv} leaves them as they are; a
     * frozen batch norm ends the backward pass.
     *
     * <p>The signals at a layer:
     *
     * <ul>
     *   <li>output before the nonlinearity: of dense layers, convolutions of all kinds, element-wise multiplications and output
     *       layers that itself; of recurrent ones what the weight makes of the input, [examples, steps, units], without state and
     *       bias; of all others, such as attention, the activation
     *   <li>the derivative of DL4J's score, a mean over the examples, by the activation; none if there are no labels for any
     *       output layer. Of an output layer it is that by its output, which is finite even where a probability is 0
     *   <li>the nonlinearity, if the layer ends with it and it is not softmax or one of the user's own. Of a layer that ends with
     *       none it is that of the {@code ActivationLayer} behind it, perhaps with dropout between; its activation is then the
     *       activation, too. If a batch norm comes before the nonlinearity, there is that activation, but no nonlinearity, for it
     *       does not get the layer's output
     * </ul>
     *
     * <p>Layers without a weight, such as those that pool, normalize or look up, are named only.
     *
     * @param network the network
     * @param batch the examples, with labels if gradients are wanted, and masks if there are any
     * @return the network and the batch, to be looked into
     * @throws IllegalArgumentException if there are no features
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Probe probe(MultiLayerNetwork network, DataSet batch) {
        Objects.requireNonNull(batch, "batch must not be null");
        return NetworkProbe.of(network, batch.toMultiDataSet());
    }

    /**
     * Looks into a network of one input and one output, as {@link #probe(MultiLayerNetwork, DataSet)} does.
     *
     * @param network the network
     * @param batch the examples, with labels if gradients are wanted, and masks if there are any
     * @return the network and the batch, to be looked into
     * @throws IllegalArgumentException if there are no features
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Probe probe(ComputationGraph network, DataSet batch) {
        Objects.requireNonNull(batch, "batch must not be null");
        return probe(network, batch.toMultiDataSet());
    }

    /**
     * Looks into a network, as {@link #probe(MultiLayerNetwork, DataSet)} does.
     *
     * @param network the network
     * @param batch the examples, with labels if gradients are wanted, and masks if there are any
     * @return the network and the batch, to be looked into
     * @throws IllegalArgumentException if there are no features for an input
     * @throws IllegalStateException if the network's {@code init()} was not called
     */
    public static Probe probe(ComputationGraph network, MultiDataSet batch) {
        Objects.requireNonNull(batch, "batch must not be null");
        return NetworkProbe.of(network, batch);
    }

    /**
     * An initializer for the builders of DL4J: {@code .weightInit(...)} of a network or a layer, {@code
     * .weightInitRecurrent(...)}. It is saved with the configuration, as text, so a saved model needs this library to be
     * loaded. Values follow the network's seed: equal seeds give equal networks, on any thread.
     *
     * <p>DL4J tells such an initializer neither the layer nor the parameter, but a shape and fans, some of which are wrong.
     * The two together mostly give the layer away, and then layout and fans are right: of dense layers, convolutions in 1, 2
     * and 3 dimensions, transposed and depthwise ones, LSTMs by the gate, simple recurrent layers, embeddings (fan in 1: one
     * row is looked up) and element-wise multiplications. Peepholes start at zero. Some cannot be told apart, and are read as
     * the more usual layer:
     *
     * <ul>
     *   <li>the depthwise weight of a {@code SeparableConvolution2D} looks like that of a convolution with as many outputs as
     *       its multiplier, whose fan in is larger, by the number of input channels;
     *   <li>the recurrent weight of an LSTM with three times as many inputs as units looks like that of a dense layer with
     *       four times as many outputs as inputs, so fan out is four times that of a gate, and orthogonal the four together;
     *       after Graves, with three inputs more, its peepholes are filled as well;
     *   <li>a {@code Deconvolution2D} with as many inputs as outputs looks like a convolution: with strides, fan in and fan out
     *       change places;
     *   <li>a depthwise kernel as wide as its multiplier can look like a convolution's;
     *   <li>a {@code Convolution1D} of kernel size 1 looks like a 2-D one, and keeps its numbers transposed, which only
     *       matrices such as orthogonal ones suffer from.
     * </ul>
     *
     * <p>{@link #weightInit(Initializer, Layout)} settles such a case, and {@link #initialize(MultiLayerNetwork, Plan)} has
     * none. Attention, locally connected layers and capsules never ask, and slopes
     * of a {@code PReLULayer} have no fans: it takes {@code Init.constant(0.25)} and the like, of its own builder only.
     *
     * @param initializer the initializer, one of {@link io.github.nd4jinit.Init}'s
     * @return DL4J's kind of initializer, equal to any other of an equal initializer
     * @throws IllegalArgumentException if the initializer is a lambda, which no text stands for
     */
    public static IWeightInit weightInit(Initializer initializer) {
        return InitializerWeightInit.of(initializer, null);
    }

    /**
     * As {@link #weightInit(Initializer)}, where it is known what the axes mean: fans are those of the shape in this layout,
     * whatever DL4J passes.
     *
     * <pre>{@code
     * new LSTM.Builder().nIn(96).nOut(32).weightInitRecurrent(Dl4j.weightInit(Init.orthogonal(), Layout.IN_OUT.packed(4)))
     * }</pre>
     *
     * @param initializer the initializer, one of {@link io.github.nd4jinit.Init}'s
     * @param layout what the axes of the shape mean that DL4J gives the parameter
     * @return DL4J's kind of initializer, equal to any other of an equal initializer and layout
     * @throws IllegalArgumentException if the initializer is a lambda, which no text stands for
     */
    public static IWeightInit weightInit(Initializer initializer, Layout layout) {
        Objects.requireNonNull(layout, "weightInit: layout must not be null");
        return InitializerWeightInit.of(initializer, layout);
    }
}
