package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.Nonlinearity;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * The vertex whose output is a layer's activation: the layer itself, or a following {@link ActivationLayer}, with only
 * dropout or a batch norm between them.
 */
final class ActivationEnd {

    private final String vertex;
    private final @Nullable Nonlinearity nonlinearity;

    private ActivationEnd(String vertex, @Nullable Nonlinearity nonlinearity) {
        this.vertex = vertex;
        this.nonlinearity = nonlinearity;
    }

    /**
     * Finds where a layer's activation is computed.
     *
     * @param graph the graph
     * @param layer the name of the layer's vertex
     */
    static ActivationEnd find(GraphConnectivity graph, String layer) {
        Optional<IActivation> own = graph.elementwiseLayer(layer).map(BaseLayer::getActivationFn);
        if (own.isEmpty() || !isIdentity(own.get())) {
            return new ActivationEnd(
                    layer, own.flatMap(Activations::nonlinearity).orElse(null));
        }
        String last = layer;
        boolean isNormalized = false;
        for (Optional<String> next = graph.onlySuccessor(last); next.isPresent(); next = graph.onlySuccessor(last)) {
            Layer following = graph.layer(next.get()).orElse(null);
            if (following instanceof PReLULayer) {
                return new ActivationEnd(next.get(), null);
            }
            if (following instanceof ActivationLayer activation && !isIdentity(activation.getActivationFn())) {
                Optional<Nonlinearity> function = Activations.nonlinearity(activation.getActivationFn());
                return new ActivationEnd(next.get(), isNormalized ? null : function.orElse(null));
            }
            if (!isPassedThrough(following)) {
                break;
            }
            isNormalized |= following instanceof BatchNormalization;
            last = next.get();
        }
        return new ActivationEnd(last, isNormalized ? null : Nonlinearity.LINEAR);
    }

    private static boolean isIdentity(IActivation function) {
        return function instanceof ActivationIdentity;
    }

    private static boolean isPassedThrough(@Nullable Layer layer) {
        return layer instanceof BatchNormalization || layer instanceof ActivationLayer || layer instanceof DropoutLayer;
    }

    /** The name of the vertex. */
    String vertex() {
        return vertex;
    }

    /**
     * The function between the layer's output and its activation; empty if it is unknown or applied to normalized
     * values.
     */
    Optional<Nonlinearity> nonlinearity() {
        return Optional.ofNullable(nonlinearity);
    }
}
