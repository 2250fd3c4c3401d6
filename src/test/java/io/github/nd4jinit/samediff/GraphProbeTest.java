package io.github.nd4jinit.samediff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.diagnose.Finding;
import io.github.nd4jinit.diagnose.Finding.Kind;
import io.github.nd4jinit.diagnose.LayerEdge;
import io.github.nd4jinit.diagnose.LayerSignals;
import io.github.nd4jinit.diagnose.Lsuv;
import io.github.nd4jinit.diagnose.Probe;
import io.github.nd4jinit.diagnose.ProbedLayer;
import io.github.nd4jinit.diagnose.WeightReport;
import io.github.nd4jinit.random.Generator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.factory.Nd4j;

class GraphProbeTest {

    private static final int EXAMPLES = 6;
    private static final double STEP = 1e-5;

    private static INDArray normal(long... shape) {
        return Init.normal().initialize(Nd4j.create(DataType.DOUBLE, shape), Generator.seeded(shape.length));
    }

    private static SDVariable weight(SameDiff graph, String name, Initializer initializer, long... shape) {
        INDArray values = Nd4j.create(DataType.DOUBLE, shape);
        return graph.var(
                name,
                initializer.initialize(
                        values, Layout.IN_OUT, Generator.seeded(4).named(name)));
    }

    /** Returns a network in which the alphabetical order of the weights is the reverse of the order of the operations. */
    private static SameDiff mlp() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 5);
        SDVariable y = graph.placeHolder("y", DataType.DOUBLE, -1, 3);
        SDVariable c = graph.nn()
                .tanh(x.mmul(weight(graph, "c", Init.xavierNormal(), 5, 4)).add(weight(graph, "c0", Init.normal(), 4)));
        SDVariable b = graph.nn()
                .leakyRelu(
                        graph.nn()
                                .linear(
                                        c,
                                        weight(graph, "b", Init.xavierNormal(), 4, 7),
                                        weight(graph, "b0", Init.normal(), 7)),
                        0.2);
        SDVariable a = b.mmul("answer", weight(graph, "a", Init.xavierNormal(), 7, 3));
        graph.math().squaredDifference(a, y).mean("loss");
        graph.setLossVariables("loss");
        return graph;
    }

    private static Map<String, INDArray> batch() {
        return Map.of("x", normal(EXAMPLES, 5), "y", normal(EXAMPLES, 3).mul(2));
    }

    private static void assertClose(INDArray actual, INDArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-7);
    }

    /** Returns the gradient with respect to a bias, which is the sum over the examples of the gradients with respect to the output. */
    private static double biasGradient(ProbedLayer site, LayerSignals signal, int unit, int axis) {
        INDArray gradient = signal.gradient().orElseThrow();
        INDArray units = gradient.slice(unit, axis).dup('c');
        INDArray outputs = signal.output().slice(unit, axis).dup('c');
        double sum = 0;
        for (long i = 0; i < units.length(); i++) {
            sum += units.getDouble(i) * site.nonlinearity().orElseThrow().derivative(outputs.getDouble(i));
        }
        return sum;
    }

    private static double difference(SameDiff graph, Map<String, INDArray> batch, String bias, int unit) {
        INDArray array = graph.getVariable(bias).getArr();
        double before = array.getDouble(unit);
        array.putScalar(unit, before + STEP);
        double above = graph.output(batch, "loss").get("loss").getDouble(0);
        array.putScalar(unit, before - STEP);
        double below = graph.output(batch, "loss").get("loss").getDouble(0);
        array.putScalar(unit, before);
        return (above - below) / (2 * STEP);
    }

    @Test
    void signalsEqualThoseOfADenseStack() {
        SameDiff graph = mlp();
        Probe probe = SameDiffs.probe(graph, batch());
        List<DenseStack.Layer> layers = List.of(
                layer(graph, "c", Optional.of("c0"), Nonlinearity.TANH),
                layer(graph, "b", Optional.of("b0"), Nonlinearity.leakyRelu(0.2)),
                layer(graph, "a", Optional.empty(), Nonlinearity.LINEAR));
        List<LayerSignals> expected = new DenseStack(layers, batch().get("x")).run();
        List<LayerSignals> signals = probe.run();

        assertThat(probe.layers()).extracting(ProbedLayer::name).containsExactly("c", "b", "a");
        assertThat(probe.layers())
                .extracting(ProbedLayer::nonlinearity)
                .containsExactly(
                        Optional.of(Nonlinearity.TANH), Optional.of(Nonlinearity.leakyRelu(0.2)), Optional.empty());
        for (int i = 0; i < 3; i++) {
            assertClose(signals.get(i).output(), expected.get(i).output());
            assertClose(signals.get(i).activation(), expected.get(i).activation());
            assertClose(probe.output(i), expected.get(i).output());
        }
        assertClose(
                signals.get(2).gradient().orElseThrow(),
                signals.get(2).activation().sub(batch().get("y")).mul(2.0 / 3 / EXAMPLES));
    }

    private static DenseStack.Layer layer(
            SameDiff graph, String name, Optional<String> bias, Nonlinearity nonlinearity) {
        return DenseStack.Layer.of(name, graph.getVariable(name).getArr(), Layout.IN_OUT, nonlinearity)
                .withBias(bias.map(one -> graph.getVariable(one).getArr()).orElse(null));
    }

    @Test
    void gradientsEqualFiniteDifferencesOfTheLoss() {
        SameDiff graph = mlp();
        Probe probe = SameDiffs.probe(graph, batch());
        List<LayerSignals> signals = probe.run();
        for (int i = 0; i < 2; i++) {
            ProbedLayer site = probe.layers().get(i);
            double difference = difference(graph, batch(), site.name() + "0", 1);
            assertThat(biasGradient(site, signals.get(i), 1, 1))
                    .as(site.name())
                    .isCloseTo(difference, within(1e-7))
                    .isNotCloseTo(0, within(1e-5));
        }
    }

    @Test
    void convolutionsAreMeasured() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 2, 8, 8);
        Conv2DConfig config = Conv2DConfig.builder().kH(3).kW(3).build();
        SDVariable first = graph.nn()
                .elu(graph.cnn()
                        .conv2d(
                                x,
                                weight(graph, "k", Init.kaimingNormal(), 3, 3, 2, 4),
                                weight(graph, "k0", Init.normal(), 4),
                                config));
        SDVariable second = graph.nn()
                .gelu(graph.cnn().conv2d(first, weight(graph, "m", Init.kaimingNormal(), 3, 3, 4, 3), config));
        graph.math().square(second).mean("loss");
        graph.setLossVariables("loss");
        Map<String, INDArray> batch = Map.of("x", normal(EXAMPLES, 2, 8, 8));
        Probe probe = SameDiffs.probe(graph, batch);
        List<LayerSignals> signals = probe.run();

        assertThat(probe.layers())
                .extracting(ProbedLayer::nonlinearity)
                .containsExactly(Optional.of(Nonlinearity.ELU), Optional.of(Nonlinearity.GELU));
        assertThat(signals.get(0).output().shape()).containsExactly(EXAMPLES, 4, 6, 6);
        assertClose(probe.output(1), signals.get(1).output());
        double difference = difference(graph, batch, "k0", 2);
        assertThat(biasGradient(probe.layers().get(0), signals.get(0), 2, 1))
                .isCloseTo(difference, within(1e-7))
                .isNotCloseTo(0, within(1e-5));
    }

    @Test
    void aLayerEndsAtAVariableThatSeveralOperationsUse() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 5);
        SDVariable z = x.mmul(weight(graph, "w", Init.xavierNormal(), 5, 4));
        z.mul("swish", graph.nn().sigmoid(z)); // computes z sigmoid(z), so two operations use z
        graph.nn()
                .reluLayer(
                        "last", x, weight(graph, "v", Init.xavierNormal(), 5, 4), weight(graph, "v0", Init.zeros(), 4));
        Probe probe = SameDiffs.probe(graph, Map.of("x", normal(EXAMPLES, 5)));

        assertThat(probe.layers().get(0).nonlinearity()).isEmpty();
        assertThat(probe.run().get(0).activation())
                .isEqualTo(normal(EXAMPLES, 5).mmul(graph.getVariable("w").getArr()));
        // relu_layer does not expose the output before the nonlinearity
        assertThat(probe.layers().get(1).nonlinearity()).contains(Nonlinearity.RELU);
        assertThat(probe.run().get(1).output()).isEqualTo(probe.run().get(1).activation());
    }

    @Test
    void probingDoesNotChangeTheGraph() {
        SameDiff graph = mlp();
        String before = graph.summary();
        Map<String, INDArray> arrays =
                Map.of("a", graph.getVariable("a").getArr().dup());
        Diagnosis.of(SameDiffs.probe(graph, batch()));

        assertThat(graph.summary()).isEqualTo(before);
        assertThat(graph.hasGradientFunction()).isFalse();
        assertThat(graph.getLossVariables()).containsExactly("loss");
        assertThat(graph.getVariable("a").getArr()).isEqualTo(arrays.get("a"));

        graph.createGradFunction();
        SameDiff backward = graph.getFunction("grad");
        Diagnosis.of(SameDiffs.probe(graph, batch()));
        assertThat(graph.getFunction("grad"))
                .as("an existing backward graph is kept")
                .isSameAs(backward);
    }

    @Test
    void afterALayerNormTheActivationIsReportedButNoNonlinearity() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 5);
        SDVariable z = x.mmul("z", weight(graph, "w", Init.xavierNormal(), 5, 4));
        SDVariable scale = weight(graph, "scale", Init.ones(), 4);
        SDVariable normal = graph.nn().layerNorm(z, scale, false, 1);
        graph.nn().relu("answer", normal, 0);
        Map<String, INDArray> batch = Map.of("x", normal(EXAMPLES, 5));
        Probe probe = SameDiffs.probe(graph, batch);

        assertThat(probe.layers()).hasSize(1);
        assertThat(probe.layers().get(0).nonlinearity()).isEmpty();
        assertThat(probe.run().get(0).output())
                .isEqualTo(graph.output(batch, "z").get("z"));
        assertThat(probe.run().get(0).activation())
                .isEqualTo(graph.output(batch, "answer").get("answer"));
    }

    @Test
    void theWeightsOfAnOperationBelongToOneLayer() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 3, 5);
        graph.nn()
                .multiHeadDotProductAttention(
                        x,
                        x,
                        x,
                        weight(graph, "q", Init.normal(), 2, 4, 3),
                        weight(graph, "k", Init.normal(), 2, 4, 3),
                        weight(graph, "v", Init.normal(), 2, 4, 3),
                        weight(graph, "o", Init.normal(), 8, 3),
                        null,
                        true);
        Probe probe = SameDiffs.probe(graph, Map.of("x", normal(EXAMPLES, 3, 5)));
        assertThat(probe.layers()).hasSize(1);
        assertThat(Diagnosis.of(probe).layers().get(0).weights())
                .extracting(WeightReport::name)
                .containsExactly("q", "k", "v", "o");
    }

    @Test
    void edgesFollowTheOperations() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, 4, 5);
        SDVariable h = graph.nn().tanh(x.mmul(weight(graph, "h", Init.xavierNormal(), 5, 5)));
        SDVariable q = h.mmul(weight(graph, "q", Init.xavierNormal(), 5, 5));
        SDVariable k = h.mmul(weight(graph, "k", Init.xavierNormal(), 5, 5));
        SDVariable v = h.mmul(weight(graph, "v", Init.xavierNormal(), 5, 5));
        SDVariable weights = graph.nn().softmax(q.mmul(graph.transpose(k)), 1);
        weights.mmul(v).add(h).mmul(weight(graph, "o", Init.xavierNormal(), 5, 5));
        assertThat(SameDiffs.probe(graph, Map.of("x", normal(4, 5))).edges())
                .containsExactlyInAnyOrder(
                        LayerEdge.direct("h", "q"),
                        LayerEdge.direct("h", "k"),
                        LayerEdge.direct("h", "v"),
                        LayerEdge.rescaled("q", "o"),
                        LayerEdge.rescaled("k", "o"),
                        LayerEdge.direct("v", "o"),
                        LayerEdge.direct("h", "o"));
    }

    // --- findings -------------------------------------------------------------------------------------------------

    private static Probe deep(int depth, Initializer initializer) {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 150);
        for (int i = 0; i < depth; i++) {
            x = graph.nn().relu(x.mmul(weight(graph, "w" + i, initializer, 150, 150)), 0);
        }
        SDVariable y = graph.placeHolder("y", DataType.DOUBLE, -1, 10);
        SDVariable answer = x.mmul(weight(graph, "answer", Init.xavierNormal(), 150, 10));
        graph.math().squaredDifference(answer, y).mean("loss");
        graph.setLossVariables("loss");
        return SameDiffs.probe(graph, Map.of("x", normal(100, 150), "y", normal(100, 10)));
    }

    private static List<Kind> kinds(Probe probe) {
        return Diagnosis.of(probe).findings().stream().map(Finding::kind).toList();
    }

    @Test
    void kaimingIsHealthyAndTooSmallWeightsMakeActivationsShrink() {
        assertThat(kinds(deep(10, Init.kaimingNormal()))).containsExactly(Kind.HEALTHY);
        assertThat(kinds(deep(10, Init.normal(0, 0.01))))
                .containsExactly(Kind.SHRINKING_ACTIVATIONS, Kind.VANISHING_GRADIENT);
    }

    @Test
    void lsuvGivesEachLayerUnitVariance() {
        Probe probe = deep(5, Init.zeros());
        new Lsuv().withTolerance(1e-3).withMaxIterations(10).initialize(probe, Generator.seeded(1));
        for (LayerSignals signal : probe.run()) {
            // var() divides by n - 1
            assertThat(signal.output().varNumber().doubleValue()).isCloseTo(1, within(2e-3));
        }
    }

    // --- invalid input --------------------------------------------------------------------------------------------

    @Test
    void withoutLabelsOrALossThereAreNoGradients() {
        Diagnosis unlabeled = Diagnosis.of(SameDiffs.probe(mlp(), Map.of("x", normal(EXAMPLES, 5))));
        assertThat(unlabeled.layers())
                .allSatisfy(layer -> assertThat(layer.gradientRms()).isNaN());
        assertThat(unlabeled.verdict())
                .endsWith("gradients were not measured; they need labels, and a network with a loss");

        SameDiff withoutLoss = mlp();
        withoutLoss.setLossVariables(new String[0]);
        assertThat(Diagnosis.of(SameDiffs.probe(withoutLoss, batch())).verdict())
                .endsWith("gradients were not measured; they need labels, and a network with a loss");
        assertThat(withoutLoss.getLossVariables()).isEmpty();
    }

    private static SameDiff classifier(DataType labels) {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 5);
        SDVariable logits = x.mmul("logits", weight(graph, "w", Init.xavierNormal(), 5, 3));
        if (labels == DataType.DOUBLE) {
            graph.loss().softmaxCrossEntropy("loss", graph.placeHolder("y", labels, -1, 3), logits, null);
        } else {
            graph.loss().sparseSoftmaxCrossEntropy("loss", logits, graph.placeHolder("y", labels, -1));
        }
        graph.setLossVariables("loss");
        return graph;
    }

    private static String verdict(DataType type, INDArray labels) {
        return Diagnosis.of(SameDiffs.probe(classifier(type), Map.of("x", normal(EXAMPLES, 5), "y", labels)))
                .verdict();
    }

    @Test
    void aBatchOfASingleClassIsReported() {
        INDArray one = Nd4j.zeros(DataType.DOUBLE, EXAMPLES, 3);
        one.getColumn(1).assign(1);
        INDArray two = one.dup();
        two.putRow(3, Nd4j.createFromArray(1.0, 0, 0));
        assertThat(verdict(DataType.DOUBLE, one)).endsWith("all labels are equal; pass a batch with several classes");
        assertThat(verdict(DataType.DOUBLE, two)).doesNotContain("class");

        assertThat(verdict(DataType.INT32, Nd4j.createFromArray(2, 2, 2, 2, 2, 2)))
                .endsWith("all labels are equal; pass a batch with several classes");
        assertThat(verdict(DataType.INT32, Nd4j.createFromArray(2, 2, 1, 2, 2, 2)))
                .doesNotContain("class");
    }

    @Test
    void invalidBatchesAndGraphsWithoutWeightsAreReported() {
        for (INDArray empty : List.of(Nd4j.create(DataType.DOUBLE, 0, 5), Nd4j.empty(DataType.DOUBLE))) {
            assertThat(Diagnosis.of(SameDiffs.probe(mlp(), Map.of("x", empty))).verdict())
                    .isEqualTo("the batch is empty; pass some examples");
        }
        INDArray broken = normal(EXAMPLES, 5).putScalar(2, 2, Double.NaN);
        assertThat(Diagnosis.of(SameDiffs.probe(mlp(), Map.of("x", broken))).verdict())
                .isEqualTo(
                        "c: activations are not finite; check the batch, the biases, and the growth of activations from layer to layer");
        assertThat(Diagnosis.of(SameDiffs.probe(SameDiff.create(), Map.of())).verdict())
                .isEqualTo("no layer of the network has a weight; there is nothing to initialize");
    }

    @Test
    void placeholdersThatAreMissingUnknownOrOfTheWrongShapeAreRejected() {
        assertThatThrownBy(() -> Diagnosis.of(SameDiffs.probe(mlp(), Map.of()))).hasMessageContaining("x");
        assertThatThrownBy(() -> SameDiffs.probe(mlp(), Map.of("x", normal(EXAMPLES, 4))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "probe: the array for placeholder \"x\" must have the shape [-1, 5], where -1 means any length, but had [6, 4]");
        assertThatThrownBy(() -> SameDiffs.probe(mlp(), Map.of("X", normal(EXAMPLES, 5))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "probe: \"X\" must be a placeholder of the graph, but is not; pass arrays for the placeholders x, y");
    }
}
