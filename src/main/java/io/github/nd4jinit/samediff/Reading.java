package io.github.nd4jinit.samediff;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.RoleInference;
import io.github.nd4jinit.plan.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Reads from a graph what its trainable variables are. */
final class Reading {

    private final Layout layout;
    private final RoleInference naming;
    private final Map<String, INDArray> arrays;

    /** By variable, in the order in which operations first take them. */
    private final Map<String, Use> uses = new LinkedHashMap<>();

    /** What an operation takes a variable for. */
    private record Use(INDArray array, Operation operation, Input input) {

        static Use stronger(Use first, Use second) {
            return second.input.outdoes(first.input) ? second : first;
        }
    }

    /**
     * Reads a graph.
     *
     * @param graph the graph
     * @param layout what the axes of weights mean of which the graph does not tell
     * @param naming tells the roles of which the graph does not tell
     */
    Reading(SameDiff graph, Layout layout, RoleInference naming) {
        this.layout = layout;
        this.naming = naming;
        this.arrays = arrays(graph);
        graph.getOps().values().forEach(op -> addUses(new Operation(graph, op)));
    }

    /** The arrays of variables that training changes, by name, in the order of names. */
    private static Map<String, INDArray> arrays(SameDiff graph) {
        Map<String, INDArray> arrays = new TreeMap<>();
        for (SDVariable variable : graph.variables()) {
            if (variable.getVariableType() == VariableType.VARIABLE
                    && variable.dataType().isFPType()) {
                INDArray array = variable.getArr();
                if (array == null) {
                    throw new IllegalStateException(
                            "variable \"%s\" has no array; give it one by graph.setArrayForVariable, or remove it"
                                    .formatted(variable.name()));
                }
                arrays.put(variable.name(), array);
            }
        }
        return arrays;
    }

    private void addUses(Operation operation) {
        List<Input> inputs = operation.inputs();
        for (int place = 0; place < operation.names().size(); place++) {
            String name = operation.names().get(place);
            INDArray array = arrays.get(name);
            if (array != null) {
                Input input = place < inputs.size() ? inputs.get(place) : Input.UNKNOWN;
                uses.merge(name, new Use(array, operation, input), Use::stronger);
            }
        }
    }

    /** The variables in the order in which operations first take them; then, by name, those that none takes. */
    List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>();
        uses.forEach((name, use) -> tensors.addAll(tensors(name, use)));
        arrays.forEach((name, array) -> {
            if (!uses.containsKey(name)) {
                tensors.add(byName(name, array));
            }
        });
        return Tensor.withFansOfWeights(tensors);
    }

    private List<Tensor> tensors(String name, Use use) {
        Input input = use.input;
        if (input.role() == Role.OTHER) {
            return List.of(byName(name, use.array));
        }
        Optional<Fans> fans = input.role() == Role.BIAS ? use.operation.fansOfBias() : Optional.empty();
        return parts(name, input, use.array)
                .map(part -> {
                    Parameter parameter = part.parameter().withLayer(use.operation.type());
                    return Tensor.of(fans.map(parameter::withFans).orElse(parameter), part.array());
                })
                .toList();
    }

    /** A variable, or its gates if these start differently. */
    private static Stream<Tensor> parts(String name, Input input, INDArray array) {
        List<Gate> gates = input.gates();
        if (gates.isEmpty()) {
            return Stream.of(Tensor.of(name, input.role(), input.layout(), array));
        }
        int last = array.rank() - 1;
        long length = array.size(last) / gates.size();
        return IntStream.range(0, gates.size()).mapToObj(i -> {
            INDArrayIndex[] indices = new INDArrayIndex[array.rank()];
            Arrays.fill(indices, NDArrayIndex.all());
            indices[last] = NDArrayIndex.interval(i * length, (i + 1) * length);
            Gate gate = gates.get(i);
            return Tensor.of(name + "." + gate, gate.bias(), input.layout(), array.get(indices));
        });
    }

    private Tensor byName(String name, INDArray array) {
        return Tensor.of(name, naming.infer(name, array.shape()), layout, array);
    }
}
