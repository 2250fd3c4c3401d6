package io.github.nd4jinit.dl4j;

import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationRReLU;

/**
 * Configurations without chance: no dropout, no noise, and the mean slope for a random one. And without frost, which would end a
 * backward pass; a frozen batch norm stays so, for it computes otherwise.
 */
final class DeterministicConfigurations {

    private DeterministicConfigurations() {}

    /** The vertex itself, which must be a copy, or what is frozen in it. DL4J takes the layer's name for the vertex's. */
    static GraphVertex vertex(String name, GraphVertex vertex) {
        if (vertex instanceof FrozenVertex frozen) {
            return vertex(name, frozen.getUnderlying());
        }
        if (vertex instanceof LayerVertex holder) {
            Layer layer = layer(holder.getLayerConf().getLayer());
            layer.setLayerName(name);
            holder.getLayerConf().setLayer(layer);
        }
        return vertex;
    }

    /** A copy. DL4J's own copies of wrappers share what is wrapped. */
    private static Layer layer(Layer original) {
        if (original instanceof FrozenLayer frozen && !(frozen.getLayer() instanceof BatchNormalization)) {
            return layer(frozen.getLayer());
        }
        if (original instanceof FrozenLayerWithBackprop frozen) {
            return layer(frozen.getUnderlying());
        }
        Layer layer = original.clone();
        layer.setIDropout(null);
        if (layer instanceof BaseLayer simple) {
            simple.setWeightNoise(null);
            simple.setActivationFn(activation(simple.getActivationFn()));
        } else if (layer instanceof ActivationLayer alone) {
            alone.setActivationFn(activation(alone.getActivationFn()));
        } else if (layer instanceof Bidirectional both) {
            both.setFwd(layer(both.getFwd()));
            both.setBwd(layer(both.getBwd()));
        } else if (layer instanceof BaseWrapperLayer wrapper) {
            wrapper.setUnderlying(layer(wrapper.getUnderlying()));
        }
        return layer;
    }

    private static IActivation activation(IActivation activation) {
        return activation instanceof ActivationRReLU random
                ? new ActivationLReLU((random.getL() + random.getU()) / 2)
                : activation;
    }
}
