package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.plan.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
     * @param weights its weights, at least one, live: what is written there counts for the next pass. The first is that of the
     *     layer's input; a recurrent layer has one of its state as well, one of attention those of queries, keys and values
     * @param nonlinearity what follows; none if it is not known, has only a gain, or comes after a normalization
     */
    record Site(String name, List<Tensor> weights, Optional<Nonlinearity> nonlinearity) {

        /**
         * A layer with a weight.
         *
         * @param name its name
         * @param weights its weights
         * @param nonlinearity what follows
         * @throws IllegalArgumentException if there is no weight
         */
        public Site {
            weights = List.copyOf(weights);
            if (weights.isEmpty()) {
                throw new IllegalArgumentException(
                        "probe: layer %s needs at least one weight, received none; leave it to weightless()"
                                .formatted(name));
            }
        }

        /** {@return the first of its weights} */
        public Tensor weight() {
            return weights.get(0);
        }
    }

    /**
     * What one layer gives goes to another.
     *
     * @param from the name of the one
     * @param to the name of the other
     * @param joint what lies between
     */
    record Edge(String from, String to, Joint joint) {}

    /** What lies between two layers. */
    enum Joint {
        /** Nothing that is meant to change sizes. Sums, dropout and reshaping may lie there. */
        DIRECT,
        /** Something that pools, enlarges, normalizes or weighs: sizes before it and behind it cannot be compared. */
        RESIZED
    }

    /**
     * What a pass did at a layer. The first axis of each array is that of the batch's examples.
     *
     * @param output what the layer gave before its nonlinearity; the activation if that cannot be told apart
     * @param activation what it gave after its nonlinearity, or if there is none, after its normalization
     * @param gradient the derivative of the loss by the activation, or of a last layer by its output; none if there was no backward
     *     pass
     */
    record Signal(INDArray output, INDArray activation, Optional<INDArray> gradient) {}

    /**
     * The layers.
     *
     * @return the layers, from the first to the last
     */
    List<Site> sites();

    /**
     * Which layer's activation goes to which other layer.
     *
     * @return the ways from layer to layer; a chain, if not told otherwise
     */
    default List<Edge> edges() {
        List<Site> sites = sites();
        return IntStream.range(1, sites.size())
                .mapToObj(i -> new Edge(sites.get(i - 1).name(), sites.get(i).name(), Joint.DIRECT))
                .toList();
    }

    /**
     * The layers that training leaves as they are, and {@link Lsuv} does too.
     *
     * @return their names; none, if not told otherwise
     */
    default Set<String> frozen() {
        return Set.of();
    }

    /**
     * Runs the batch forward, and backward if that can be done. The network's values do not change, nor do its statistics.
     *
     * @return what happened at each layer
     */
    List<Signal> run();

    /**
     * The layers that are not told of, for they have no weight that joins inputs to outputs, such as those that pool, normalize or
     * look up.
     *
     * @return their names; none, if not told otherwise
     */
    default List<String> weightless() {
        return List.of();
    }

    /**
     * What the network is to answer to the batch.
     *
     * @return the labels, whose first axis is that of the examples; none, if not told otherwise
     */
    default List<INDArray> labels() {
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
