package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.model.Tensor;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network and a batch that can be looked into, layer by layer. Only layers that have a weight are told of, in the order of the
 * forward pass.
 */
public interface Probe {

    /**
     * A layer with a weight.
     *
     * @param name its name
     * @param weight its weight, live: what is written there counts for the next pass
     * @param nonlinearity what follows; none if it is not known, or has only a gain
     */
    record Site(String name, Tensor weight, Optional<Nonlinearity> nonlinearity) {}

    /**
     * What a pass did at a layer. The first axis of each array is that of the batch's examples.
     *
     * @param output what the layer gave before its nonlinearity; the activation if that cannot be told apart
     * @param activation what it gave after its nonlinearity
     * @param gradient the derivative of the loss by the activation; none if there was no backward pass
     */
    record Signal(INDArray output, INDArray activation, Optional<INDArray> gradient) {}

    /**
     * The layers.
     *
     * @return the layers, from the first to the last
     */
    List<Site> sites();

    /**
     * Runs the batch forward, and backward if that can be done. The network's values do not change, nor do its statistics.
     *
     * @return what happened at each layer
     */
    List<Signal> run();

    /**
     * What is odd about the batch, such as labels of one class only, from which a network learns nothing worth knowing.
     *
     * @return a line for each; none, if not told otherwise
     */
    default List<String> oddities() {
        return List.of();
    }

    /**
     * Runs the batch forward, as far as a layer.
     *
     * @param site which of the layers
     * @return what it gives before its nonlinearity
     */
    default INDArray output(int site) {
        return run().get(site).output();
    }
}
