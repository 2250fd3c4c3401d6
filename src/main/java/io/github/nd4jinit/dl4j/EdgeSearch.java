package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.diagnose.Probe.Edge;
import io.github.nd4jinit.diagnose.Probe.Joint;
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
 * @param sources the layers, by the vertices that output their activations
 */
record EdgeSearch(GraphConnectivity graph, Map<String, String> sources) {

    /** The edges that end at a layer. */
    Set<Edge> edgesTo(String layer) {
        Set<Edge> found = new LinkedHashSet<>();
        Set<Edge> seen = new HashSet<>();
        Deque<Edge> paths = new ArrayDeque<>(); // each starts at a vertex that is not a layer of the search
        paths.add(new Edge(layer, layer, Joint.DIRECT));
        while (!paths.isEmpty()) {
            Edge path = paths.remove();
            for (String predecessor : graph.predecessors(path.from())) {
                String source = sources.get(predecessor);
                if (source != null) {
                    found.add(new Edge(source, layer, path.joint()));
                    continue;
                }
                Joint joint = graph.isRescaling(predecessor) ? Joint.RESIZED : path.joint();
                Edge longer = new Edge(predecessor, layer, joint);
                if (seen.add(longer)) {
                    paths.add(longer);
                }
            }
        }
        return found;
    }
}
