package io.github.nd4jinit.samediff;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.diagnose.LayerEdge;
import io.github.nd4jinit.diagnose.LayerSignals;
import io.github.nd4jinit.diagnose.Probe;
import io.github.nd4jinit.diagnose.ProbedLayer;
import io.github.nd4jinit.plan.RoleInference;
import io.github.nd4jinit.plan.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Probes a SameDiff graph. */
final class GraphProbe implements Probe {

    private final SameDiff graph;
    private final Map<String, INDArray> placeholders;
    private final List<GraphLayer> layers;

    GraphProbe(SameDiff graph, Map<String, INDArray> placeholders) {
        this.graph = graph;
        this.placeholders = Map.copyOf(placeholders);
        this.layers = layers(graph);
        this.placeholders.forEach(this::checkShape);
    }

    private static List<GraphLayer> layers(SameDiff graph) {
        Map<String, List<Tensor>> weights = new LinkedHashMap<>(); // keyed by the first operation that takes them
        for (Tensor tensor : new GraphParameters(graph, Layout.IN_OUT, RoleInference.CONVENTIONAL).tensors()) {
            Operation.all(graph)
                    .filter(operation -> OperationCatalog.hasWeight(
                            operation, tensor.parameter().name()))
                    .findFirst()
                    .ifPresent(operation -> weights.computeIfAbsent(operation.name(), name -> new ArrayList<>())
                            .add(tensor));
        }
        return weights.entrySet().stream()
                .map(entry -> GraphLayer.of(Operation.get(graph, entry.getKey()), entry.getValue()))
                .toList();
    }

    /** Native code accepts some wrong shapes and rejects others without a message. */
    private void checkShape(String name, INDArray array) {
        if (!graph.inputs().contains(name)) {
            throw new IllegalArgumentException(
                    "probe: \"%s\" must be a placeholder of the graph, but is not; pass arrays for the placeholders %s"
                            .formatted(name, String.join(", ", graph.inputs())));
        }
        long[] expected = graph.getVariable(name).placeholderShape();
        boolean fits = expected == null
                || array.isEmpty() // a diagnosis reports empty batches
                || (expected.length == array.rank()
                        && IntStream.range(0, expected.length)
                                .allMatch(axis -> expected[axis] < 0 || expected[axis] == array.size(axis)));
        if (!fits) {
            throw new IllegalArgumentException(
                    "probe: the array for placeholder \"%s\" must have the shape %s, where -1 means any length, but had %s"
                            .formatted(name, Arrays.toString(expected), Arrays.toString(array.shape())));
        }
    }

    @Override
    public List<ProbedLayer> layers() {
        return layers.stream().map(GraphLayer::probed).toList();
    }

    @Override
    public List<LayerEdge> edges() {
        return new EdgeSearch(layers).edges();
    }

    @Override
    public INDArray output(int layer) {
        String name = layers.get(layer).output();
        return emptyPlaceholder().orElseGet(() -> computed(name, graph.output(placeholders, name)));
    }

    @Override
    public List<LayerSignals> run() {
        Optional<INDArray> empty = emptyPlaceholder();
        if (empty.isPresent()) {
            return layers.stream()
                    .map(layer -> LayerSignals.of(empty.get(), empty.get()))
                    .toList();
        }
        List<String> names = layers.stream()
                .flatMap(layer -> Stream.of(layer.output(), layer.activation()))
                .distinct()
                .toList();
        OutAndGrad results =
                hasLoss() ? withGradients(names) : new OutAndGrad(graph.output(placeholders, names), Map.of());
        return layers.stream()
                .map(layer -> LayerSignals.of(
                                computed(layer.output(), results.getOutputs()),
                                computed(layer.activation(), results.getOutputs()))
                        .withGradient(results.getGradients().get(layer.activation())))
                .toList();
    }

    private Optional<INDArray> emptyPlaceholder() {
        return placeholders.values().stream().filter(INDArray::isEmpty).findFirst();
    }

    /** The placeholders that a loss operation takes. */
    @Override
    public List<INDArray> labels() {
        return Operation.all(graph)
                .filter(operation -> operation.type().contains("loss"))
                .flatMap(operation -> operation.inputs().stream())
                .flatMap(name -> Stream.ofNullable(placeholders.get(name)))
                .toList();
    }

    /** Whether the graph declares a loss, and all placeholders on which the loss may depend have values. */
    private boolean hasLoss() {
        boolean isDeclared = !graph.getLossVariables().isEmpty()
                || (graph.getTrainingConfig() != null
                        && graph.getTrainingConfig().getLossVariables() != null
                        && !graph.getTrainingConfig().getLossVariables().isEmpty());
        return isDeclared && placeholders.keySet().containsAll(graph.inputs());
    }

    /**
     * SameDiff would continue to use a backward graph after the forward graph has changed, so a backward graph that is
     * created here is removed.
     */
    private OutAndGrad withGradients(List<String> outputs) {
        boolean hadBackwardGraph = graph.hasGradientFunction();
        String[] losses = graph.getLossVariables().toArray(new String[0]);
        List<String> activations = layers.stream().map(GraphLayer::activation).toList();
        try {
            return graph.calculateGradientsAndOutputs(placeholders, outputs, activations);
        } finally {
            if (!hadBackwardGraph) {
                graph.setLossVariables(losses); // preserves the losses and removes the backward graph
            }
        }
    }

    private static INDArray computed(String name, Map<String, INDArray> results) {
        INDArray result = results.get(name);
        if (result == null) {
            throw new IllegalStateException("SameDiff did not compute \"%s\"".formatted(name));
        }
        return result;
    }
}
