package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.plan.Assignments;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.PlanOptions;
import io.github.nd4jinit.plan.Selector;
import io.github.nd4jinit.plan.Tensor;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters of an initialized DL4J network, the names of the frozen ones, and the network's seed. */
final class NetworkParameters {

    private final List<Tensor> tensors = new ArrayList<>();

    /** The parameters of each layer, keyed by the number of the layer or the name of the vertex. */
    private final Map<String, List<Tensor>> layers = new LinkedHashMap<>();

    private final Set<String> frozen = new HashSet<>();
    private final long seed;

    private enum Training {
        ENABLED,
        FROZEN
    }

    private NetworkParameters(long seed) {
        this.seed = seed;
    }

    static NetworkParameters of(MultiLayerNetwork network) {
        Objects.requireNonNull(network, "network must not be null");
        if (!network.isInitCalled()) {
            throw notInitialized("MultiLayerNetwork");
        }
        NetworkParameters parameters =
                new NetworkParameters(network.getDefaultConfiguration().getSeed());
        for (int i = 0; i < network.getnLayers(); i++) {
            Object layer = network.getLayerWiseConfigurations().getConf(i).getLayer();
            parameters.addLayer(Integer.toString(i), layer, network.getLayers()[i].paramTable(false));
        }
        return parameters;
    }

    static NetworkParameters of(ComputationGraph network) {
        Objects.requireNonNull(network, "network must not be null");
        if (network.getVertices() == null) {
            throw notInitialized("ComputationGraph");
        }
        NetworkParameters parameters = new NetworkParameters(network.conf().getSeed());
        Map<String, GraphVertex> configurations = network.getConfiguration().getVertices();
        for (org.deeplearning4j.nn.graph.vertex.GraphVertex vertex : network.getVertices()) {
            GraphVertex configuration = configurations.get(vertex.getVertexName());
            if (configuration != null) { // inputs of the network have no configuration
                parameters.addLayer(vertex.getVertexName(), configuration, vertex.paramTable(false));
            }
        }
        return parameters;
    }

    private static IllegalStateException notInitialized(String type) {
        return new IllegalStateException(
                "the %s must have parameters, but init() was not called; call it first".formatted(type));
    }

    private void addLayer(String name, Object configuration, Map<String, INDArray> arrays) {
        int before = tensors.size();
        add(name + "_", configuration, arrays, Training.ENABLED);
        layers.put(name, List.copyOf(tensors.subList(before, tensors.size())));
    }

    /** Adds the parameters of a layer or vertex, with or without wrappers. */
    private void add(String prefix, Object configuration, Map<String, INDArray> arrays, Training training) {
        if (configuration instanceof LayerVertex vertex) {
            add(prefix, vertex.getLayerConf().getLayer(), arrays, training);
        } else if (configuration instanceof FrozenVertex vertex) {
            add(prefix, vertex.getUnderlying(), arrays, Training.FROZEN);
        } else if (configuration instanceof FrozenLayer layer) {
            add(prefix, layer.getLayer(), arrays, Training.FROZEN);
        } else if (configuration instanceof FrozenLayerWithBackprop layer) {
            add(prefix, layer.getUnderlying(), arrays, Training.FROZEN);
        } else if (configuration instanceof BaseWrapperLayer layer) {
            add(prefix, layer.getUnderlying(), arrays, training);
        } else if (configuration instanceof Bidirectional layer) {
            add(prefix + "f", layer.getFwd(), withoutPrefix("f", arrays), training);
            add(prefix + "b", layer.getBwd(), withoutPrefix("b", arrays), training);
        } else {
            List<Tensor> own = LayerCatalog.tensors(prefix, configuration, arrays);
            tensors.addAll(own);
            if (training == Training.FROZEN) {
                own.forEach(tensor -> frozen.add(tensor.parameter().name()));
            }
        }
    }

    /** The arrays whose names have a prefix, keyed by their names without the prefix. */
    private static Map<String, INDArray> withoutPrefix(String prefix, Map<String, INDArray> arrays) {
        Map<String, INDArray> result = new LinkedHashMap<>();
        arrays.forEach((key, array) -> {
            if (key.startsWith(prefix)) {
                result.put(key.substring(prefix.length()), array);
            }
        });
        return result;
    }

    List<Tensor> tensors() {
        return List.copyOf(tensors);
    }

    /** The parameters of each layer or vertex, keyed by the number of the layer or the name of the vertex. */
    Map<String, List<Tensor>> layers() {
        return layers;
    }

    boolean isFrozen(Tensor tensor) {
        return frozen.contains(tensor.parameter().name());
    }

    Assignments dryRun(Plan plan) {
        return exceptFrozen(plan).dryRun(tensors);
    }

    Assignments initialize(Plan plan) {
        return initialize(plan, PlanOptions.defaults());
    }

    Assignments initialize(Plan plan, PlanOptions options) {
        Objects.requireNonNull(options, "options must not be null");
        Plan unfrozen = exceptFrozen(plan);
        Generator generator =
                options.generator().orElseGet(() -> Generator.seeded(plan.seed().orElse(seed)));
        return unfrozen.apply(tensors, options.withGenerator(generator));
    }

    /** A copy of the plan that also keeps frozen parameters. */
    private Plan exceptFrozen(Plan plan) {
        Objects.requireNonNull(plan, "plan must not be null");
        return frozen.isEmpty()
                ? plan
                : plan.except(Selector.where("frozen", parameter -> frozen.contains(parameter.name())));
    }
}
