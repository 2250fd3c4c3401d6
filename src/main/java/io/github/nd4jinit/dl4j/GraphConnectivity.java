package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.Probe.Edge;
import io.github.nd4jinit.diagnose.Probe.Joint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseUpsamplingLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * How the vertices of a graph hang together.
 *
 * @param graph the graph, initialized
 */
record GraphConnectivity(ComputationGraph graph) {

    /**
     * Where a layer's nonlinearity is done: there, or in a layer of its own, which a batch norm may come before.
     *
     * @param vertex that layer
     * @param nonlinearity none if it is not known, or its arguments are normalized before
     */
    record ActivationEnd(String vertex, Optional<Nonlinearity> nonlinearity) {}

    ActivationEnd tail(String vertex) {
        Optional<IActivation> own = pointwise(vertex).map(BaseLayer::getActivationFn);
        if (own.isEmpty() || doesSomething(own.get())) {
            return new ActivationEnd(vertex, own.flatMap(Activations::nonlinearity));
        }
        String last = vertex;
        boolean isNormalized = false;
        for (Optional<String> next = follower(last); next.isPresent(); next = follower(last)) {
            org.deeplearning4j.nn.conf.layers.Layer layer =
                    configuration(next.get()).orElse(null);
            if (layer instanceof PReLULayer) {
                return new ActivationEnd(next.get(), Optional.empty());
            }
            if (layer instanceof ActivationLayer activation && doesSomething(activation.getActivationFn())) {
                return new ActivationEnd(
                        next.get(),
                        isNormalized ? Optional.empty() : Activations.nonlinearity(activation.getActivationFn()));
            }
            if (!(layer instanceof BatchNormalization
                    || layer instanceof ActivationLayer
                    || layer instanceof DropoutLayer)) {
                break;
            }
            isNormalized |= layer instanceof BatchNormalization;
            last = next.get();
        }
        return new ActivationEnd(last, isNormalized ? Optional.empty() : Optional.of(Nonlinearity.LINEAR));
    }

    /**
     * The ways on which what some vertices give reaches others of them.
     *
     * @param names the vertices
     */
    List<Edge> edges(List<String> names) {
        Map<String, String> sources = new HashMap<>(); // by where what they give is complete
        names.forEach(name -> {
            sources.put(name, name);
            sources.put(tail(name).vertex(), name);
        });
        return names.stream().flatMap(name -> edges(name, sources).stream()).toList();
    }

    private Set<Edge> edges(String to, Map<String, String> sources) {
        Set<Edge> found = new LinkedHashSet<>();
        Set<Edge> seen = new HashSet<>(); // a vertex on the way is where an edge may begin
        Deque<Edge> open = new ArrayDeque<>();
        open.add(new Edge(to, to, Joint.DIRECT));
        while (!open.isEmpty()) {
            Edge way = open.remove();
            for (String before : before(way.from())) {
                String source = sources.get(before);
                Joint joint = isResizing(before) ? Joint.RESIZED : way.joint();
                Edge longer = new Edge(before, to, joint);
                if (source != null) {
                    found.add(new Edge(source, to, way.joint()));
                } else if (seen.add(longer)) {
                    open.add(longer);
                }
            }
        }
        return found;
    }

    /** The vertices whose activations a vertex takes. */
    private List<String> before(String vertex) {
        VertexIndices[] inputs = graph.getVertex(vertex).getInputVertices();
        return inputs == null
                ? List.of()
                : Stream.of(inputs)
                        .map(input -> graph.getVertices()[input.getVertexIndex()].getVertexName())
                        .toList();
    }

    private boolean isResizing(String vertex) {
        return configuration(vertex)
                .filter(layer -> layer instanceof SubsamplingLayer
                        || layer instanceof Subsampling3DLayer
                        || layer instanceof GlobalPoolingLayer
                        || layer instanceof BaseUpsamplingLayer
                        || layer instanceof BatchNormalization
                        || layer instanceof LocalResponseNormalization)
                .isPresent();
    }

    private static boolean doesSomething(IActivation function) {
        return !(function instanceof ActivationIdentity);
    }

    /** The one vertex that takes what a vertex gives. */
    private Optional<String> follower(String vertex) {
        VertexIndices[] takers = graph.getVertex(vertex).getOutputVertices();
        return takers != null
                        && takers.length == 1
                        && !graph.getConfiguration().getNetworkOutputs().contains(vertex)
                ? Optional.of(graph.getVertices()[takers[0].getVertexIndex()].getVertexName())
                : Optional.empty();
    }

    /** The configuration of a layer that gives f(z), where z is linear in its input. */
    Optional<BaseLayer> pointwise(String vertex) {
        return configuration(vertex)
                .filter(layer -> layer instanceof DenseLayer
                        || layer instanceof ConvolutionLayer
                        || layer instanceof org.deeplearning4j.nn.conf.layers.BaseOutputLayer
                        || layer instanceof ElementWiseMultiplicationLayer)
                .map(BaseLayer.class::cast);
    }

    /** That of a vertex, if it is a layer. */
    Optional<org.deeplearning4j.nn.conf.layers.Layer> configuration(String vertex) {
        return graph.getConfiguration().getVertices().get(vertex) instanceof LayerVertex holder
                ? Optional.of(holder.getLayerConf().getLayer())
                : Optional.empty();
    }
}
