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

/** The trainable variables of a graph, with the roles and layouts that its operations determine. */
final class GraphParameters {

    private final Layout layout;
    private final RoleInference inference;
    private final Map<String, INDArray> arrays;

    /** The uses of the variables, keyed by variable, in the order in which operations first use them. */
    private final Map<String, Use> uses = new LinkedHashMap<>();

    /** The use of a variable by an operation. */
    private record Use(INDArray array, Operation operation, ParameterSpec spec) {

        static Use stronger(Use first, Use second) {
            return second.spec.isStrongerThan(first.spec) ? second : first;
        }
    }

    /**
     * Reads a graph.
     *
     * @param graph the graph
     * @param layout the layout of weights whose layout the graph does not determine
     * @param inference the inference of the roles that the graph does not determine
     */
    GraphParameters(SameDiff graph, Layout layout, RoleInference inference) {
        this.layout = layout;
        this.inference = inference;
        this.arrays = arrays(graph);
        graph.getOps().values().forEach(op -> addUses(new Operation(graph, op)));
    }

    /** The arrays of trainable variables, in the order of their names. */
    private static Map<String, INDArray> arrays(SameDiff graph) {
        Map<String, INDArray> arrays = new TreeMap<>();
        for (SDVariable variable : graph.variables()) {
            if (variable.getVariableType() == VariableType.VARIABLE
                    && variable.dataType().isFPType()) {
                INDArray array = variable.getArr();
                if (array == null) {
                    throw new IllegalStateException(
                            "variable \"%s\" must have an array, but has none; set one with graph.setArrayForVariable, or remove the variable"
                                    .formatted(variable.name()));
                }
                arrays.put(variable.name(), array);
            }
        }
        return arrays;
    }

    private void addUses(Operation operation) {
        List<ParameterSpec> specs = OperationCatalog.specs(operation);
        List<String> names = operation.inputs();
        for (int position = 0; position < names.size(); position++) {
            INDArray array = arrays.get(names.get(position));
            if (array != null) {
                ParameterSpec spec = position < specs.size() ? specs.get(position) : ParameterSpec.UNKNOWN;
                uses.merge(names.get(position), new Use(array, operation, spec), Use::stronger);
            }
        }
    }

    /**
     * The variables in the order in which operations first use them, followed by unused ones in the order of their
     * names.
     */
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
        if (use.spec.role() == Role.OTHER) {
            return List.of(byName(name, use.array));
        }
        Optional<Fans> fans =
                use.spec.role() == Role.BIAS ? OperationCatalog.fansOfBias(use.operation) : Optional.empty();
        return parts(name, use.spec, use.array)
                .map(part -> {
                    Parameter parameter = part.parameter().withLayer(use.operation.type());
                    return Tensor.of(fans.map(parameter::withFans).orElse(parameter), part.array());
                })
                .toList();
    }

    /** The whole variable, or its parts for each gate. */
    private static Stream<Tensor> parts(String name, ParameterSpec spec, INDArray array) {
        List<LstmGate> gates = spec.gates();
        if (gates.isEmpty()) {
            return Stream.of(Tensor.of(name, spec.role(), spec.layout(), array));
        }
        int last = array.rank() - 1;
        long length = array.size(last) / gates.size();
        return IntStream.range(0, gates.size()).mapToObj(i -> {
            INDArrayIndex[] indices = new INDArrayIndex[array.rank()];
            Arrays.fill(indices, NDArrayIndex.all());
            indices[last] = NDArrayIndex.interval(i * length, (i + 1) * length);
            LstmGate gate = gates.get(i);
            return Tensor.of(name + "." + gate, gate.biasRole(), spec.layout(), array.get(indices));
        });
    }

    private Tensor byName(String name, INDArray array) {
        return Tensor.of(name, inference.infer(name, array.shape()), layout, array);
    }
}
