package io.github.nd4jinit.diagnose;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a batch through a network and returns the signals of each layer. A probe covers the layers with weights that
 * connect inputs to outputs, in the order of the forward pass.
 *
 * <p>{@code Dl4j.probe} and {@code SameDiffs.probe} return probes for networks of these frameworks; {@link DenseStack}
 * is a probe that needs no framework. Implement this interface to diagnose any other network. Later releases will add
 * only default methods to this interface, so existing implementations stay valid.
 */
public interface Probe {

    /**
     * The probed layers.
     *
     * @return the layers, in the order of the forward pass
     */
    List<ProbedLayer> layers();

    /**
     * The edges between the probed layers.
     *
     * @return the edges; by default each layer has one direct edge to the next layer
     */
    default List<LayerEdge> edges() {
        List<ProbedLayer> layers = layers();
        return IntStream.range(1, layers.size())
                .mapToObj(i ->
                        LayerEdge.direct(layers.get(i - 1).name(), layers.get(i).name()))
                .toList();
    }

    /**
     * The frozen layers, whose weights neither training nor {@link Lsuv} changes.
     *
     * @return the names of the layers; empty by default
     */
    default Set<String> frozenLayers() {
        return Set.of();
    }

    /**
     * Runs the batch forward through the network and, if the network has a loss and the batch has labels, backward. The
     * parameters, the statistics and the random state of the network do not change.
     *
     * @return the signals of each layer, in the order of {@link #layers}
     */
    List<LayerSignals> run();

    /**
     * The layers that this probe does not cover because they have no weight that connects inputs to outputs, such as
     * pooling, normalization and embedding layers.
     *
     * @return the names of the layers; empty by default
     */
    default List<String> unmeasuredLayers() {
        return List.of();
    }

    /**
     * The labels of the batch.
     *
     * @return the labels, each with the batch axis first; empty by default
     */
    default List<INDArray> labels() {
        return List.of();
    }

    /**
     * Runs the batch forward through the network, up to one layer.
     *
     * @param layer the index of the layer in {@link #layers}
     * @return the output of the layer before its nonlinearity; by default, the output that {@link #run} returns
     */
    default INDArray output(int layer) {
        return run().get(layer).output();
    }
}
