package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.dl4j.Dl4j;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Selector;
import io.github.nd4jinit.plan.Tensor;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.ConstantDistribution;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.distribution.TruncatedNormalDistribution;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Checks the tables of from-dl4j.md, and compares their numbers with values that DL4J computes. */
class FromDl4jPageTest {

    private static final String PAGE = "from-dl4j.md";
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final int IN = 300;
    private static final int OUT = 100;

    private static List<String> code(String cell) {
        List<String> code = new ArrayList<>();
        Matcher matcher = CODE.matcher(cell);
        while (matcher.find()) {
            code.add(matcher.group(1));
        }
        return code;
    }

    private static Initializer initializer(String call) throws ReflectiveOperationException {
        return InitExpression.evaluate(
                call.replace("Init.", "").replaceAll("\\b(FanMode|Distribution)\\.", ""), Map.of());
    }

    private static INDArray values(IWeightInit weightInit) {
        Nd4j.getRandom().setSeed(42);
        return weightInit.init(IN, OUT, new long[] {IN, OUT}, 'f', Nd4j.create(IN * OUT));
    }

    private static double[] values(Initializer initializer) {
        return initializer
                .initialize(Nd4j.create(IN, OUT), Layout.IN_OUT, Generator.seeded(1))
                .dup('c')
                .data()
                .asDouble();
    }

    @Test
    void constants() throws Exception {
        Set<WeightInit> constants = EnumSet.of(WeightInit.DISTRIBUTION);
        for (List<String> row :
                Table.checkedBy(PAGE, "FromDl4jPageTest.constants").rows()) {
            WeightInit constant = WeightInit.valueOf(code(row.get(0)).get(0));
            constants.add(constant);
            Initializer equivalent = initializer(code(row.get(1)).get(0));
            for (String name : List.of(
                    constant.name(),
                    "dl4j." + constant.name(),
                    "dl4j." + constant.name().toLowerCase(Locale.ROOT),
                    "WeightInit." + constant.name())) {
                assertThat(values(Initializer.parse(name))).as(name).containsExactly(values(equivalent), within(1e-6));
            }
            Moments moments = equivalent.moments(new long[] {IN, OUT}, Layout.IN_OUT);
            assertThat("%.4f".formatted(moments.std())).as(constant.name()).isEqualTo(row.get(2));
            if (constant != WeightInit.IDENTITY) {
                double std = Double.parseDouble(row.get(3).replace("**", ""));
                assertThat(values(constant.getWeightInitFunction()).stdNumber().doubleValue())
                        .as(constant.name())
                        .isCloseTo(std, within(0.0006 + 0.01 * std));
                assertThat(row.get(3).startsWith("**"))
                        .as(constant.name())
                        .isEqualTo(Math.abs(std - moments.std()) > 0.05 * std);
            }
        }
        assertThat(constants).isEqualTo(EnumSet.allOf(WeightInit.class));
    }

    @Test
    void distributions() throws Exception {
        for (List<String> row :
                Table.checkedBy(PAGE, "FromDl4jPageTest.distributions").rows()) {
            Initializer equivalent = initializer(code(row.get(1)).get(0));
            Moments moments = equivalent.moments(new long[] {IN, OUT}, Layout.IN_OUT);
            for (String construction : code(row.get(0))) {
                Distribution distribution = switch (construction) {
                    case "new NormalDistribution(0, 0.01)" -> new NormalDistribution(0, 0.01);
                    case "new UniformDistribution(-0.05, 0.05)" -> new UniformDistribution(-0.05, 0.05);
                    case "new TruncatedNormalDistribution(0, 0.01)" -> new TruncatedNormalDistribution(0, 0.01);
                    case "new ConstantDistribution(0.1)" -> new ConstantDistribution(0.1);
                    case "new OrthogonalDistribution(1)" -> null; // does not return for most shapes
                    default -> throw new IllegalArgumentException(construction);
                };
                if (distribution != null) {
                    INDArray values = values(new WeightInitDistribution(distribution));
                    assertThat(values.meanNumber().doubleValue())
                            .as(construction)
                            .isCloseTo(moments.mean(), within(1e-3));
                    assertThat(values.stdNumber().doubleValue())
                            .as(construction)
                            .isCloseTo(moments.std(), within(1e-6 + 0.02 * moments.std()));
                }
            }
        }
    }

    @Test
    void selectors() throws Exception {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new SimpleRnn.Builder().nIn(3).nOut(4).build())
                .layer(new LSTM.Builder().nIn(4).nOut(4).build())
                .layer(new RnnOutputLayer.Builder().nIn(4).nOut(2).build())
                .build());
        network.init();
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("backbone", new LSTM.Builder().nIn(3).nOut(4).build(), "in")
                .addLayer("head", new RnnOutputLayer.Builder().nIn(4).nOut(2).build(), "backbone")
                .setOutputs("head")
                .build());
        graph.init();
        for (List<String> row :
                Table.checkedBy(PAGE, "FromDl4jPageTest.selectors").rows()) {
            String selector = code(row.get(0)).get(0);
            List<String> selected = switch (selector) {
                case "Selector.name(\"0_W\")" -> List.of("0_W");
                case "Selector.name(\"0_*\")" -> List.of("0_W", "0_RW", "0_b");
                case "Selector.name(\"head_*\")" -> List.of("head_W", "head_b");
                case "Selector.name(\"1_b.forget\")" -> List.of("1_b.forget");
                case "Selector.layer(\"LSTM\")" ->
                    List.of("1_W", "1_RW", "1_b.candidate", "1_b.forget", "1_b.output", "1_b.input");
                case "Selector.role(Role.RECURRENT_WEIGHT)" -> List.of("0_RW", "1_RW");
                default -> throw new IllegalArgumentException(selector);
            };
            List<Tensor> tensors = selector.contains("head") ? Dl4j.tensors(graph) : Dl4j.tensors(network);
            assertThat(tensors)
                    .extracting(Tensor::parameter)
                    .filteredOn(parameter -> selector(selector).matches(parameter))
                    .extracting(Parameter::name)
                    .containsExactlyElementsOf(selected);
        }
    }

    private static Selector selector(String code) {
        Matcher call = Pattern.compile("Selector\\.(\\w+)\\((?:\"(.*)\"|Role\\.(\\w+))\\)")
                .matcher(code);
        assertThat(call.matches()).isTrue();
        return switch (call.group(1)) {
            case "name" -> Selector.name(call.group(2));
            case "layer" -> Selector.layer(call.group(2));
            case "role" -> Selector.role(Role.valueOf(call.group(3)));
            default -> throw new IllegalArgumentException(code);
        };
    }
}
