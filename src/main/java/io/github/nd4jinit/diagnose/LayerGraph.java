package io.github.nd4jinit.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The graph of the probed layers. A layer is identified by its index in the order of the forward pass. */
final class LayerGraph {

    private final int size;

    /** The direct inputs of each layer. Edges from later layers are ignored, so there are no cycles. */
    private final List<List<Integer>> directInputs = new ArrayList<>();

    /** All inputs of each layer, direct or rescaled. */
    private final List<List<Integer>> inputs = new ArrayList<>();

    private final List<Integer> hidden;

    LayerGraph(Probe probe) {
        List<ProbedLayer> layers = probe.layers();
        size = layers.size();
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < size; i++) {
            indices.put(layers.get(i).name(), i);
            directInputs.add(new ArrayList<>());
            inputs.add(new ArrayList<>());
        }
        for (LayerEdge edge : probe.edges()) {
            Integer from = indices.get(edge.from());
            Integer to = indices.get(edge.to());
            if (from != null && to != null && from < to) {
                inputs.get(to).add(from);
                if (edge.connection() == Connection.DIRECT) {
                    directInputs.get(to).add(from);
                }
            }
        }
        hidden = IntStream.range(0, size)
                .filter(i -> inputs.stream().anyMatch(sources -> sources.contains(i)))
                .boxed()
                .toList();
    }

    /** All layers except the output layers, whose scale depends on the task. */
    List<Integer> hidden() {
        return hidden;
    }

    /** The layers whose activations a layer receives without pooling or normalization in between. */
    List<Integer> directInputs(int layer) {
        return directInputs.get(layer);
    }

    /** The inputs of the output layers. */
    List<Integer> inputsOfOutputLayers() {
        return IntStream.range(0, size)
                .filter(i -> !hidden.contains(i))
                .boxed()
                .flatMap(output -> inputs.get(output).stream())
                .toList();
    }

    /** A direct edge between two layers. */
    record Step(int from, int to) {}

    /** The direct edges of the path through hidden layers that has the most direct edges. */
    List<Step> longestPath() {
        int[] directEdges = new int[size];
        int[] predecessor = new int[size];
        for (int to : hidden) {
            predecessor[to] = -1;
            for (int from : inputs.get(to)) {
                int count = directEdges[from] + (directInputs.get(to).contains(from) ? 1 : 0);
                if (predecessor[to] < 0 || count > directEdges[to]) {
                    predecessor[to] = from;
                    directEdges[to] = count;
                }
            }
        }
        List<Step> path = new ArrayList<>();
        int to = hidden.stream()
                .max(Comparator.comparingInt(i -> directEdges[i]))
                .orElse(-1);
        while (to >= 0 && predecessor[to] >= 0) {
            if (directInputs.get(to).contains(predecessor[to])) {
                path.add(0, new Step(predecessor[to], to));
            }
            to = predecessor[to];
        }
        return path;
    }
}
