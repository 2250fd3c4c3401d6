package io.github.nd4jinit.samediff;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.ScalarOp;

/**
 * An operation of a graph: its inputs, its arguments and its neighbors. The arguments are those passed to native code,
 * because ND4J's configuration objects are lost when a graph is saved and loaded.
 *
 * @param graph the graph
 * @param op the operation
 */
record Operation(SameDiff graph, SameDiffOp op) {

    /** The operations of a graph, in the order in which they were added. */
    static Stream<Operation> all(SameDiff graph) {
        return graph.getOps().values().stream().map(op -> new Operation(graph, op));
    }

    /** Returns the operation with a name. */
    static Operation get(SameDiff graph, String name) {
        return new Operation(
                graph, Objects.requireNonNull(graph.getOps().get(name), () -> "the graph has no operation " + name));
    }

    /** The name in the graph. */
    String name() {
        return op.getName();
    }

    /** The name in libnd4j, such as {@code conv2d}. */
    String type() {
        return op.getOp().opName();
    }

    /** The names of the input variables. */
    List<String> inputs() {
        return op.getInputsToOp() == null ? List.of() : op.getInputsToOp();
    }

    /** The name of the first output variable. */
    String output() {
        return op.getOutputsOfOp().get(0);
    }

    /** The operations that compute the inputs. */
    Stream<Operation> producers() {
        return inputs().stream()
                .flatMap(name -> Stream.ofNullable(graph.getVariables().get(name)))
                .flatMap(variable -> Stream.ofNullable(variable.getOutputOfOp()))
                .flatMap(name -> Stream.ofNullable(graph.getOps().get(name)))
                .map(producer -> new Operation(graph, producer));
    }

    /** The only operation that takes the first output; empty if there are several. */
    Optional<Operation> onlyConsumer() {
        Variable output = graph.getVariables().get(output());
        List<String> names = output == null || output.getInputsForOp() == null ? List.of() : output.getInputsForOp();
        List<SameDiffOp> consumers = graph.getOps().values().stream()
                .filter(consumer -> names.contains(consumer.getName()))
                .toList();
        return consumers.size() == 1 ? Optional.of(new Operation(graph, consumers.get(0))) : Optional.empty();
    }

    /** Whether the input at a position is a variable or a constant, and therefore has its own array. */
    boolean isStored(int position) {
        return position < inputs().size()
                && (isOfType(position, VariableType.VARIABLE) || isOfType(position, VariableType.CONSTANT));
    }

    private boolean isOfType(int position, VariableType type) {
        return graph.getVariable(inputs().get(position)).getVariableType() == type;
    }

    /** The array of a stored input. */
    INDArray array(int position) {
        return graph.getArrForVarName(inputs().get(position));
    }

    /** The rank of a stored input; 0 for other inputs. */
    int rank(int position) {
        return isStored(position) ? array(position).rank() : 0;
    }

    long[] integers() {
        return op.getOp() instanceof CustomOp custom ? custom.iArgs() : new long[0];
    }

    /** The integer argument at an index; 0, native code's default, if there is none. */
    long integer(int index) {
        return index < integers().length ? integers()[index] : 0;
    }

    boolean[] booleans() {
        return op.getOp() instanceof CustomOp custom ? custom.bArgs() : new boolean[0];
    }

    /** The scalar argument of an element-wise operation, such as the slope of {@code leakyrelu}; 0 if there is none. */
    double scalar() {
        return op.getOp() instanceof ScalarOp scalar ? scalar.scalar().getDouble(0) : 0;
    }
}
