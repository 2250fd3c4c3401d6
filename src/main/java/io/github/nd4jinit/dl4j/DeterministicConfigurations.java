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
 * Makes configurations deterministic: removes dropout and weight noise, and replaces a random slope with its mean. This
 * class also unwraps frozen layers, so that gradients pass through them. A frozen batch norm stays frozen, because it
 * computes differently from a trainable one.
 */
final class DeterministicConfigurations {

    private DeterministicConfigurations() {}

    /**
     * Makes one vertex deterministic.
     *
     * @param name the vertex's name, which DL4J requires its layer to have too
     * @param vertex a copy of the vertex, which this method changes
     * @return the vertex; if it is a {@link FrozenVertex}, the vertex that it wraps
     */
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

    /** Returns a deep copy. DL4J's own copies of wrappers share the wrapped layer with the original. */
    private static Layer layer(Layer original) {
        if (original instanceof FrozenLayer frozen && !(frozen.getLayer() instanceof BatchNormalization)) {
            return layer(frozen.getLayer());
        }
        if (original instanceof FrozenLayerWithBackprop frozen) {
            return layer(frozen.getUnderlying());
        }
        Layer layer = original.clone();
        layer.setIDropout(null);
        if (layer instanceof BaseLayer base) {
            base.setWeightNoise(null);
            base.setActivationFn(activation(base.getActivationFn()));
        } else if (layer instanceof ActivationLayer activation) {
            activation.setActivationFn(activation(activation.getActivationFn()));
        } else if (layer instanceof Bidirectional bidirectional) {
            bidirectional.setFwd(layer(bidirectional.getFwd()));
            bidirectional.setBwd(layer(bidirectional.getBwd()));
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
