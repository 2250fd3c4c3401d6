package io.github.nd4jinit.dl4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A copy of a network for forward and backward passes, which leave the network itself unchanged. The copy computes as
 * the network does in training, so a batch norm uses the mean and variance of the batch, but computes {@linkplain
 * DeterministicConfigurations without randomness}. It reads the network's parameters before each forward pass.
 */
final class NetworkCopy {

    private final ComputationGraph graph;
    private final GraphConnectivity connectivity;
    private final PreActivations preActivations;
    private final Supplier<INDArray> parameters;

    /** Positions in the forward pass, keyed by vertex. */
    private final Map<String, Integer> positions = new HashMap<>();

    private NetworkCopy(ComputationGraphConfiguration configuration, long size, Supplier<INDArray> parameters) {
        configuration.getVertices().replaceAll(DeterministicConfigurations::vertex);
        configuration.setTrainingWorkspaceMode(WorkspaceMode.NONE);
        configuration.setInferenceWorkspaceMode(WorkspaceMode.NONE);
        configuration.setCacheMode(CacheMode.NONE);
        this.parameters = parameters;
        graph = new ComputationGraph(configuration);
        connectivity = new GraphConnectivity(graph);
        preActivations = new PreActivations(connectivity);
        if (size == 0) {
            graph.init();
        } else {
            // without given parameters, init() would draw random ones and reseed ND4J's generator
            graph.init(parameters.get().dup(), false);
        }
        int[] order = graph.topologicalSortOrder();
        for (int position = 0; position < order.length; position++) {
            positions.put(graph.getVertices()[order[position]].getVertexName(), position);
        }
    }

    static NetworkCopy of(ComputationGraph network) {
        return new NetworkCopy(network.getConfiguration().clone(), network.numParams(), network::params);
    }

    /**
     * Copies a {@link MultiLayerNetwork} into a graph. The copy preserves the order of the parameters.
     *
     * @param network the network
     * @param names the names of the layers in the copy
     */
    static NetworkCopy of(MultiLayerNetwork network, List<String> names) {
        MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
        String previous = "the features";
        GraphBuilder chain = new NeuralNetConfiguration.Builder()
                .dataType(configuration.getDataType())
                .graphBuilder()
                .addInputs(previous);
        for (int i = 0; i < names.size(); i++) {
            NeuralNetConfiguration layer = configuration.getConf(i).clone();
            InputPreProcessor reshaping = configuration.getInputPreProcess(i);
            chain.addVertex(
                    names.get(i), new LayerVertex(layer, reshaping == null ? null : reshaping.clone()), previous);
            previous = names.get(i);
        }
        ComputationGraphConfiguration copy =
                chain.setOutputs(previous).validateOutputLayerConfig(false).build();
        return new NetworkCopy(copy, network.numParams(), network::params);
    }

    GraphConnectivity connectivity() {
        return connectivity;
    }

    /** The number of arrays of features that the network takes. */
    int inputCount() {
        return graph.getNumInputArrays();
    }

    /** The position of a vertex in the forward pass. */
    int position(String vertex) {
        return positions.getOrDefault(vertex, 0);
    }

    /** Runs a batch forward and returns the activations, keyed by vertex. */
    Map<String, INDArray> forward(MultiDataSet batch) {
        return forward(batch, positions.size() - 1);
    }

    private Map<String, INDArray> forward(MultiDataSet batch, int last) {
        graph.setParams(parameters.get());
        graph.setLayerMaskArrays(batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
        return graph.feedForward(batch.getFeatures(), last, true, false);
    }

    /** Runs a batch forward up to a vertex and returns the output of the vertex before the nonlinearity. */
    INDArray output(MultiDataSet batch, String vertex, INDArray weight) {
        forward(batch, position(vertex) - 1); // computes all inputs of the vertex
        return preActivations
                .compute(vertex, weight)
                .orElseGet(() -> activation(vertex, forward(batch, position(vertex))));
    }

    /**
     * The output of a vertex before the nonlinearity, computed from its input in the last forward pass, which resulted
     * in the given activations.
     */
    INDArray output(String vertex, INDArray weight, Map<String, INDArray> activations) {
        return preActivations.compute(vertex, weight).orElseGet(() -> activation(vertex, activations));
    }

    /** The activation of a vertex in a forward pass. */
    static INDArray activation(String vertex, Map<String, INDArray> activations) {
        INDArray activation = activations.get(vertex);
        if (activation == null) {
            throw new IllegalStateException("vertex \"%s\" has no activation".formatted(vertex));
        }
        return activation;
    }

    /** The gradients of the loss after a forward pass of the whole network, keyed by vertex. */
    Map<String, INDArray> lossGradients(MultiDataSet batch) {
        return new BackwardPass(graph).run(batch);
    }
}
