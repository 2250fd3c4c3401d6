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

/** Looks into a network of DL4J, by way of a copy. */
final class NetworkProbe implements Probe {

    private final Twin twin;
    private final MultiDataSet batch;

    /** Named like the vertices of the copy. */
    private final List<ProbedLayer> sites;

    private final List<String> weightless;
    private final Set<String> frozen;

    private NetworkProbe(Network network, Twin twin, MultiDataSet batch, UnaryOperator<String> names) {
        this.twin = twin;
        this.batch = batch;
        List<ProbedLayer> found = new ArrayList<>();
        List<String> without = new ArrayList<>();
        Set<String> kept = new HashSet<>();
        network.layers().forEach((layer, tensors) -> {
            String name = names.apply(layer);
            List<Tensor> weights = tensors.stream()
                    .filter(tensor -> tensor.parameter().role().hasFans())
                    .toList();
            if (weights.isEmpty()) {
                without.add(name);
            } else {
                found.add(ProbedLayer.of(name, weights)
                        .withNonlinearity(twin.ways().tail(name).nonlinearity().orElse(null)));
                if (network.isFrozen(weights.get(0))) {
                    kept.add(name);
                }
            }
        });
        found.sort(Comparator.comparing(site -> twin.place(site.name())));
        sites = List.copyOf(found);
        without.sort(Comparator.comparing(twin::place));
        weightless = List.copyOf(without);
        frozen = Set.copyOf(kept);
        checkFeatures();
    }

    static NetworkProbe of(ComputationGraph network, MultiDataSet batch) {
        return new NetworkProbe(Network.of(network), Twin.of(network), batch, UnaryOperator.identity());
    }

    static NetworkProbe of(MultiLayerNetwork network, MultiDataSet batch) {
        Network known = Network.of(network);
        List<String> names = names(network);
        return new NetworkProbe(known, Twin.of(network, names), batch, number -> names.get(Integer.parseInt(number)));
    }

    /** The layers' names, or if two have the same, their numbers. */
    private static List<String> names(MultiLayerNetwork network) {
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
        int received = features == null
                ? 0
                : (int) Stream.of(features).filter(Objects::nonNull).count();
        if (received != twin.inputs()) {
            throw new IllegalArgumentException(
                    "probe: the network takes %s arrays of features, received %s; pass a batch with one for each input"
                            .formatted(twin.inputs(), received));
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
        return sites;
    }

    @Override
    public List<LayerEdge> edges() {
        return twin.ways().edges(sites.stream().map(ProbedLayer::name).toList());
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
        ProbedLayer site = sites.get(number);
        return emptyOne()
                .orElseGet(() -> twin.output(batch, site.name(), site.weight().array()));
    }

    private Optional<INDArray> emptyOne() {
        return Stream.of(batch.getFeatures()).filter(INDArray::isEmpty).findFirst();
    }

    @Override
    public List<LayerSignals> run() {
        Optional<INDArray> empty = emptyOne();
        if (empty.isPresent()) {
            return sites.stream()
                    .map(site -> LayerSignals.of(empty.get(), empty.get()))
                    .toList();
        }
        Map<String, INDArray> activations = twin.forward(batch);
        List<INDArray> outputs = sites.stream()
                .map(site -> twin.output(site.name(), site.weight().array())
                        .orElseGet(() -> Twin.known(site.name(), activations)))
                .toList();
        Map<String, INDArray> slopes = twin.backward(batch, activations);
        return IntStream.range(0, sites.size())
                .mapToObj(i -> {
                    String tail = twin.ways().tail(sites.get(i).name()).vertex();
                    return LayerSignals.of(outputs.get(i), Twin.known(tail, activations))
                            .withGradient(slopes.get(tail));
                })
                .toList();
    }
}
