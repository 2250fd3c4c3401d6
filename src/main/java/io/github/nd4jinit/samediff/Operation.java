package io.github.nd4jinit.samediff;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.plan.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.ScalarOp;

/**
 * An operation of a graph. It tells what the variables are that it takes: by its name, and by the arguments that reach native
 * code, for these, unlike ND4J's configuration objects, survive saving and loading.
 *
 * @param graph the graph
 * @param op the operation
 */
record Operation(SameDiff graph, SameDiffOp op) {

    private static final Layout DEPTHWISE = Layout.of("HWBO");
    private static final Layout POINTWISE = Layout.of("HWIO");

    /** Heads and their size are both out, as in one matrix for all heads. */
    private static final Layout PROJECTION = Layout.of("OOI");

    /** Those of conv2d, by the number of their {@link org.nd4j.enums.WeightsFormat}. */
    private static final List<Layout> KERNELS = List.of(Layout.of("HWIO"), Layout.of("OIHW"), Layout.of("OHWI"));

    private static final int LSTM_GATES = LstmGate.values().length;
    private static final int GRU_GATES = 3;

    /** What the graph calls it. */
    String name() {
        return op.getName();
    }

    /** What libnd4j calls it, such as {@code conv2d}. */
    String type() {
        return op.getOp().opName();
    }

    /** The names of the variables that it takes. */
    List<String> names() {
        return op.getInputsToOp() == null ? List.of() : op.getInputsToOp();
    }

    /** The name of what it makes, of several things the first. */
    String result() {
        return op.getOutputsOfOp().get(0);
    }

    /** The one operation that takes what this one makes; nothing if there are several. */
    Optional<Operation> follower() {
        Variable made = graph.getVariables().get(result());
        List<String> names = made == null || made.getInputsForOp() == null ? List.of() : made.getInputsForOp();
        List<SameDiffOp> takers = graph.getOps().values().stream()
                .filter(taker -> names.contains(taker.getName()))
                .toList();
        return takers.size() == 1 ? Optional.of(new Operation(graph, takers.get(0))) : Optional.empty();
    }

    /** Whether it takes a variable for its weight. */
    boolean hasWeight(String name) {
        return IntStream.range(0, Math.min(names().size(), inputs().size()))
                .anyMatch(place -> names().get(place).equals(name)
                        && inputs().get(place).role().hasFans());
    }

    /** Whether it adds a bias and does nothing else. */
    boolean isBiasSum() {
        return (type().equals("add") || type().equals("biasadd"))
                && inputs().stream().anyMatch(input -> input.role() == Role.BIAS);
    }

    /** Whether it gives its argument another mean and variance. */
    boolean isNormalization() {
        return type().equals("layer_norm") || type().equals("batchnorm");
    }

    /** Whether it is meant to give numbers of another size: by pooling, enlarging, normalizing, or weighing by a softmax. */
    boolean isResizing() {
        return isNormalization()
                || type().contains("pool")
                || type().contains("softmax")
                || type().startsWith("reduce_")
                || type().startsWith("upsampling")
                || type().startsWith("resize");
    }

    /** What it does to each element; nothing if it is not such an operation, or one that is not known. */
    Optional<Nonlinearity> nonlinearity() {
        return switch (type()) {
            case "relu" -> scalar() == 0 ? Optional.of(Nonlinearity.RELU) : Optional.empty();
            case "leakyrelu" -> Optional.of(Nonlinearity.leakyRelu(scalar()));
            case "precise_gelu" -> Optional.of(Nonlinearity.of("gelu_tanh"));
            case "tanh",
                    "sigmoid",
                    "elu",
                    "selu",
                    "gelu",
                    "swish",
                    "mish",
                    "softplus",
                    "softsign",
                    "relu6",
                    "hardtanh" -> Optional.of(Nonlinearity.of(type()));
            default -> Optional.empty();
        };
    }

    private double scalar() {
        return op.getOp() instanceof ScalarOp scalar ? scalar.scalar().getDouble(0) : 0;
    }

    /** What stands in each place; places beyond the list's end are unknown. */
    List<ParameterSpec> inputs() {
        return type().equals("add") ? sum() : parameters();
    }

    private List<ParameterSpec> parameters() {
        return switch (type()) {
            case "matmul" -> product();
            case "tensordot" -> contraction();
            case "xw_plus_b", "relu_layer" -> List.of(ParameterSpec.DATA, ParameterSpec.weight(Layout.IN_OUT), ParameterSpec.BIAS);
            case "biasadd" -> List.of(ParameterSpec.DATA, ParameterSpec.BIAS);
            case "conv1d", "conv3dnew" -> List.of(ParameterSpec.DATA, ParameterSpec.weight(Layout.IN_OUT), ParameterSpec.BIAS);
            case "conv2d" -> List.of(ParameterSpec.DATA, ParameterSpec.weight(KERNELS.get((int) integer(10))), ParameterSpec.BIAS);
            case "deconv2d", "deconv3d" -> List.of(ParameterSpec.DATA, ParameterSpec.weight(Layout.IN_OUT.transposed()), ParameterSpec.BIAS);
            case "depthwise_conv2d" -> List.of(ParameterSpec.DATA, ParameterSpec.weight(DEPTHWISE), ParameterSpec.BIAS);
            case "sconv2d" -> List.of(ParameterSpec.DATA, ParameterSpec.weight(DEPTHWISE), ParameterSpec.weight(POINTWISE), ParameterSpec.BIAS);
            case "gather" -> integer(0) == 0 && rank(0) > 1 ? List.of(ParameterSpec.EMBEDDING) : List.of();
            case "layer_norm" -> List.of(ParameterSpec.DATA, ParameterSpec.NORM_SCALE, ParameterSpec.NORM_SHIFT);
            case "batchnorm" -> batchNorm();
            case "prelu" -> List.of(ParameterSpec.DATA, ParameterSpec.SLOPE);
            case "lstmLayer" -> lstm();
            case "gru" -> gru();
            case "multi_head_dot_product_attention" ->
                List.of(
                        ParameterSpec.DATA,
                        ParameterSpec.DATA,
                        ParameterSpec.DATA,
                        ParameterSpec.weight(PROJECTION),
                        ParameterSpec.weight(PROJECTION),
                        ParameterSpec.weight(PROJECTION),
                        ParameterSpec.weight(Layout.IN_OUT));
            default -> List.of();
        };
    }

    /** x W or W x: the weight is the one that is not computed. If both are stored, there is no telling. */
    private List<ParameterSpec> product() {
        if (isStored(0) == isStored(1)) {
            return List.of();
        }
        return isStored(0)
                ? List.of(matrix(0, integer(0) == 0 ? "OI" : "IO"))
                : List.of(ParameterSpec.UNKNOWN, matrix(1, integer(1) == 0 ? "IO" : "OI"));
    }

    /** A matrix, or a stack of them. */
    private ParameterSpec matrix(int place, String letters) {
        return rank(place) < 2
                ? ParameterSpec.UNKNOWN
                : ParameterSpec.weight(Layout.of("B".repeat(rank(place) - letters.length()) + letters));
    }

    /** A sum over one axis of each: the integers are 1, the left one's axis, 1, the right one's axis. */
    private List<ParameterSpec> contraction() {
        if (isStored(0) == isStored(1) || integers().length != 4) {
            return List.of();
        }
        return isStored(0) ? List.of(contracted(0, integer(1))) : List.of(ParameterSpec.UNKNOWN, contracted(1, integer(3)));
    }

    private ParameterSpec contracted(int place, long axis) {
        StringBuilder letters = new StringBuilder("O".repeat(rank(place)));
        letters.setCharAt((int) Math.floorMod(axis, (long) rank(place)), 'I');
        return ParameterSpec.weight(Layout.of(letters.toString()));
    }

    /** Scale and shift stand close together if there is only one of them; two integers tell which. */
    private List<ParameterSpec> batchNorm() {
        List<ParameterSpec> inputs = new ArrayList<>(List.of(ParameterSpec.DATA, ParameterSpec.STATISTIC, ParameterSpec.STATISTIC));
        if (integer(0) != 0) {
            inputs.add(ParameterSpec.NORM_SCALE);
        }
        if (integer(1) != 0) {
            inputs.add(ParameterSpec.NORM_SHIFT);
        }
        return inputs;
    }

    /**
     * Weights are [in, 4 out] and [out, 4 out], with an axis for the two directions before these if there are two. Then come
     * those of bias, lengths of sequences, first output, first cell and peepholes that its booleans tell of.
     */
    private List<ParameterSpec> lstm() {
        Layout layout = Layout.of(rank(1) == 3 ? "BIO" : "IO").packed(LSTM_GATES);
        List<ParameterSpec> inputs = new ArrayList<>(List.of(ParameterSpec.DATA, ParameterSpec.weight(layout), ParameterSpec.recurrent(layout)));
        List<ParameterSpec> optional = List.of(ParameterSpec.LSTM_BIAS, ParameterSpec.DATA, ParameterSpec.DATA, ParameterSpec.DATA, ParameterSpec.PEEPHOLE);
        boolean[] present = booleans();
        for (int i = 0; i < Math.min(present.length, optional.size()); i++) {
            if (present[i]) {
                inputs.add(optional.get(i));
            }
        }
        return inputs;
    }

    private static List<ParameterSpec> gru() {
        Layout layout = Layout.of("IO").packed(GRU_GATES);
        return List.of(ParameterSpec.DATA, ParameterSpec.DATA, ParameterSpec.weight(layout), ParameterSpec.recurrent(layout), ParameterSpec.BIAS);
    }

    /** A vector that is added to what a weight has made is a bias. Other summands may be anything. */
    private List<ParameterSpec> sum() {
        if (isStored(0) == isStored(1)
                || producers().flatMap(Operation::weightFans).findAny().isEmpty()) {
            return List.of();
        }
        if (isStored(0)) {
            return isVector(0) ? List.of(ParameterSpec.BIAS) : List.of();
        }
        return isVector(1) ? List.of(ParameterSpec.UNKNOWN, ParameterSpec.BIAS) : List.of();
    }

    /** The fans of the weight that a bias here belongs to: this operation's, or that of the one whose result it is added to. */
    Optional<Fans> fansOfBias() {
        return Stream.concat(weightFans(), producers().flatMap(Operation::weightFans))
                .findFirst();
    }

    /** The fans of the weight that makes this operation's result; of several, that is the last. */
    private Stream<Fans> weightFans() {
        List<ParameterSpec> inputs = parameters();
        return IntStream.range(0, inputs.size())
                .map(i -> inputs.size() - 1 - i)
                .filter(place -> inputs.get(place).isWeight() && isStored(place))
                .mapToObj(
                        place -> Fans.of(array(place).shape(), inputs.get(place).layout()))
                .limit(1);
    }

    /** The operations that make what this one takes. */
    Stream<Operation> producers() {
        return names().stream()
                .flatMap(name -> Stream.ofNullable(graph.getVariables().get(name)))
                .flatMap(variable -> Stream.ofNullable(variable.getOutputOfOp()))
                .flatMap(name -> Stream.ofNullable(graph.getOps().get(name)))
                .map(producer -> new Operation(graph, producer));
    }

    /** Whether what stands in a place has values of its own, trainable or not. */
    private boolean isStored(int place) {
        return place < names().size() && (isA(place, VariableType.VARIABLE) || isA(place, VariableType.CONSTANT));
    }

    private boolean isA(int place, VariableType type) {
        return graph.getVariable(names().get(place)).getVariableType() == type;
    }

    private INDArray array(int place) {
        return graph.getArrForVarName(names().get(place));
    }

    /** The number of axes; none if there are no values yet. */
    private int rank(int place) {
        return isStored(place) ? array(place).rank() : 0;
    }

    /** Whether at most one axis is longer than 1. */
    private boolean isVector(int place) {
        return Arrays.stream(array(place).shape()).filter(length -> length > 1).count() < 2 && rank(place) > 0;
    }

    private long[] integers() {
        return op.getOp() instanceof CustomOp custom ? custom.iArgs() : new long[0];
    }

    /** An integer; 0, which is native code's default, if there are not so many. */
    private long integer(int index) {
        return index < integers().length ? integers()[index] : 0;
    }

    private boolean[] booleans() {
        return op.getOp() instanceof CustomOp custom ? custom.bArgs() : new boolean[0];
    }
}
