package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.diagnose.LayerEdge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseUpsamplingLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.jspecify.annotations.Nullable;

/**
 * The connectivity of a graph: the predecessors, the successors and the layer of each vertex.
 *
 * @param graph the initialized graph
 */
record GraphConnectivity(ComputationGraph graph) {

    /** Finds where a layer's activation is computed. */
    ActivationEnd activationEnd(String layer) {
        return ActivationEnd.find(this, layer);
    }

    /**
     * The edges between the given layers. An edge may pass through other vertices.
     *
     * @param layers the names of the layers' vertices
     */
    List<LayerEdge> edges(List<String> layers) {
        Map<String, String> sources = new HashMap<>();
        layers.forEach(layer -> {
            sources.put(layer, layer);
            sources.put(activationEnd(layer).vertex(), layer);
        });
        EdgeSearch search = new EdgeSearch(this, sources);
        return layers.stream().flatMap(layer -> search.edgesTo(layer).stream()).toList();
    }

    /** The vertices whose activations are inputs of a vertex. */
    List<String> predecessors(String vertex) {
        return names(graph.getVertex(vertex).getInputVertices());
    }

    /**
     * The only consumer of a vertex's activation; empty if there are several, or if the vertex is an output of the
     * network.
     */
    Optional<String> onlySuccessor(String vertex) {
        List<String> successors = names(graph.getVertex(vertex).getOutputVertices());
        return successors.size() == 1
                        && !graph.getConfiguration().getNetworkOutputs().contains(vertex)
                ? Optional.of(successors.get(0))
                : Optional.empty();
    }

    private List<String> names(VertexIndices @Nullable [] vertices) {
        return Stream.ofNullable(vertices)
                .flatMap(Stream::of)
                .map(index -> graph.getVertices()[index.getVertexIndex()].getVertexName())
                .toList();
    }

    /**
     * Whether a vertex is expected to change the scale of its input, in which case the RMS values before and after it
     * cannot be compared.
     */
    boolean isRescaling(String vertex) {
        return layer(vertex)
                .filter(layer -> layer instanceof SubsamplingLayer
                        || layer instanceof Subsampling3DLayer
                        || layer instanceof GlobalPoolingLayer
                        || layer instanceof BaseUpsamplingLayer
                        || layer instanceof BatchNormalization
                        || layer instanceof LocalResponseNormalization)
                .isPresent();
    }

    /**
     * The layer of a vertex if it computes f(z) element by element, where z is linear in the layer's input; otherwise
     * empty.
     */
    Optional<BaseLayer> elementwiseLayer(String vertex) {
        return layer(vertex)
                .filter(layer -> layer instanceof DenseLayer
                        || layer instanceof ConvolutionLayer
                        || layer instanceof BaseOutputLayer
                        || layer instanceof ElementWiseMultiplicationLayer)
                .map(BaseLayer.class::cast);
    }

    /** The configuration of a vertex's layer; empty if the vertex is not a layer. */
    Optional<Layer> layer(String vertex) {
        return graph.getConfiguration().getVertices().get(vertex) instanceof LayerVertex holder
                ? Optional.of(holder.getLayerConf().getLayer())
                : Optional.empty();
    }
}
