package io.github.nd4jinit.samediff;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The operations of SameDiff that have parameters, and the role of the variable at each input position. */
final class OperationCatalog {

    private static final Layout DEPTHWISE = Layout.of("HWBO");
    private static final Layout POINTWISE = Layout.of("HWIO");

    /** [heads, head size, in]. The heads and their units are outputs, as in one matrix for all heads. */
    private static final Layout HEADS = Layout.of("OOI");

    /** The kernel layouts of conv2d, by the number of their {@link org.nd4j.enums.WeightsFormat}. */
    private static final List<Layout> KERNELS = List.of(Layout.of("HWIO"), Layout.of("OIHW"), Layout.of("OHWI"));

    private static final int GRU_GATES = 3;

    private OperationCatalog() {}

    /** The specs of an operation's inputs, by position; positions after the end of the list are unknown. */
    static List<ParameterSpec> specs(Operation operation) {
        return operation.type().equals("add") ? sum(operation) : ownParameters(operation);
    }

    /** The specs that follow from the operation alone. */
    private static List<ParameterSpec> ownParameters(Operation operation) {
        return switch (operation.type()) {
            case "matmul" -> product(operation);
            case "tensordot" -> contraction(operation);
            case "xw_plus_b", "relu_layer", "conv1d", "conv3dnew" -> weightAndBias(Layout.IN_OUT);
            case "biasadd" -> List.of(ParameterSpec.DATA, ParameterSpec.BIAS);
            case "conv2d" -> weightAndBias(KERNELS.get((int) operation.integer(10)));
            case "deconv2d", "deconv3d" -> weightAndBias(Layout.IN_OUT.transposed());
            case "depthwise_conv2d" -> weightAndBias(DEPTHWISE);
            case "sconv2d" ->
                List.of(
                        ParameterSpec.DATA,
                        ParameterSpec.weight(DEPTHWISE),
                        ParameterSpec.weight(POINTWISE),
                        ParameterSpec.BIAS);
            case "gather" ->
                operation.integer(0) == 0 && operation.rank(0) > 1 ? List.of(ParameterSpec.EMBEDDING) : List.of();
            case "layer_norm" -> List.of(ParameterSpec.DATA, ParameterSpec.NORM_SCALE, ParameterSpec.NORM_SHIFT);
            case "batchnorm" -> batchNorm(operation);
            case "prelu" -> List.of(ParameterSpec.DATA, ParameterSpec.SLOPE);
            case "lstmLayer" -> lstm(operation);
            case "gru" -> gru();
            case "multi_head_dot_product_attention" ->
                List.of(
                        ParameterSpec.DATA,
                        ParameterSpec.DATA,
                        ParameterSpec.DATA,
                        ParameterSpec.weight(HEADS),
                        ParameterSpec.weight(HEADS),
                        ParameterSpec.weight(HEADS),
                        ParameterSpec.weight(Layout.IN_OUT));
            default -> List.of();
        };
    }

    private static List<ParameterSpec> weightAndBias(Layout layout) {
        return List.of(ParameterSpec.DATA, ParameterSpec.weight(layout), ParameterSpec.BIAS);
    }

    /** x W or W x, where the weight is the stored factor. If both factors are stored, either can be the weight. */
    private static List<ParameterSpec> product(Operation operation) {
        if (operation.isStored(0) == operation.isStored(1)) {
            return List.of();
        }
        return operation.isStored(0)
                ? List.of(matrix(operation, 0, operation.integer(0) == 0 ? "OI" : "IO"))
                : List.of(ParameterSpec.UNKNOWN, matrix(operation, 1, operation.integer(1) == 0 ? "IO" : "OI"));
    }

    /** A matrix, or a batch of matrices. */
    private static ParameterSpec matrix(Operation operation, int position, String letters) {
        int rank = operation.rank(position);
        return rank < 2
                ? ParameterSpec.UNKNOWN
                : ParameterSpec.weight(Layout.of("B".repeat(rank - letters.length()) + letters));
    }

    /**
     * A sum over one axis of each factor. The integer arguments are 1, the left factor's axis, 1, the right factor's
     * axis.
     */
    private static List<ParameterSpec> contraction(Operation operation) {
        if (operation.isStored(0) == operation.isStored(1) || operation.integers().length != 4) {
            return List.of();
        }
        return operation.isStored(0)
                ? List.of(contracted(operation.rank(0), operation.integer(1)))
                : List.of(ParameterSpec.UNKNOWN, contracted(operation.rank(1), operation.integer(3)));
    }

    private static ParameterSpec contracted(int rank, long axis) {
        StringBuilder letters = new StringBuilder("O".repeat(rank));
        letters.setCharAt((int) Math.floorMod(axis, (long) rank), 'I');
        return ParameterSpec.weight(Layout.of(letters.toString()));
    }

    /** Scale and shift are optional inputs; two integer arguments indicate which are present. */
    private static List<ParameterSpec> batchNorm(Operation operation) {
        List<ParameterSpec> specs =
                new ArrayList<>(List.of(ParameterSpec.DATA, ParameterSpec.STATISTIC, ParameterSpec.STATISTIC));
        if (operation.integer(0) != 0) {
            specs.add(ParameterSpec.NORM_SCALE);
        }
        if (operation.integer(1) != 0) {
            specs.add(ParameterSpec.NORM_SHIFT);
        }
        return specs;
    }

    /**
     * The weights are [in, 4 units] and [units, 4 units], with a first axis for the directions if there are two. The
     * bias, the lengths of the sequences, the initial output, the initial cell state and the peepholes are optional
     * inputs; boolean arguments indicate which are present.
     */
    private static List<ParameterSpec> lstm(Operation operation) {
        Layout layout = Layout.of(operation.rank(1) == 3 ? "BIO" : "IO").packed(LstmGate.COUNT);
        List<ParameterSpec> specs = new ArrayList<>(
                List.of(ParameterSpec.DATA, ParameterSpec.weight(layout), ParameterSpec.recurrent(layout)));
        List<ParameterSpec> optional = List.of(
                ParameterSpec.LSTM_BIAS,
                ParameterSpec.DATA,
                ParameterSpec.DATA,
                ParameterSpec.DATA,
                ParameterSpec.PEEPHOLE);
        boolean[] isPresent = operation.booleans();
        for (int i = 0; i < Math.min(isPresent.length, optional.size()); i++) {
            if (isPresent[i]) {
                specs.add(optional.get(i));
            }
        }
        return specs;
    }

    private static List<ParameterSpec> gru() {
        Layout layout = Layout.of("IO").packed(GRU_GATES);
        return List.of(
                ParameterSpec.DATA,
                ParameterSpec.DATA,
                ParameterSpec.weight(layout),
                ParameterSpec.recurrent(layout),
                ParameterSpec.BIAS);
    }

    /** A stored vector that is added to the result of a weight is a bias. Other summands are not identified. */
    private static List<ParameterSpec> sum(Operation operation) {
        if (operation.isStored(0) == operation.isStored(1)
                || operation
                        .producers()
                        .flatMap(OperationCatalog::fansOfWeight)
                        .findAny()
                        .isEmpty()) {
            return List.of();
        }
        if (operation.isStored(0)) {
            return isVector(operation, 0) ? List.of(ParameterSpec.BIAS) : List.of();
        }
        return isVector(operation, 1) ? List.of(ParameterSpec.UNKNOWN, ParameterSpec.BIAS) : List.of();
    }

    /** Whether at most one axis is longer than 1. */
    private static boolean isVector(Operation operation, int position) {
        return operation.rank(position) > 0
                && Arrays.stream(operation.array(position).shape())
                                .filter(length -> length > 1)
                                .count()
                        < 2;
    }

    /**
     * The fans of the weight that an operation's bias belongs to: the weight of the operation, or of the operation that
     * produces the other summand.
     */
    static Optional<Fans> fansOfBias(Operation operation) {
        return Stream.concat(fansOfWeight(operation), operation.producers().flatMap(OperationCatalog::fansOfWeight))
                .findFirst();
    }

    /**
     * The fans of the weight from which an operation computes its result; if there are several weights, of the last
     * one.
     */
    private static Stream<Fans> fansOfWeight(Operation operation) {
        List<ParameterSpec> specs = ownParameters(operation);
        return IntStream.range(0, specs.size())
                .map(i -> specs.size() - 1 - i)
                .filter(position -> specs.get(position).isWeight() && operation.isStored(position))
                .mapToObj(position -> Fans.of(
                        operation.array(position).shape(), specs.get(position).layout()))
                .limit(1);
    }

    /** Whether an operation takes a variable as a weight. */
    static boolean hasWeight(Operation operation, String variable) {
        List<ParameterSpec> specs = specs(operation);
        List<String> names = operation.inputs();
        return IntStream.range(0, Math.min(names.size(), specs.size()))
                .anyMatch(position -> names.get(position).equals(variable)
                        && specs.get(position).role().hasFans());
    }

    /** Whether an operation only adds a bias. */
    static boolean isBiasAddition(Operation operation) {
        return (operation.type().equals("add") || operation.type().equals("biasadd"))
                && specs(operation).stream().anyMatch(spec -> spec.role() == Role.BIAS);
    }

    /** Whether an operation normalizes the mean and variance of its input. */
    static boolean isNormalization(Operation operation) {
        return operation.type().equals("layer_norm") || operation.type().equals("batchnorm");
    }

    /**
     * Whether an operation is expected to change the scale of its input, in which case the RMS values before and after
     * it cannot be compared.
     */
    static boolean isRescaling(Operation operation) {
        String type = operation.type();
        return isNormalization(operation)
                || type.contains("pool")
                || type.contains("softmax")
                || type.startsWith("reduce_")
                || type.startsWith("upsampling")
                || type.startsWith("resize");
    }
}
