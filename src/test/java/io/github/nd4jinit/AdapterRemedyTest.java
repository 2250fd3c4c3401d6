package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.diagnose.Forecast;
import io.github.nd4jinit.diagnose.Lsuv;
import io.github.nd4jinit.diagnose.MeanField;
import io.github.nd4jinit.dl4j.Dl4j;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.samediff.SameDiffs;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.WeightInitScheme;

/**
 * Applies the remedies that the error messages about networks, graphs and diagnoses suggest, and checks that the error
 * disappears.
 */
class AdapterRemedyTest {

    private static final Plan ONES = Plan.of(Rule.of(Selector.all(), Init.ones()));
    private static final Initializer LAMBDA = (array, layout, generator) -> array.assign(0.5);

    private static Arguments remedy(String remedy, ThrowingCallable failingCall, ThrowingCallable... correctedCalls) {
        return Arguments.of(remedy, failingCall, correctedCalls);
    }

    private static INDArray zeros(long... shape) {
        return Nd4j.zeros(DataType.FLOAT, shape);
    }

    private static INDArray batch(long... shape) {
        return Init.normal().initialize(zeros(shape), Generator.seeded(1));
    }

    private static MultiLayerNetwork uninitialized() {
        return new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list(new DenseLayer.Builder().nIn(3).nOut(4).build())
                .build());
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = uninitialized();
        network.init();
        return network;
    }

    private static SameDiff graph() {
        SameDiff graph = SameDiff.create();
        graph.placeHolder("x", DataType.FLOAT, -1, 3).mmul("y", graph.var("w", zeros(3, 4)));
        return graph;
    }

    private static SameDiff graphWithoutArray() {
        SameDiff graph = SameDiff.create();
        WeightInitScheme failing = SameDiffs.scheme(Init.xavierUniform(), Layout.IN_OUT);
        assertThatThrownBy(() -> graph.var("w", failing, DataType.FLOAT, 4))
                .isInstanceOf(IllegalArgumentException.class);
        return graph;
    }

    private static DenseStack.Layer layer(INDArray weight, Layout layout) {
        return DenseStack.Layer.of("a", weight, layout, Nonlinearity.RELU);
    }

    private static void lsuv(INDArray batch) {
        new Lsuv().initialize(new DenseStack(List.of(layer(batch(4, 3), Layout.OUT_IN)), batch), Generator.seeded(1));
    }

    private static void forecast(Rule rule) {
        List<Parameter> weights = List.of(Parameter.of("a.weight", Role.WEIGHT, Layout.OUT_IN, 4, 3));
        Forecast.of(Plan.of(rule).assign(weights), Nonlinearity.RELU, 1);
    }

    static Stream<Arguments> remedies() {
        WeightInitScheme scheme = SameDiffs.scheme(Init.ones(), Layout.IN_OUT);
        long[] shape = {3, 4};
        return Stream.of(
                remedy("init() was not called; call it first", () -> Dl4j.initialize(uninitialized(), ONES), () -> {
                    MultiLayerNetwork network = uninitialized();
                    network.init();
                    Dl4j.initialize(network, ONES);
                }),
                remedy(
                        "use an initializer of Init, or Dl4j.initialize(network, plan) after init()",
                        () -> Dl4j.weightInit(LAMBDA),
                        () -> Dl4j.weightInit(Init.constant(0.5)),
                        () -> Dl4j.initialize(network(), Plan.of(Rule.of(Selector.all(), LAMBDA)))),
                remedy(
                        "but had 0; pass 1",
                        () -> Dl4j.probe(network(), new DataSet()),
                        () -> Dl4j.probe(network(), new DataSet(batch(2, 3), batch(2, 4)))),
                remedy(
                        "set one with graph.setArrayForVariable, or remove the variable",
                        () -> SameDiffs.initialize(graphWithoutArray(), ONES),
                        () -> {
                            SameDiff graph = graphWithoutArray();
                            graph.setArrayForVariable("w", zeros(4));
                            SameDiffs.initialize(graph, ONES);
                        },
                        () -> SameDiffs.initialize(SameDiff.create(), Plan.of())),
                remedy(
                        "pass a view of 12 elements",
                        () -> scheme.create(shape, zeros(11)),
                        () -> scheme.create(shape, zeros(12))),
                remedy(
                        "only a placeholder may have axes of unknown length",
                        () -> SameDiffs.variable(SameDiff.create(), "w", scheme, DataType.FLOAT, -1, 4),
                        () -> SameDiffs.variable(SameDiff.create(), "w", scheme, DataType.FLOAT, 3, 4),
                        () -> SameDiff.create().placeHolder("w", DataType.FLOAT, -1, 4)),
                remedy(
                        "pass arrays for the placeholders x",
                        () -> SameDiffs.probe(graph(), Map.of("X", batch(2, 3))),
                        () -> SameDiffs.probe(graph(), Map.of("x", batch(2, 3)))),
                remedy(
                        "must have the shape [-1, 3], where -1 means any length",
                        () -> SameDiffs.probe(graph(), Map.of("x", batch(2, 4))),
                        () -> SameDiffs.probe(graph(), Map.of("x", batch(7, 3)))),
                // diagnoses
                remedy(
                        "reshape it to 2 axes, and pass Layout.OUT_IN or Layout.IN_OUT",
                        () -> layer(zeros(4, 3, 2), Layout.of("OIK")),
                        () -> layer(zeros(4, 3, 2).reshape(4, 6), Layout.OUT_IN),
                        () -> layer(zeros(4, 3, 2).reshape(4, 6), Layout.IN_OUT)),
                remedy(
                        "pass an array of 4 elements",
                        () -> layer(zeros(4, 3), Layout.OUT_IN).withBias(zeros(3)),
                        () -> layer(zeros(4, 3), Layout.OUT_IN).withBias(zeros(4))),
                remedy(
                        "a batch is [examples, inputs]",
                        () -> new DenseStack(List.of(layer(zeros(4, 3), Layout.OUT_IN)), zeros(3, 2)),
                        () -> new DenseStack(List.of(layer(zeros(4, 3), Layout.OUT_IN)), zeros(2, 3))),
                remedy(
                        "pass a positive number, such as 0.1",
                        () -> new Lsuv().withTolerance(0),
                        () -> new Lsuv().withTolerance(0.1)),
                remedy(
                        "pass 1 or more, such as 10",
                        () -> new Lsuv().withMaxIterations(0),
                        () -> new Lsuv().withMaxIterations(1),
                        () -> new Lsuv().withMaxIterations(10)),
                remedy("pass examples that differ", () -> lsuv(Nd4j.empty(DataType.FLOAT)), () -> lsuv(batch(20, 3))),
                remedy("pass finite examples that differ", () -> lsuv(zeros(20, 3)), () -> lsuv(batch(20, 3))),
                remedy(
                        "pass the mean square of the inputs, 1 if they are standardized",
                        () -> new MeanField(2, 0, Nonlinearity.RELU).firstVariance(-1),
                        () -> new MeanField(2, 0, Nonlinearity.RELU).firstVariance(1)),
                remedy(
                        "pass the fan in times the variance of the weights",
                        () -> new MeanField(-2, 0, Nonlinearity.RELU),
                        () -> new MeanField(100 * 0.02, 0, Nonlinearity.RELU)),
                remedy(
                        "pass the variance of the biases",
                        () -> new MeanField(2, Double.NaN, Nonlinearity.RELU),
                        () -> new MeanField(2, 0.01, Nonlinearity.RELU)),
                remedy(
                        "pass the number of layers",
                        () -> new MeanField(2, 0, Nonlinearity.RELU).variances(1, 0),
                        () -> new MeanField(2, 0, Nonlinearity.RELU).variances(1, 3)),
                remedy(
                        "give the weight a rule with an initializer of Init",
                        () -> forecast(Rule.keep(Selector.all())),
                        () -> forecast(Rule.of(Selector.all(), Init.kaimingNormal()))),
                remedy(
                        "run a Diagnosis instead",
                        () -> forecast(Rule.of(Selector.all(), Init.ones())),
                        () -> Diagnosis.of(
                                new DenseStack(List.of(layer(Nd4j.ones(4, 3), Layout.OUT_IN)), batch(20, 3)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("remedies")
    void suggestedCallsSucceed(String remedy, ThrowingCallable failingCall, ThrowingCallable[] correctedCalls) {
        assertThatThrownBy(failingCall)
                .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class)
                .hasMessageContaining(remedy);
        for (ThrowingCallable call : correctedCalls) {
            assertThatCode(call).as(remedy).doesNotThrowAnyException();
        }
    }
}
