package io.github.nd4jinit.samediff;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.Probe;
import io.github.nd4jinit.plan.RoleInference;
import io.github.nd4jinit.plan.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks into a graph. */
final class GraphProbe implements Probe {

    private final SameDiff graph;
    private final Map<String, INDArray> placeholders;
    private final List<Place> places;

    /** An operation's weights, and the names of the variables that stand before and after the nonlinearity behind it. */
    private record Place(Operation operation, Site site, String output, String activation) {

        /** What an operation makes of its weights, perhaps with the bias that is added next, and what then is done to each element. */
        static Place of(Operation operation, List<Tensor> weights) {
            Operation linear = operation.follower().filter(Operation::isBiasSum).orElse(operation);
            Optional<Operation> normal = linear.follower().filter(Operation::isNormalization);
            Optional<Operation> next = normal.orElse(linear)
                    .follower()
                    .filter(one -> one.nonlinearity().isPresent());
            Site site = new Site(
                    weights.get(0).parameter().name(),
                    weights,
                    operation.type().equals("relu_layer")
                            ? Optional.of(Nonlinearity.RELU)
                            : next.filter(one -> normal.isEmpty()).flatMap(Operation::nonlinearity));
            return new Place(
                    operation,
                    site,
                    linear.result(),
                    next.or(() -> normal).orElse(linear).result());
        }
    }

    GraphProbe(SameDiff graph, Map<String, INDArray> placeholders) {
        this.graph = graph;
        this.placeholders = Map.copyOf(placeholders);
        Map<String, List<Tensor>> weights = new LinkedHashMap<>(); // by the name of the operation that takes them first
        for (Tensor tensor : new Reading(graph, Layout.IN_OUT, RoleInference.CONVENTIONAL).tensors()) {
            operations()
                    .filter(operation -> operation.hasWeight(tensor.parameter().name()))
                    .findFirst()
                    .ifPresent(operation -> weights.computeIfAbsent(operation.name(), name -> new ArrayList<>())
                            .add(tensor));
        }
        places = weights.entrySet().stream()
                .map(entry -> Place.of(operation(entry.getKey()), entry.getValue()))
                .toList();
        this.placeholders.forEach(this::checkShape);
    }

    /** Native code would refuse some too, but without a word. */
    private void checkShape(String name, INDArray array) {
        if (!graph.inputs().contains(name)) {
            throw new IllegalArgumentException("probe: the graph has no placeholder \"%s\"; its placeholders are %s"
                    .formatted(name, String.join(", ", graph.inputs())));
        }
        long[] expected = graph.getVariable(name).placeholderShape();
        boolean fits = expected == null
                || array.isEmpty() // which a diagnosis tells of
                || (expected.length == array.rank()
                        && IntStream.range(0, expected.length)
                                .allMatch(axis -> expected[axis] < 0 || expected[axis] == array.size(axis)));
        if (!fits) {
            throw new IllegalArgumentException(
                    "probe: placeholder \"%s\" takes the shape %s, where -1 is any length, received %s; pass an array of that shape"
                            .formatted(name, Arrays.toString(expected), Arrays.toString(array.shape())));
        }
    }

    private Stream<Operation> operations() {
        return graph.getOps().values().stream().map(op -> new Operation(graph, op));
    }

    private Operation operation(String name) {
        return operations()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Site> sites() {
        return places.stream().map(Place::site).toList();
    }

    @Override
    public List<Edge> edges() {
        Map<String, String> sources = new HashMap<>(); // by the variables that a layer gives
        for (Place place : places) {
            sources.put(place.output, place.site.name());
            sources.put(place.activation, place.site.name());
        }
        return places.stream().flatMap(place -> edges(place, sources).stream()).toList();
    }

    /** Back from what a layer takes, by operations that make it, to what others give. */
    private static Set<Edge> edges(Place to, Map<String, String> sources) {
        record Way(Operation first, Joint joint) {}
        Set<Edge> found = new LinkedHashSet<>();
        Set<List<Object>> seen = new HashSet<>();
        Deque<Way> open = new ArrayDeque<>(List.of(new Way(to.operation, Joint.DIRECT)));
        while (!open.isEmpty()) {
            Way way = open.remove();
            for (String name : way.first.names()) {
                String source = sources.get(name);
                if (source != null) {
                    found.add(new Edge(source, to.site.name(), way.joint));
                }
            }
            way.first
                    .producers()
                    .filter(producer -> !sources.containsKey(producer.result()))
                    .map(producer -> new Way(producer, producer.isResizing() ? Joint.RESIZED : way.joint))
                    .filter(longer -> seen.add(List.of(longer.first.name(), longer.joint)))
                    .forEach(open::add);
        }
        return found;
    }

    @Override
    public INDArray output(int site) {
        String name = places.get(site).output;
        return emptyOne().orElseGet(() -> found(name, graph.output(placeholders, name)));
    }

    @Override
    public List<Signal> run() {
        Optional<INDArray> empty = emptyOne();
        if (empty.isPresent()) {
            return places.stream()
                    .map(place -> new Signal(empty.get(), empty.get(), Optional.empty()))
                    .toList();
        }
        List<String> names = places.stream()
                .flatMap(place -> Stream.of(place.output, place.activation))
                .distinct()
                .toList();
        OutAndGrad results =
                hasLoss() ? withGradients(names) : new OutAndGrad(graph.output(placeholders, names), Map.of());
        return places.stream()
                .map(place -> new Signal(
                        found(place.output, results.getOutputs()),
                        found(place.activation, results.getOutputs()),
                        Optional.ofNullable(results.getGradients().get(place.activation))))
                .toList();
    }

    private Optional<INDArray> emptyOne() {
        return placeholders.values().stream().filter(INDArray::isEmpty).findFirst();
    }

    /** The placeholders that an operation takes which computes a loss. */
    @Override
    public List<INDArray> labels() {
        return operations()
                .filter(operation -> operation.type().contains("loss"))
                .flatMap(operation -> operation.names().stream())
                .flatMap(name -> Stream.ofNullable(placeholders.get(name)))
                .toList();
    }

    /** Whether the graph tells what its loss is, and all is there that it may be computed from. */
    private boolean hasLoss() {
        boolean told = !graph.getLossVariables().isEmpty()
                || (graph.getTrainingConfig() != null
                        && graph.getTrainingConfig().getLossVariables() != null
                        && !graph.getTrainingConfig().getLossVariables().isEmpty());
        return told && placeholders.keySet().containsAll(graph.inputs());
    }

    /** SameDiff keeps the backward graph, and would go on using it after the forward one has changed: it is not left behind. */
    private OutAndGrad withGradients(List<String> outputs) {
        boolean had = graph.hasGradientFunction();
        String[] losses = graph.getLossVariables().toArray(new String[0]);
        List<String> activations = places.stream().map(Place::activation).toList();
        try {
            return graph.calculateGradientsAndOutputs(placeholders, outputs, activations);
        } finally {
            if (!had) {
                graph.setLossVariables(losses); // the same ones, and no backward graph
            }
        }
    }

    private static INDArray found(String name, Map<String, INDArray> results) {
        INDArray result = results.get(name);
        if (result == null) {
            throw new IllegalStateException("SameDiff computed no \"%s\"".formatted(name));
        }
        return result;
    }
}
