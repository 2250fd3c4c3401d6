package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Probe.Edge;
import io.github.nd4jinit.diagnose.Probe.Joint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which layer is behind which, by their places in the forward pass. */
final class Wiring {

    private final int layers;

    /** By place, where the layers stand that it receives something from; only of those before it. */
    private final List<List<Integer>> direct = new ArrayList<>();

    private final List<List<Integer>> sources = new ArrayList<>();

    private final List<Integer> hidden;

    Wiring(Probe probe) {
        List<Probe.Site> sites = probe.sites();
        layers = sites.size();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < layers; i++) {
            places.put(sites.get(i).name(), i);
            direct.add(new ArrayList<>());
            sources.add(new ArrayList<>());
        }
        for (Edge edge : probe.edges()) {
            Integer from = places.get(edge.from());
            Integer to = places.get(edge.to());
            if (from != null && to != null && from < to) {
                sources.get(to).add(from);
                if (edge.joint() == Joint.DIRECT) {
                    direct.get(to).add(from);
                }
            }
        }
        hidden = IntStream.range(0, layers)
                .filter(i -> sources.stream().anyMatch(some -> some.contains(i)))
                .boxed()
                .toList();
    }

    /** All but the last ones, which give the network's answers: their size is their own affair. */
    List<Integer> hidden() {
        return hidden;
    }

    /** Where the layers stand whose activations, and no pooled or normalized ones, a layer receives. */
    List<Integer> direct(int place) {
        return direct.get(place);
    }

    /** Where the layers stand that the last ones receive something from. */
    List<Integer> beforeLast() {
        return IntStream.range(0, layers)
                .filter(i -> !hidden.contains(i))
                .boxed()
                .flatMap(last -> sources.get(last).stream())
                .toList();
    }

    /** One layer, and the one that is next on the way. */
    record Step(int from, int to) {}

    /** The direct steps of the way through hidden layers that has most of them. */
    List<Step> steps() {
        int[] counts = new int[layers];
        int[] before = new int[layers];
        for (int to : hidden) {
            before[to] = -1;
            for (int from : sources.get(to)) {
                int count = counts[from] + (direct.get(to).contains(from) ? 1 : 0);
                if (before[to] < 0 || count > counts[to]) {
                    before[to] = from;
                    counts[to] = count;
                }
            }
        }
        List<Step> steps = new ArrayList<>();
        int to = hidden.stream().max(Comparator.comparingInt(i -> counts[i])).orElse(-1);
        while (to >= 0 && before[to] >= 0) {
            if (direct.get(to).contains(before[to])) {
                steps.add(0, new Step(before[to], to));
            }
            to = before[to];
        }
        return steps;
    }
}
