package io.github.nd4jinit.dl4j;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.TimeSeriesUtils;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A copy of a network, so that the network itself notices nothing. It computes as the network does in training, so that a batch norm
 * takes mean and variance from the batch, but {@linkplain DeterministicConfigurations without chance}.
 */
final class NetworkCopy {

    private static final LayerWorkspaceMgr WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

    private final ComputationGraph graph;
    private final GraphConnectivity ways;
    private final Supplier<INDArray> parameters;

    /** The places of the vertices in the forward pass. */
    private final Map<String, Integer> places = new HashMap<>();

    private final int[] order;

    private NetworkCopy(ComputationGraphConfiguration configuration, long size, Supplier<INDArray> parameters) {
        configuration.getVertices().replaceAll(DeterministicConfigurations::vertex);
        configuration.setTrainingWorkspaceMode(WorkspaceMode.NONE);
        configuration.setInferenceWorkspaceMode(WorkspaceMode.NONE);
        configuration.setCacheMode(CacheMode.NONE);
        this.parameters = parameters;
        graph = new ComputationGraph(configuration);
        ways = new GraphConnectivity(graph);
        if (size == 0) {
            graph.init();
        } else {
            graph.init(
                    parameters.get().dup(), false); // without parameters it would draw some, and seed ND4J's generator
        }
        order = graph.topologicalSortOrder();
        for (int place = 0; place < order.length; place++) {
            places.put(graph.getVertices()[order[place]].getVertexName(), place);
        }
    }

    static NetworkCopy of(ComputationGraph network) {
        return new NetworkCopy(network.getConfiguration().clone(), network.numParams(), network::params);
    }

    /** A chain keeps the order of the parameters. */
    static NetworkCopy of(MultiLayerNetwork network, List<String> names) {
        MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
        String before = "the features";
        GraphBuilder chain = new NeuralNetConfiguration.Builder()
                .dataType(configuration.getDataType())
                .graphBuilder()
                .addInputs(before);
        for (int i = 0; i < names.size(); i++) {
            NeuralNetConfiguration layer = configuration.getConf(i).clone();
            InputPreProcessor reshaping = configuration.getInputPreProcess(i);
            chain.addVertex(names.get(i), new LayerVertex(layer, reshaping == null ? null : reshaping.clone()), before);
            before = names.get(i);
        }
        ComputationGraphConfiguration copy =
                chain.setOutputs(before).validateOutputLayerConfig(false).build();
        return new NetworkCopy(copy, network.numParams(), network::params);
    }

    /** How its vertices hang together. */
    GraphConnectivity ways() {
        return ways;
    }

    int inputs() {
        return graph.getNumInputArrays();
    }

    /** Where a vertex stands in the forward pass. */
    int place(String vertex) {
        return places.getOrDefault(vertex, 0);
    }

    // --- forward --------------------------------------------------------------------------------------------------

    /** What each vertex gives, by its name. */
    Map<String, INDArray> forward(MultiDataSet batch) {
        return forward(batch, order.length - 1);
    }

    /** What a vertex gives before its nonlinearity. Nothing behind it is computed. */
    INDArray output(MultiDataSet batch, String vertex, INDArray weight) {
        forward(batch, place(vertex) - 1); // its inputs stand before it
        return output(vertex, weight).orElseGet(() -> known(vertex, forward(batch, place(vertex))));
    }

    /** What a forward pass found for a vertex. */
    static INDArray known(String vertex, Map<String, INDArray> activations) {
        INDArray activation = activations.get(vertex);
        if (activation == null) {
            throw new IllegalStateException("vertex \"%s\" gave nothing".formatted(vertex));
        }
        return activation;
    }

    private Map<String, INDArray> forward(MultiDataSet batch, int last) {
        graph.setParams(parameters.get());
        graph.setLayerMaskArrays(batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
        return graph.feedForward(batch.getFeatures(), last, true, false);
    }

    /**
     * What a vertex gives before its nonlinearity, of the input that a forward pass left there. Of recurrent layers that is what
     * the weight makes of the input, before state and bias are added: neither has a value of its own there.
     */
    Optional<INDArray> output(String vertex, INDArray weight) {
        Layer layer = graph.getVertex(vertex).getLayer();
        return ways.pointwise(vertex)
                .map(configuration -> linear(layer, configuration))
                .or(() -> recurrent(vertex)
                        .filter(configuration -> layer.input().rank() == 3)
                        .map(configuration -> product(layer.input(), configuration.getRnnDataFormat(), weight)));
    }

    private Optional<BaseRecurrentLayer> recurrent(String vertex) {
        return ways.configuration(vertex)
                .map(NetworkCopy::inner)
                .filter(BaseRecurrentLayer.class::isInstance)
                .map(BaseRecurrentLayer.class::cast);
    }

    private static org.deeplearning4j.nn.conf.layers.Layer inner(org.deeplearning4j.nn.conf.layers.Layer layer) {
        if (layer instanceof BaseWrapperLayer wrapper) {
            return inner(wrapper.getUnderlying());
        }
        return layer instanceof Bidirectional both ? inner(both.getFwd()) : layer;
    }

    /** What a layer would give without its activation function. */
    private static INDArray linear(Layer layer, BaseLayer configuration) {
        IActivation activation = configuration.getActivationFn();
        configuration.setActivationFn(new ActivationIdentity());
        try {
            return layer.activate(true, WORKSPACES);
        } finally {
            configuration.setActivationFn(activation);
        }
    }

    /** [examples, steps, out]. */
    private static INDArray product(INDArray input, RNNFormat format, INDArray weight) {
        INDArray steps = format == RNNFormat.NCW ? input.permute(0, 2, 1) : input;
        return steps.dup('c')
                .reshape('c', -1, steps.size(2))
                .mmul(weight)
                .reshape('c', steps.size(0), steps.size(1), weight.size(1));
    }

    // --- backward -------------------------------------------------------------------------------------------------

    /**
     * The derivatives of the loss by what each vertex gave in a forward pass, or an output layer before its activation, by its name.
     * DL4J's layers compute those of the sum
     * over the examples; its score is the mean, and so are these.
     */
    Map<String, INDArray> backward(MultiDataSet batch, Map<String, INDArray> activations) {
        graph.initGradientsView();
        Map<String, INDArray> slopes = new LinkedHashMap<>();
        double share = 1;
        for (int i = order.length - 1; i >= 0; i--) {
            GraphVertex vertex = graph.getVertices()[order[i]];
            String name = vertex.getVertexName();
            INDArray labels = labels(batch, name);
            if (vertex.getLayer() instanceof IOutputLayer output && labels != null) {
                output.setLabels(labels);
                share = output.conf().isMiniBatch() ? 1.0 / labels.size(0) : 1;
                if (output instanceof BaseOutputLayer<?> weighted) {
                    slopes.put(name, lossSlope(weighted));
                }
            } else if (!slopes.containsKey(name)) {
                continue; // the loss does not depend on it
            }
            if (!vertex.isInputVertex()) {
                backward(vertex, slopes);
            }
        }
        double factor = share;
        slopes.replaceAll((name, slope) -> slope.mul(factor));
        return slopes;
    }

    private @Nullable INDArray labels(MultiDataSet batch, String vertex) {
        int output = graph.getConfiguration().getNetworkOutputs().indexOf(vertex);
        INDArray[] labels = batch.getLabels();
        return labels == null || output < 0 || output >= labels.length ? null : labels[output];
    }

    /** Adds what a vertex passes on to those before it. Layers may write into what they are given. */
    private void backward(GraphVertex vertex, Map<String, INDArray> slopes) {
        INDArray slope = slopes.get(vertex.getVertexName());
        vertex.setEpsilon(slope == null ? null : slope.dup());
        INDArray[] before = vertex.doBackward(false, WORKSPACES).getSecond();
        VertexIndices[] inputs = vertex.getInputVertices();
        for (int i = 0; i < inputs.length; i++) {
            if (before != null && before[i] != null) { // embeddings and frozen layers pass on nothing
                String name = graph.getVertices()[inputs[i].getVertexIndex()].getVertexName();
                slopes.merge(name, before[i], INDArray::add);
            }
        }
    }

    /**
     * The derivative of the loss by what an output layer gives before its activation, which its backward pass does not tell. That
     * by its activation would divide by probabilities that may be 0.
     */
    private static INDArray lossSlope(BaseOutputLayer<?> output) {
        org.deeplearning4j.nn.conf.layers.BaseOutputLayer configuration =
                (org.deeplearning4j.nn.conf.layers.BaseOutputLayer)
                        output.conf().getLayer();
        boolean lastIsUnits =
                configuration instanceof RnnOutputLayer recurrent && recurrent.getRnnDataFormat() == RNNFormat.NWC;
        INDArray before = linear(output, configuration);
        INDArray slope = configuration
                .getLossFn()
                .computeGradient(
                        rows(output.getLabels(), lastIsUnits),
                        rows(before, lastIsUnits),
                        configuration.getActivationFn(),
                        output.getMaskArray());
        if (before.rank() == 2) {
            return slope;
        }
        INDArray series = TimeSeriesUtils.reshape2dTo3d(slope, before.size(0), WORKSPACES, ArrayType.ACTIVATIONS);
        return lastIsUnits ? series.permute(0, 2, 1) : series;
    }

    private static INDArray rows(INDArray array, boolean lastIsUnits) {
        if (array.rank() == 2) {
            return array.dup();
        }
        INDArray series = lastIsUnits ? array.permute(0, 2, 1) : array;
        return TimeSeriesUtils.reshape3dTo2d(series, WORKSPACES, ArrayType.ACTIVATIONS)
                .dup();
    }
}
