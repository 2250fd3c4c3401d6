package io.github.nd4jinit.dl4j;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.TimeSeriesUtils;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A backward pass that keeps the gradients of the loss with respect to all activations. DL4J's own backward pass keeps
 * only the gradients with respect to the parameters.
 *
 * @param graph a graph after a forward pass
 */
record BackwardPass(ComputationGraph graph) {

    private static final LayerWorkspaceMgr WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

    /**
     * Runs the pass.
     *
     * @param batch the batch of the forward pass
     * @return the gradient of the loss with respect to the activation or, for output layers, with respect to the output
     *     before the activation function, keyed by vertex. DL4J's layers compute gradients of the sum of the loss over
     *     the examples, but its score is the mean; the results are gradients of the mean.
     */
    Map<String, INDArray> run(MultiDataSet batch) {
        graph.initGradientsView();
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        double factor = 1;
        int[] order = graph.topologicalSortOrder();
        for (int i = order.length - 1; i >= 0; i--) {
            GraphVertex vertex = graph.getVertices()[order[i]];
            String name = vertex.getVertexName();
            INDArray labels = labels(batch, name);
            if (vertex.getLayer() instanceof IOutputLayer output && labels != null) {
                output.setLabels(labels);
                factor = output.conf().isMiniBatch() ? 1.0 / labels.size(0) : 1;
                if (output instanceof BaseOutputLayer<?> weighted) {
                    gradients.put(name, lossGradient(weighted));
                }
            } else if (!gradients.containsKey(name)) {
                continue; // the loss does not depend on this vertex
            }
            if (!vertex.isInputVertex()) {
                propagate(vertex, gradients);
            }
        }
        double scale = factor;
        gradients.replaceAll((name, gradient) -> gradient.mul(scale));
        return gradients;
    }

    private @Nullable INDArray labels(MultiDataSet batch, String vertex) {
        int output = graph.getConfiguration().getNetworkOutputs().indexOf(vertex);
        INDArray[] labels = batch.getLabels();
        return labels == null || output < 0 || output >= labels.length ? null : labels[output];
    }

    /** Adds a vertex's contribution to the gradients of its inputs. */
    private void propagate(GraphVertex vertex, Map<String, INDArray> gradients) {
        INDArray gradient = gradients.get(vertex.getVertexName());
        vertex.setEpsilon(gradient == null ? null : gradient.dup()); // layers may write into the array
        INDArray[] contributions = vertex.doBackward(false, WORKSPACES).getSecond();
        VertexIndices[] inputs = vertex.getInputVertices();
        for (int i = 0; i < inputs.length; i++) {
            if (contributions != null && contributions[i] != null) { // null for embeddings and frozen layers
                String name = graph.getVertices()[inputs[i].getVertexIndex()].getVertexName();
                gradients.merge(name, contributions[i], INDArray::add);
            }
        }
    }

    /**
     * The gradient of the loss with respect to the output of an output layer before its activation function. The
     * layer's own backward pass does not return it. The gradient with respect to the activation would require a
     * division by probabilities, which can be 0.
     */
    private static INDArray lossGradient(BaseOutputLayer<?> output) {
        org.deeplearning4j.nn.conf.layers.BaseOutputLayer configuration =
                (org.deeplearning4j.nn.conf.layers.BaseOutputLayer)
                        output.conf().getLayer();
        boolean unitsAreLast =
                configuration instanceof RnnOutputLayer recurrent && recurrent.getRnnDataFormat() == RNNFormat.NWC;
        INDArray preActivation = PreActivations.withoutActivation(output, configuration);
        INDArray gradient = configuration
                .getLossFn()
                .computeGradient(
                        rows(output.getLabels(), unitsAreLast),
                        rows(preActivation, unitsAreLast),
                        configuration.getActivationFn(),
                        output.getMaskArray());
        if (preActivation.rank() == 2) {
            return gradient;
        }
        INDArray series =
                TimeSeriesUtils.reshape2dTo3d(gradient, preActivation.size(0), WORKSPACES, ArrayType.ACTIVATIONS);
        return unitsAreLast ? series.permute(0, 2, 1) : series;
    }

    /** One row for each example, or for each step of each example. */
    private static INDArray rows(INDArray array, boolean unitsAreLast) {
        if (array.rank() == 2) {
            return array.dup();
        }
        INDArray series = unitsAreLast ? array.permute(0, 2, 1) : array;
        return TimeSeriesUtils.reshape3dTo2d(series, WORKSPACES, ArrayType.ACTIVATIONS)
                .dup();
    }
}
