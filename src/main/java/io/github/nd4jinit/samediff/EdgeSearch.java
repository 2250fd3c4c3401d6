package io.github.nd4jinit.samediff;

import io.github.nd4jinit.diagnose.Connection;
import io.github.nd4jinit.diagnose.LayerEdge;
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

    /** The names of the layers, keyed by the variables that are their outputs and activations. */
    private final Map<String, String> sources = new HashMap<>();

    /**
     * A path that ends at the layer of a search.
     *
     * @param start the first operation of the path
     * @param connection whether an operation on the path rescales
     */
    private record Path(Operation start, Connection connection) {}

    EdgeSearch(List<GraphLayer> layers) {
        this.layers = layers;
        for (GraphLayer layer : layers) {
            sources.put(layer.output(), layer.probed().name());
            sources.put(layer.activation(), layer.probed().name());
        }
    }

    /** The edges between all layers. */
    List<LayerEdge> edges() {
        return layers.stream().flatMap(layer -> edgesTo(layer).stream()).toList();
    }

    private Set<LayerEdge> edgesTo(GraphLayer layer) {
        Set<LayerEdge> found = new LinkedHashSet<>();
        Set<List<Object>> seen = new HashSet<>();
        Deque<Path> paths = new ArrayDeque<>(List.of(new Path(layer.operation(), Connection.DIRECT)));
        while (!paths.isEmpty()) {
            Path path = paths.remove();
            for (String input : path.start.inputs()) {
                String source = sources.get(input);
                if (source != null) {
                    found.add(LayerEdge.of(source, layer.probed().name(), path.connection));
                }
            }
            path.start
                    .producers()
                    .filter(producer -> !sources.containsKey(producer.output()))
                    .map(producer -> new Path(
                            producer, OperationCatalog.isRescaling(producer) ? Connection.RESCALED : path.connection))
                    .filter(longer -> seen.add(List.of(longer.start.name(), longer.connection)))
                    .forEach(paths::add);
        }
        return found;
    }
}
