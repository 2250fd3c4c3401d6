package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.diagnose.Probe;
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

    private final NetworkCopy twin;
    private final MultiDataSet batch;

    /** Named like the vertices of the copy. */
    private final List<Site> sites;

    private final List<String> weightless;
    private final Set<String> frozen;

    private NetworkProbe(NetworkParameters network, NetworkCopy twin, MultiDataSet batch, UnaryOperator<String> names) {
        this.twin = twin;
        this.batch = batch;
        List<Site> found = new ArrayList<>();
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
                found.add(new Site(name, weights, twin.ways().tail(name).nonlinearity()));
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
        return new NetworkProbe(NetworkParameters.of(network), NetworkCopy.of(network), batch, UnaryOperator.identity());
    }

    static NetworkProbe of(MultiLayerNetwork network, MultiDataSet batch) {
        NetworkParameters known = NetworkParameters.of(network);
        List<String> names = names(network);
        return new NetworkProbe(known, NetworkCopy.of(network, names), batch, number -> names.get(Integer.parseInt(number)));
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
    public List<Site> sites() {
        return sites;
    }

    @Override
    public List<Edge> edges() {
        return twin.ways().edges(sites.stream().map(Site::name).toList());
    }

    @Override
    public Set<String> frozen() {
        return frozen;
    }

    @Override
    public List<String> weightless() {
        return weightless;
    }

    @Override
    public INDArray output(int number) {
        Site site = sites.get(number);
        return emptyOne()
                .orElseGet(() -> twin.output(batch, site.name(), site.weight().array()));
    }

    private Optional<INDArray> emptyOne() {
        return Stream.of(batch.getFeatures()).filter(INDArray::isEmpty).findFirst();
    }

    @Override
    public List<Signal> run() {
        Optional<INDArray> empty = emptyOne();
        if (empty.isPresent()) {
            return sites.stream()
                    .map(site -> new Signal(empty.get(), empty.get(), Optional.empty()))
                    .toList();
        }
        Map<String, INDArray> activations = twin.forward(batch);
        List<INDArray> outputs = sites.stream()
                .map(site -> twin.output(site.name(), site.weight().array())
                        .orElseGet(() -> NetworkCopy.known(site.name(), activations)))
                .toList();
        Map<String, INDArray> slopes = twin.backward(batch, activations);
        return IntStream.range(0, sites.size())
                .mapToObj(i -> {
                    String tail = twin.ways().tail(sites.get(i).name()).vertex();
                    return new Signal(
                            outputs.get(i), NetworkCopy.known(tail, activations), Optional.ofNullable(slopes.get(tail)));
                })
                .toList();
    }
}
