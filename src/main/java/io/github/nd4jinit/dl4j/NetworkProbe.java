package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.diagnose.LayerEdge;
import io.github.nd4jinit.diagnose.LayerSignals;
import io.github.nd4jinit.diagnose.Probe;
import io.github.nd4jinit.diagnose.ProbedLayer;
import io.github.nd4jinit.plan.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Probes a DL4J network by running a copy of it. */
final class NetworkProbe implements Probe {

    private final NetworkCopy copy;
    private final MultiDataSet batch;

    /** The probed layers in the order of the forward pass, with the names of the copy's vertices. */
    private final List<ProbedLayer> layers;

    private final List<String> weightless;
    private final Set<String> frozen;

    private NetworkProbe(
            NetworkParameters parameters, NetworkCopy copy, MultiDataSet batch, UnaryOperator<String> names) {
        this.copy = copy;
        this.batch = batch;
        List<ProbedLayer> withWeights = new ArrayList<>();
        List<String> withoutWeights = new ArrayList<>();
        Set<String> frozenNames = new HashSet<>();
        parameters.layers().forEach((layer, tensors) -> {
            String name = names.apply(layer);
            List<Tensor> weights = tensors.stream()
                    .filter(tensor -> tensor.parameter().role().hasFans())
                    .toList();
            if (weights.isEmpty()) {
                withoutWeights.add(name);
            } else {
                withWeights.add(ProbedLayer.of(name, weights)
                        .withNonlinearity(copy.connectivity()
                                .activationEnd(name)
                                .nonlinearity()
                                .orElse(null)));
                if (parameters.isFrozen(weights.get(0))) {
                    frozenNames.add(name);
                }
            }
        });
        withWeights.sort(Comparator.comparing(layer -> copy.position(layer.name())));
        layers = List.copyOf(withWeights);
        withoutWeights.sort(Comparator.comparing(copy::position));
        weightless = List.copyOf(withoutWeights);
        frozen = Set.copyOf(frozenNames);
        checkFeatures();
    }

    static NetworkProbe of(ComputationGraph network, MultiDataSet batch) {
        return new NetworkProbe(
                NetworkParameters.of(network), NetworkCopy.of(network), batch, UnaryOperator.identity());
    }

    static NetworkProbe of(MultiLayerNetwork network, MultiDataSet batch) {
        NetworkParameters parameters = NetworkParameters.of(network);
        List<String> names = layerNames(network);
        return new NetworkProbe(
                parameters, NetworkCopy.of(network, names), batch, number -> names.get(Integer.parseInt(number)));
    }

    /**
     * The names of the layers; {@code layer} followed by the number for layers without a name, and for all layers if
     * names are not unique.
     */
    private static List<String> layerNames(MultiLayerNetwork network) {
        List<String> names = IntStream.range(0, network.getnLayers())
                .mapToObj(i -> Objects.requireNonNullElse(
                        network.getLayerWiseConfigurations()
                                .getConf(i)
                                .getLayer()
                                .getLayerName(),
                        "layer" + i))
                .toList();
        return new HashSet<>(names).size() == names.size()
                ? names
                : IntStream.range(0, names.size()).mapToObj(i -> "layer" + i).toList();
    }

    private void checkFeatures() {
        INDArray[] features = batch.getFeatures();
        long received = features == null
                ? 0
                : Stream.of(features).filter(Objects::nonNull).count();
        if (received != copy.inputCount()) {
            throw new IllegalArgumentException(
                    "probe: the batch must have one array of features for each of the network's %s inputs, but had %s; pass %s"
                            .formatted(copy.inputCount(), received, copy.inputCount()));
        }
    }

    @Override
    public List<INDArray> labels() {
        return Stream.ofNullable(batch.getLabels())
                .flatMap(Stream::of)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public List<ProbedLayer> layers() {
        return layers;
    }

    @Override
    public List<LayerEdge> edges() {
        return copy.connectivity().edges(layers.stream().map(ProbedLayer::name).toList());
    }

    @Override
    public Set<String> frozenLayers() {
        return frozen;
    }

    @Override
    public List<String> unmeasuredLayers() {
        return weightless;
    }

    @Override
    public INDArray output(int number) {
        ProbedLayer layer = layers.get(number);
        return emptyFeatures()
                .orElseGet(() -> copy.output(batch, layer.name(), layer.weight().array()));
    }

    private Optional<INDArray> emptyFeatures() {
        return Stream.of(batch.getFeatures()).filter(INDArray::isEmpty).findFirst();
    }

    @Override
    public List<LayerSignals> run() {
        Optional<INDArray> empty = emptyFeatures();
        if (empty.isPresent()) {
            return layers.stream()
                    .map(layer -> LayerSignals.of(empty.get(), empty.get()))
                    .toList();
        }
        Map<String, INDArray> activations = copy.forward(batch);
        List<INDArray> outputs = layers.stream()
                .map(layer -> copy.output(layer.name(), layer.weight().array(), activations))
                .toList();
        Map<String, INDArray> gradients = copy.lossGradients(batch);
        return IntStream.range(0, layers.size())
                .mapToObj(i -> {
                    String end = copy.connectivity()
                            .activationEnd(layers.get(i).name())
                            .vertex();
                    return LayerSignals.of(outputs.get(i), NetworkCopy.activation(end, activations))
                            .withGradient(gradients.get(end));
                })
                .toList();
    }
}
