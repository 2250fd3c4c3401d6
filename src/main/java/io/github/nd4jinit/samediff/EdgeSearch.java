package io.github.nd4jinit.samediff;

import io.github.nd4jinit.diagnose.Probe.Edge;
import io.github.nd4jinit.diagnose.Probe.Joint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the edges between layers, searching backwards from a layer's inputs until other layers are reached. */
final class EdgeSearch {

    private final List<GraphLayer> layers;

    /** The names of the layers, by the variables that are their outputs and activations. */
    private final Map<String, String> sources = new HashMap<>();

    /**
     * A path that ends at the layer of a search.
     *
     * @param start the first operation of the path
     * @param joint whether an operation on the path rescales
     */
    private record Path(Operation start, Joint joint) {}

    EdgeSearch(List<GraphLayer> layers) {
        this.layers = layers;
        for (GraphLayer layer : layers) {
            sources.put(layer.output(), layer.site().name());
            sources.put(layer.activation(), layer.site().name());
        }
    }

    /** The edges between all layers. */
    List<Edge> edges() {
        return layers.stream().flatMap(layer -> edgesTo(layer).stream()).toList();
    }

    private Set<Edge> edgesTo(GraphLayer layer) {
        Set<Edge> found = new LinkedHashSet<>();
        Set<List<Object>> seen = new HashSet<>();
        Deque<Path> paths = new ArrayDeque<>(List.of(new Path(layer.operation(), Joint.DIRECT)));
        while (!paths.isEmpty()) {
            Path path = paths.remove();
            for (String input : path.start.inputs()) {
                String source = sources.get(input);
                if (source != null) {
                    found.add(new Edge(source, layer.site().name(), path.joint));
                }
            }
            path.start
                    .producers()
                    .filter(producer -> !sources.containsKey(producer.output()))
                    .map(producer ->
                            new Path(producer, OperationCatalog.isRescaling(producer) ? Joint.RESIZED : path.joint))
                    .filter(longer -> seen.add(List.of(longer.start.name(), longer.joint)))
                    .forEach(paths::add);
        }
        return found;
    }
}
