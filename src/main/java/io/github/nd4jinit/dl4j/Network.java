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

/** An initialized network of DL4J: its parameters, which of them are frozen, and its seed. */
final class Network {

    private final List<Tensor> tensors = new ArrayList<>();

    /** Those of each layer or vertex, by its number or its name. */
    private final Map<String, List<Tensor>> layers = new LinkedHashMap<>();

    private final Set<String> frozen = new HashSet<>();
    private final long seed;

    private enum State {
        TRAINED,
        FROZEN
    }

    private Network(long seed) {
        this.seed = seed;
    }

    static Network of(MultiLayerNetwork network) {
        Objects.requireNonNull(network, "network must not be null");
        if (!network.isInitCalled()) {
            throw notInitialized("MultiLayerNetwork");
        }
        Network found = new Network(network.getDefaultConfiguration().getSeed());
        for (int i = 0; i < network.getnLayers(); i++) {
            Object layer = network.getLayerWiseConfigurations().getConf(i).getLayer();
            found.addLayer(Integer.toString(i), layer, network.getLayers()[i].paramTable(false));
        }
        return found;
    }

    static Network of(ComputationGraph network) {
        Objects.requireNonNull(network, "network must not be null");
        if (network.getVertices() == null) {
            throw notInitialized("ComputationGraph");
        }
        Network found = new Network(network.conf().getSeed());
        Map<String, GraphVertex> configurations = network.getConfiguration().getVertices();
        for (org.deeplearning4j.nn.graph.vertex.GraphVertex vertex : network.getVertices()) {
            GraphVertex configuration = configurations.get(vertex.getVertexName());
            if (configuration != null) { // the network's inputs have none
                found.addLayer(vertex.getVertexName(), configuration, vertex.paramTable(false));
            }
        }
        return found;
    }

    private static IllegalStateException notInitialized(String type) {
        return new IllegalStateException(
                "the %s has no parameters yet; call its init() first, then initialize them".formatted(type));
    }

    private void addLayer(String name, Object configuration, Map<String, INDArray> arrays) {
        int before = tensors.size();
        add(name + "_", configuration, arrays, State.TRAINED);
        layers.put(name, List.copyOf(tensors.subList(before, tensors.size())));
    }

    /** Adds the parameters of a layer or vertex, which wrappers may be around. */
    private void add(String prefix, Object configuration, Map<String, INDArray> arrays, State state) {
        if (configuration instanceof LayerVertex vertex) {
            add(prefix, vertex.getLayerConf().getLayer(), arrays, state);
        } else if (configuration instanceof FrozenVertex vertex) {
            add(prefix, vertex.getUnderlying(), arrays, State.FROZEN);
        } else if (configuration instanceof FrozenLayer layer) {
            add(prefix, layer.getLayer(), arrays, State.FROZEN);
        } else if (configuration instanceof FrozenLayerWithBackprop layer) {
            add(prefix, layer.getUnderlying(), arrays, State.FROZEN);
        } else if (configuration instanceof BaseWrapperLayer layer) {
            add(prefix, layer.getUnderlying(), arrays, state);
        } else if (configuration instanceof Bidirectional layer) {
            add(prefix + "f", layer.getFwd(), startingWith("f", arrays), state);
            add(prefix + "b", layer.getBwd(), startingWith("b", arrays), state);
        } else {
            List<Tensor> own = Meanings.tensors(prefix, configuration, arrays);
            tensors.addAll(own);
            if (state == State.FROZEN) {
                own.forEach(tensor -> frozen.add(tensor.parameter().name()));
            }
        }
    }

    /** The arrays whose names start so, by what follows. */
    private static Map<String, INDArray> startingWith(String start, Map<String, INDArray> arrays) {
        Map<String, INDArray> some = new LinkedHashMap<>();
        arrays.forEach((key, array) -> {
            if (key.startsWith(start)) {
                some.put(key.substring(start.length()), array);
            }
        });
        return some;
    }

    List<Tensor> tensors() {
        return List.copyOf(tensors);
    }

    /** The parameters of each layer or vertex, by its number or its name. */
    Map<String, List<Tensor>> layers() {
        return layers;
    }

    boolean isFrozen(Tensor tensor) {
        return frozen.contains(tensor.parameter().name());
    }

    Assignments dryRun(Plan plan) {
        return sparing(plan).dryRun(tensors);
    }

    Assignments initialize(Plan plan) {
        return initialize(plan, PlanOptions.defaults());
    }

    Assignments initialize(Plan plan, PlanOptions options) {
        Objects.requireNonNull(options, "options must not be null");
        Plan sparing = sparing(plan);
        Generator generator =
                options.generator().orElseGet(() -> Generator.seeded(plan.seed().orElse(seed)));
        return sparing.apply(tensors, options.withGenerator(generator));
    }

    /** The plan that leaves frozen parameters alone. */
    private Plan sparing(Plan plan) {
        Objects.requireNonNull(plan, "plan must not be null");
        return frozen.isEmpty()
                ? plan
                : plan.except(Selector.where("frozen", parameter -> frozen.contains(parameter.name())));
    }
}
