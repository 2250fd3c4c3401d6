package io.github.nd4jinit.dl4j;

import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The outputs of layers before their nonlinearity, computed from the inputs that the layers store in the last forward
 * pass.
 *
 * @param graph the graph that ran the forward pass
 */
record PreActivations(GraphConnectivity graph) {

    /**
     * The output of a layer before its nonlinearity. For a recurrent layer, it is the product of the layer's input and
     * weight, [examples, steps, units], without state and bias, because DL4J does not expose the sum that includes
     * them.
     *
     * @param vertex the name of the layer's vertex
     * @param weight the layer's first weight
     * @return the output; empty if it cannot be separated from the activation
     */
    Optional<INDArray> compute(String vertex, INDArray weight) {
        Layer layer = graph.graph().getVertex(vertex).getLayer();
        return graph.elementwiseLayer(vertex)
                .map(configuration -> withoutActivation(layer, configuration))
                .or(() -> recurrentLayer(vertex)
                        .filter(configuration -> layer.input().rank() == 3)
                        .map(configuration -> product(layer.input(), configuration.getRnnDataFormat(), weight)));
    }

    private Optional<BaseRecurrentLayer> recurrentLayer(String vertex) {
        return graph.layer(vertex)
                .map(PreActivations::unwrapped)
                .filter(BaseRecurrentLayer.class::isInstance)
                .map(BaseRecurrentLayer.class::cast);
    }

    private static org.deeplearning4j.nn.conf.layers.Layer unwrapped(org.deeplearning4j.nn.conf.layers.Layer layer) {
        if (layer instanceof BaseWrapperLayer wrapper) {
            return unwrapped(wrapper.getUnderlying());
        }
        return layer instanceof Bidirectional bidirectional ? unwrapped(bidirectional.getFwd()) : layer;
    }

    /** Runs a layer on its last input with the identity as the activation function. */
    static INDArray withoutActivation(Layer layer, BaseLayer configuration) {
        IActivation activation = configuration.getActivationFn();
        configuration.setActivationFn(new ActivationIdentity());
        try {
            return layer.activate(true, LayerWorkspaceMgr.noWorkspaces());
        } finally {
            configuration.setActivationFn(activation);
        }
    }

    private static INDArray product(INDArray input, RNNFormat format, INDArray weight) {
        INDArray steps = format == RNNFormat.NCW ? input.permute(0, 2, 1) : input;
        return steps.dup('c')
                .reshape('c', -1, steps.size(2))
                .mmul(weight)
                .reshape('c', steps.size(0), steps.size(1), weight.size(1));
    }
}
