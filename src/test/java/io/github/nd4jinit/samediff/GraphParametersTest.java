package io.github.nd4jinit.samediff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.RoleInference;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import io.github.nd4jinit.plan.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMActivations;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDataFormat;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDirectionMode;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMLayerConfig;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.weights.LSTMLayerWeights;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Tests the properties of variables that the operations of a graph determine. Each expected line contains a name, a role, an operation,
 * a layout, and fans.
 */
class GraphParametersTest {

    private final SameDiff graph = SameDiff.create();

    private SDVariable var(String name, long... shape) {
        return graph.var(name, Nd4j.zeros(DataType.FLOAT, shape));
    }

    private SDVariable data(String name, long... shape) {
        return graph.placeHolder(name, DataType.FLOAT, shape);
    }

    private List<String> lines() {
        return lines(SameDiffs.tensors(graph));
    }

    private static List<String> lines(List<Tensor> tensors) {
        return tensors.stream().map(tensor -> line(tensor.parameter())).toList();
    }

    private static String line(Parameter parameter) {
        Role role = parameter.role();
        boolean weight = role == Role.WEIGHT || role == Role.RECURRENT_WEIGHT;
        Optional<Fans> own = weight ? Optional.of(fans(parameter)) : Optional.empty();
        String fans = parameter
                .explicitFans()
                .or(() -> own)
                .map(some -> " %.0f>%.0f".formatted(some.fanIn(), some.fanOut()))
                .orElse("");
        return "%s %s %s%s%s"
                .formatted(
                        parameter.name(),
                        role,
                        parameter.layer().isEmpty() ? "-" : parameter.layer(),
                        weight ? " " + parameter.layout() : "",
                        fans);
    }

    private static Fans fans(Parameter weight) {
        return Fans.of(weight.shape(), weight.layout());
    }

    @Test
    void allFormsOfDenseLayersHaveWeightsAndBiases() {
        SDVariable x = data("x", 2, 3);
        SDVariable a = x.mmul(var("a", 3, 4)).add(var("a0", 4));
        SDVariable b = var("b0", 1, 5).add(graph.mmul(a, var("b", 5, 4), false, true, false));
        SDVariable c = graph.nn().biasAdd(b.mmul(var("c", 5, 6)), var("c0", 6), false);
        SDVariable d = graph.nn().linear(c, var("d", 6, 7), var("d0", 7));
        SDVariable e = graph.nn().reluLayer(d, var("e", 7, 8), var("e0", 8));
        var("f", 9, 8).mmul(graph.transpose(e)).add(var("f0", 9, 1));
        assertThat(lines())
                .containsExactly(
                        "a weight matmul IO 3>4",
                        "a0 bias add 3>4",
                        "b weight matmul OI 4>5",
                        "b0 bias add 4>5",
                        "c weight matmul IO 5>6",
                        "c0 bias biasadd 5>6",
                        "d weight xw_plus_b *IO 6>7",
                        "d0 bias xw_plus_b 6>7",
                        "e weight relu_layer *IO 7>8",
                        "e0 bias relu_layer 7>8",
                        "f weight matmul OI 8>9",
                        "f0 bias add 8>9");
    }

    @Test
    void weightsOfConvolutionsHaveTheirLayoutsAndBiasesHaveTheFansOfTheLastWeight() {
        Conv2DConfig config = Conv2DConfig.builder().kH(2).kW(2).build();
        SDVariable x = data("x", 1, 3, 9, 9);
        SDVariable a = graph.cnn().conv2d(x, var("a", 2, 2, 3, 4), var("a0", 4), config);
        SDVariable b = graph.cnn().depthWiseConv2d(a, var("b", 2, 2, 4, 2), var("b0", 8), config);
        SDVariable c =
                graph.cnn().separableConv2d(b, var("c", 2, 2, 8, 3), var("cp", 1, 1, 24, 5), var("c0", 5), config);
        graph.cnn().conv2d(c, var("d", 2, 2, 5, 6), config).add(var("d0", 1, 6, 1, 1));
        assertThat(lines())
                .containsExactly(
                        "a weight conv2d HWIO 12>16",
                        "a0 bias conv2d 12>16",
                        "b weight depthwise_conv2d HWBO 4>8",
                        "b0 bias depthwise_conv2d 4>8",
                        "c weight sconv2d HWBO 4>12",
                        "cp weight sconv2d HWIO 24>5",
                        "c0 bias sconv2d 24>5",
                        "d weight conv2d HWIO 20>24",
                        "d0 bias add 20>24");
    }

    @Test
    void normalizationsHaveScalesShiftsAndStatistics() {
        SDVariable x = data("x", 2, 3);
        SDVariable a = graph.nn().layerNorm(x, var("a.g", 3), var("a.b", 3), false, 1);
        SDVariable b = graph.nn().layerNorm(a, var("b.g", 3), false, 1);
        SDVariable c = graph.nn().batchNorm(b, var("c.m", 3), var("c.v", 3), var("c.g", 3), var("c.b", 3), 1e-5, 1);
        SDVariable d = graph.nn().batchNorm(c, var("d.m", 3), var("d.v", 3), null, var("d.b", 3), 1e-5, 1);
        graph.nn().prelu(d, var("e", 1), 1);
        assertThat(lines())
                .containsExactly(
                        "a.g norm_scale layer_norm",
                        "a.b norm_shift layer_norm",
                        "b.g norm_scale layer_norm",
                        "c.m statistic batchnorm",
                        "c.v statistic batchnorm",
                        "c.g norm_scale batchnorm",
                        "c.b norm_shift batchnorm",
                        "d.m statistic batchnorm",
                        "d.v statistic batchnorm",
                        "d.b norm_shift batchnorm",
                        "e slope prelu");
    }

    @Test
    void aLookupTableIsAnEmbeddingEvenIfItIsAlsoTheWeightOfTheOutput() {
        SDVariable tokens = graph.placeHolder("tokens", DataType.INT32, 5);
        SDVariable table = var("table", 10, 4);
        SDVariable h = graph.gather(table, tokens, 0).add(var("wpe", 5, 4));
        graph.mmul(h, table, false, true, false);
        graph.gather(var("w", 4, 10), tokens, 1);
        assertThat(lines()).containsExactly("table embedding gather", "wpe embedding -", "w weight - *IO 4>10");
    }

    @Test
    void theFirstUseOfAWeightDeterminesItsLayout() {
        SDVariable w = var("w", 6, 3);
        SDVariable code = data("x", 2, 6).mmul(w);
        graph.mmul(code, w, false, true, false);
        assertThat(lines()).containsExactly("w weight matmul IO 6>3");
    }

    @Test
    void theUnitsOfAllAttentionHeadsAreOutputs() {
        SDVariable x = data("x", 2, 3, 4);
        SDVariable mask = graph.constant("mask", Nd4j.ones(2, 4));
        SDVariable y = graph.nn()
                .multiHeadDotProductAttention(
                        x, x, x, var("q", 2, 5, 3), var("k", 2, 5, 3), var("v", 2, 6, 3), var("o", 12, 7), mask, true);
        assertThat(lines())
                .containsExactly(
                        "q weight multi_head_dot_product_attention OOI 3>10",
                        "k weight multi_head_dot_product_attention OOI 3>10",
                        "v weight multi_head_dot_product_attention OOI 3>12",
                        "o weight multi_head_dot_product_attention *IO 12>7");
        assertThat(graph.outputSingle(Map.of("x", Nd4j.ones(2, 3, 4)), y.name()).shape())
                .containsExactly(2, 7, 4);
    }

    @Test
    void aGruHasThreeGates() {
        SDVariable y =
                graph.rnn().gru(data("x", 6, 2, 3), var("h", 2, 5), var("w", 3, 15), var("r", 5, 15), var("b", 15));
        assertThat(lines())
                .containsExactly(
                        "h token gru",
                        "w weight gru IO.packed(3) 3>5",
                        "r recurrent_weight gru IO.packed(3) 5>5",
                        "b bias gru 3>5");
        assertThat(graph.outputSingle(Map.of("x", Nd4j.ones(6, 2, 3)), y.name()).shape())
                .containsExactly(6, 2, 5);
    }

    /** Adds an LSTM with 3 inputs, 4 units, and 2 steps, and returns its output, last output, and last cell state. */
    private SDVariable[] lstm(LSTMDirectionMode direction, INDArray initialCell) {
        boolean both = direction == LSTMDirectionMode.BIDIR_CONCAT;
        LSTMLayerWeights weights = LSTMLayerWeights.builder()
                .weights(both ? var("w", 2, 3, 16) : var("w", 3, 16))
                .rWeights(both ? var("r", 2, 4, 16) : var("r", 4, 16))
                .bias(both ? var("b", 2, 16) : var("b", 16))
                .peepholeWeights(both ? var("p", 2, 12) : var("p", 12))
                .build();
        LSTMLayerConfig config = LSTMLayerConfig.builder()
                .lstmdataformat(LSTMDataFormat.TNS)
                .directionMode(direction)
                .gateAct(LSTMActivations.SIGMOID)
                .cellAct(LSTMActivations.TANH)
                .outAct(LSTMActivations.TANH)
                .retFullSequence(true)
                .retLastH(true)
                .retLastC(true)
                .build();
        // M2.1 passes the arguments for the initial cell and the initial output to native code in swapped order
        SDVariable output = graph.var("h0", initialCell.like());
        SDVariable cell = graph.constant("c0", initialCell);
        return graph.rnn()
                .lstmLayer(new String[] {"y", "h", "c"}, data("x", 2, 1, 3), output, cell, null, weights, config);
    }

    @Test
    void theBiasOfAnLstmHasOnePartForEachOfTheFourGates() {
        lstm(LSTMDirectionMode.FWD, Nd4j.ones(1, 4));
        assertThat(lines())
                .containsExactly(
                        "w weight lstmLayer IO.packed(4) 3>4",
                        "r recurrent_weight lstmLayer IO.packed(4) 4>4",
                        "b.input bias lstmLayer 3>4",
                        "b.forget forget_bias lstmLayer 3>4",
                        "b.candidate bias lstmLayer 3>4",
                        "b.output bias lstmLayer 3>4",
                        "h0 token lstmLayer",
                        "p peephole lstmLayer");
    }

    @Test
    void theDirectionsOfAnLstmAreABatchAxis() {
        lstm(LSTMDirectionMode.BIDIR_CONCAT, Nd4j.ones(2, 1, 4));
        assertThat(lines())
                .startsWith(
                        "w weight lstmLayer BIO.packed(4) 3>4",
                        "r recurrent_weight lstmLayer BIO.packed(4) 4>4",
                        "b.input bias lstmLayer 3>4");
    }

    /** If all weights are zero, the cell is c' = sigmoid(f) c + sigmoid(i) tanh(g), and the output is sigmoid(o) tanh(c'). */
    @ParameterizedTest
    @EnumSource(names = {"FWD", "BIDIR_CONCAT"})
    void thePartsOfAnLstmBiasBelongToTheGatesThatTheyAreNamedAfter(LSTMDirectionMode direction) {
        INDArray initialCell = direction == LSTMDirectionMode.FWD
                ? Nd4j.ones(1, 4).mul(4)
                : Nd4j.ones(2, 1, 4).mul(4);
        lstm(direction, initialCell);
        assertThat(last("c", "nothing")).isEqualTo(1); // 4 / 2 / 2
        assertThat(last("c", "b.forget")).isEqualTo(4);
        assertThat(last("c", "b.candidate")).isEqualTo(1.75); // (4 / 2 + 1 / 2) / 2 + 1 / 2
        assertThat(last("c", "b.input")).isEqualTo(1);
        assertThat(last("h", "b.input")).isCloseTo(Math.tanh(1) / 2, within(1e-6));
        assertThat(last("h", "b.output")).isCloseTo(Math.tanh(1), within(1e-6));
    }

    /** Returns an output of the LSTM when one part of the bias is so large that its gate is fully open. */
    private double last(String output, String open) {
        Plan plan =
                Plan.of(Rule.of(Selector.name(open), Init.constant(40)).ifAny(), Rule.of(Selector.all(), Init.zeros()));
        SameDiffs.initialize(graph, plan);
        return graph.outputSingle(Map.of("x", Nd4j.ones(2, 1, 3)), output).getDouble(0);
    }

    @Test
    void aVariableUsedAsDataIsALearnedTokenAndFactorsOfAProductOfVariablesHaveNoOperation() {
        SDVariable image = var("image", 1, 3, 4, 4);
        Conv2DConfig config = Conv2DConfig.builder().kH(2).kW(2).build();
        graph.cnn().conv2d(image, graph.constant("k", Nd4j.ones(2, 2, 3, 4)), config);
        data("x", 2, 5).mmul(var("down", 5, 2).mmul(var("up", 2, 5)));
        assertThat(lines()).containsExactly("image token conv2d", "down weight - *IO 5>2", "up weight - *IO 2>5");
    }

    @Test
    void aBiasHasTheFansOfAFrozenWeight() {
        SDVariable frozen = graph.constant("w", Nd4j.ones(3, 4));
        data("x", 2, 3).mmul(frozen).add(var("b", 4));
        assertThat(lines()).containsExactly("b bias add 3>4");
    }

    @Test
    void onlyAVectorAddedToTheOutputOfAWeightIsABias() {
        SDVariable x = data("x", 2, 3);
        SDVariable y = x.add(var("offset", 3)).mmul(var("w", 3, 4)).add(var("matrix", 2, 4));
        y.add(var("residual.bias", 4));
        assertThat(lines())
                .containsExactly(
                        "offset other -", "w weight matmul IO 3>4", "matrix weight - *IO 2>4", "residual.bias bias -");
    }

    @Test
    void rolesThatOperationsDoNotDetermineAreInferredFromNames() {
        SDVariable x = data("x", 2, 3);
        SDVariable h = graph.transpose(graph.mmul(graph.transpose(var("fc.weight", 4, 3)), x, true, true, false));
        h.mul(var("scale", 4)).sub(var("fc.bias", 4));
        assertThat(lines()).containsExactly("fc.weight weight - *IO 4>3", "scale norm_scale -", "fc.bias bias - 4>3");
        RoleInference naming =
                (name, shape) -> name.equals("scale") ? Role.SLOPE : RoleInference.CONVENTIONAL.infer(name, shape);
        assertThat(lines(SameDiffs.tensors(graph, Layout.OUT_IN, naming)))
                .containsExactly("fc.weight weight - OI* 3>4", "scale slope -", "fc.bias bias - 3>4");
    }

    @Test
    void onlyFloatingPointVariablesAreTrainableAndUnusedVariablesComeLastInAlphabeticalOrder() {
        graph.constant("constant", Nd4j.ones(3));
        graph.var("counter", Nd4j.createFromArray(1, 2));
        var("z", 2, 2);
        var("y", 2, 2);
        data("x", 2, 3).mmul(var("w", 3, 4));
        assertThat(lines()).containsExactly("w weight matmul IO 3>4", "y weight - *IO 2>2", "z weight - *IO 2>2");
    }

    @Test
    void aVariableWithoutAnArrayIsRejected() {
        var("a", 3, 4);
        assertThatThrownBy(
                        () -> graph.var("w", SameDiffs.scheme(Init.xavierUniform(), Layout.IN_OUT), DataType.FLOAT, 4))
                .isInstanceOf(IllegalArgumentException.class);
        Plan ones = Plan.of(Rule.of(Selector.all(), Init.ones()));
        assertThatThrownBy(() -> SameDiffs.initialize(graph, ones))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "variable \"w\" must have an array, but has none; set one with graph.setArrayForVariable, or remove the variable");
        assertThat(graph.getVariable("a").getArr().sumNumber().doubleValue()).isZero();
        graph.setArrayForVariable("w", Nd4j.zeros(DataType.FLOAT, 4));
        SameDiffs.initialize(graph, ones);
        assertThat(graph.getVariable("w").getArr()).isEqualTo(Nd4j.ones(4));
    }

    @Test
    void nullArgumentsAreReportedByName() {
        assertThatThrownBy(() -> SameDiffs.tensors(null)).hasMessage("graph must not be null");
        assertThatThrownBy(() -> SameDiffs.tensors(graph, null, RoleInference.CONVENTIONAL))
                .hasMessage("layout must not be null");
        assertThatThrownBy(() -> SameDiffs.tensors(graph, Layout.IN_OUT, null))
                .hasMessage("inference must not be null");
    }
}
