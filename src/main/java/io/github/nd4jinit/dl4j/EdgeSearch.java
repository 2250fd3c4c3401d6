package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.diagnose.Connection;
import io.github.nd4jinit.diagnose.LayerEdge;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the edges between layers, searching backwards from a layer's inputs until other layers are reached.
 *
 * @param graph the graph
 * @param sources the layers, keyed by the vertices that output their activations
 */
record EdgeSearch(GraphConnectivity graph, Map<String, String> sources) {

    /** The edges that end at a layer. */
    Set<LayerEdge> edgesTo(String layer) {
        Set<LayerEdge> found = new LinkedHashSet<>();
        Set<LayerEdge> seen = new HashSet<>();
        Deque<LayerEdge> paths = new ArrayDeque<>(); // each starts at a vertex that is not a layer of the search
        paths.add(LayerEdge.of(layer, layer, Connection.DIRECT));
        while (!paths.isEmpty()) {
            LayerEdge path = paths.remove();
            for (String predecessor : graph.predecessors(path.from())) {
                String source = sources.get(predecessor);
                if (source != null) {
                    found.add(LayerEdge.of(source, layer, path.connection()));
                    continue;
                }
                Connection connection = graph.isRescaling(predecessor) ? Connection.RESCALED : path.connection();
                LayerEdge longer = LayerEdge.of(predecessor, layer, connection);
                if (seen.add(longer)) {
                    paths.add(longer);
                }
            }
        }
        return found;
    }
}
