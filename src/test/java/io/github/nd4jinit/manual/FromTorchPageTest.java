package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.dl4j.Dl4j;
import io.github.nd4jinit.plan.Assignment;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Recipes;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import io.github.nd4jinit.plan.Tensor;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Checks the tables of from-torch.md. */
class FromTorchPageTest {

    private static final String PAGE = "from-torch.md";
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final Set<String> FUNCTIONS = Set.of(
            "uniform_",
            "normal_",
            "trunc_normal_",
            "constant_",
            "zeros_",
            "ones_",
            "eye_",
            "dirac_",
            "xavier_uniform_",
            "xavier_normal_",
            "kaiming_uniform_",
            "kaiming_normal_",
            "orthogonal_",
            "sparse_");

    private static List<String> code(String cell) {
        List<String> code = new ArrayList<>();
        Matcher matcher = CODE.matcher(cell);
        while (matcher.find()) {
            code.add(matcher.group(1));
        }
        return code;
    }

    /** Returns the initializer that corresponds to a call of Init that fills the array w. */
    private static Initializer initializer(String call) throws ReflectiveOperationException {
        return initializer(call, Map.of());
    }

    private static Initializer initializer(String call, Map<String, Object> variables)
            throws ReflectiveOperationException {
        assertThat(call).startsWith("Init.");
        String code = call.substring("Init.".length())
                .replaceAll("\\((w, |w\\))", "(")
                .replaceAll("\\b(FanMode|Nonlinearity)\\.", "");
        return InitExpression.evaluate(code.endsWith("(") ? code + ")" : code, variables);
    }

    @Test
    void functions() throws Exception {
        Set<String> functions = new TreeSet<>();
        for (List<String> row :
                Table.checkedBy(PAGE, "FromTorchPageTest.functions").rows()) {
            Initializer equivalent = initializer(code(row.get(1)).get(0));
            for (String call : code(row.get(0))) {
                functions.add(call.substring(0, call.indexOf('(')));
                for (String prefix : List.of("", "nn.init.", "torch.nn.init.")) {
                    assertSameValues(call, Initializer.parse(prefix + call), equivalent);
                }
            }
        }
        assertThat(functions).isEqualTo(FUNCTIONS);
    }

    private static void assertSameValues(String call, Initializer torch, Initializer equivalent) {
        long[] shape = call.startsWith("dirac") ? new long[] {8, 6, 3} : new long[] {8, 6};
        double[] expected = torch.initialize(Nd4j.create(shape), Generator.seeded(1))
                .dup('c')
                .data()
                .asDouble();
        double[] values = equivalent
                .initialize(Nd4j.create(shape), Generator.seeded(1))
                .dup('c')
                .data()
                .asDouble();
        assertThat(values).as(call).containsExactly(expected, within(1e-7));
    }

    @Test
    void shapes() throws Exception {
        for (List<String> row :
                Table.checkedBy(PAGE, "FromTorchPageTest.shapes").rows()) {
            String module = code(row.get(0)).get(0);
            Layer layer = switch (module) {
                case "Linear(784, 128)" ->
                    new DenseLayer.Builder().nIn(784).nOut(128).build();
                case "Conv2d(3, 64, 7)" ->
                    new ConvolutionLayer.Builder(7, 7).nIn(3).nOut(64).build();
                case "Embedding(1000, 32)" ->
                    new EmbeddingLayer.Builder().nIn(1000).nOut(32).build();
                default -> throw new IllegalArgumentException(module);
            };
            MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                    .list()
                    .layer(layer)
                    .layer(new OutputLayer.Builder().nIn(2).nOut(2).build())
                    .build());
            network.init();
            Parameter weight = Dl4j.tensors(network).stream()
                    .map(Tensor::parameter)
                    .filter(parameter -> parameter.name().equals("0_W"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Arrays.toString(weight.shape())).as(module).isEqualTo(row.get(2));
            assertThat(weight.layout())
                    .as(module)
                    .isEqualTo(Layout.parse(code(row.get(3)).get(0)));
        }
    }

    @Test
    void gains() throws Exception {
        for (List<String> row : Table.checkedBy(PAGE, "FromTorchPageTest.gains").rows()) {
            Nonlinearity equivalent =
                    InitExpression.nonlinearity(code(row.get(2)).get(0).replace("Nonlinearity.", ""));
            String call = code(row.get(0)).get(0);
            assertThat("%.6f".formatted(equivalent.gain())).as(call).isEqualTo(row.get(1));
            assertThat(Initializer.parse("xavier_uniform_(w, gain=nn.init." + call + ")"))
                    .as(call)
                    .isEqualTo(Init.xavierUniform(equivalent.gain()));
        }
    }

    @Test
    void defaults() throws Exception {
        Fans fans = new Fans(12, 8);
        double k = 1 / Math.sqrt(8);
        Map<String, Object> variables = Map.of("fans", fans, "k", k, "-k", -k);
        for (List<String> row :
                Table.checkedBy(PAGE, "FromTorchPageTest.defaults").rows()) {
            String module = code(row.get(0)).get(0);
            Parameter parameter = switch (module + " " + row.get(1)) {
                case "Linear weight" -> Parameter.of("w", Role.WEIGHT, Layout.OUT_IN, 8, 12);
                case "Linear bias" ->
                    Parameter.of("b", Role.BIAS, Layout.OUT_IN, 8).withFans(fans);
                case "Embedding weight" -> Parameter.of("w", Role.EMBEDDING, Layout.OUT_IN, 8, 12);
                case "LSTM all" ->
                    Parameter.of("w", Role.RECURRENT_WEIGHT, Layout.IN_OUT, 8, 8)
                            .withLayer("LSTM");
                case "BatchNorm weight" -> Parameter.of("w", Role.NORM_SCALE, Layout.OUT_IN, 8);
                case "BatchNorm bias" -> Parameter.of("b", Role.NORM_SHIFT, Layout.OUT_IN, 8);
                case "PReLU weight" -> Parameter.of("w", Role.SLOPE, Layout.OUT_IN, 8);
                default -> throw new IllegalArgumentException(row.toString());
            };
            Moments recipe =
                    Recipes.torch().assign(List.of(parameter)).iterator().next().moments();
            Moments equivalent =
                    initializer(code(row.get(3)).get(0), variables).moments(parameter.shape(), parameter.layout());
            assertThat(equivalent.mean()).as(row.toString()).isEqualTo(recipe.mean());
            assertThat(equivalent.std()).as(row.toString()).isCloseTo(recipe.std(), within(1e-12));
        }
    }

    /** Checks the sentence below the table of defaults. */
    @Test
    void packedAttentionWeightsCanHaveTheirOwnRule() {
        Parameter packed = Parameter.of("self_attn.in_proj_weight", Role.WEIGHT, Layout.OUT_IN, 12, 4);
        Assignment assignment = Recipes.torch()
                .withRules(Rule.of(Selector.name("*in_proj_weight"), Init.xavierUniform()))
                .assign(List.of(packed))
                .iterator()
                .next();
        assertThat(assignment.initializer()).contains(Init.xavierUniform());
    }

    /** DL4J fills arrays of the shapes in the table in 'f' order; the order does not affect the values. */
    @Test
    void transposedViewsReceiveTheValuesOfTorch() {
        INDArray dense = Nd4j.create(new long[] {3, 2}, 'f');
        Init.xavierUniform().initialize(dense.transpose(), Generator.torch(42));
        assertThat(dense.transpose())
                .isEqualTo(Init.xavierUniform().initialize(Nd4j.create(2, 3), Generator.torch(42)));
    }
}
