package io.github.nd4jinit.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.Finding.Kind;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Tensor;
import io.github.nd4jinit.random.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DiagnosisTest {

    private static Diagnosis of(Initializer initializer, Nonlinearity nonlinearity) {
        return Diagnosis.of(Stacks.of(12, 200, initializer, nonlinearity));
    }

    private static List<Kind> kinds(Diagnosis diagnosis) {
        return diagnosis.findings().stream().map(Finding::kind).toList();
    }

    @Test
    void kaimingWithReluIsHealthy() {
        Diagnosis diagnosis = of(Init.kaimingNormal(), Nonlinearity.RELU);
        assertThat(kinds(diagnosis)).containsExactly(Kind.HEALTHY);
        assertThat(diagnosis.verdict()).startsWith("signals keep their size: activations change ");
    }

    @Test
    void gainOneWithReluShrinksBothWays() {
        Diagnosis diagnosis = of(Init.kaimingNormal(FanMode.FAN_IN, Nonlinearity.LINEAR), Nonlinearity.RELU);
        assertThat(kinds(diagnosis)).containsExactly(Kind.SHRINKING, Kind.VANISHING_GRADIENT);
        assertThat(diagnosis.verdict())
                .matches(
                        "(?s)activations shrink 0\\.[67]\\d\\d x per layer: gain (0\\.99|1\\.00)\\d at layer\\d+ with relu, which keeps signals at"
                                + " 1\\.414; use weights of std 0\\.100, kaiming_normal\\(mode=fan_in, nonlinearity=relu\\)\n"
                                + "gradients shrink 0\\.[67]\\d\\d x per layer on their way back, to \\S+ at layer0");
    }

    @Test
    void theLayerThatIsToBlameIsNamed() {
        List<DenseStack.Layer> layers = Stacks.layers(6, 100, Init.kaimingNormal(), Nonlinearity.RELU);
        layers.get(3).weight().muli(1e-3);

        Finding finding = Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 100)))
                .findings()
                .get(0);
        assertThat(finding.kind()).isEqualTo(Kind.SHRINKING);
        assertThat(finding.layer()).isEqualTo("layer3");
        assertThat(finding.text()).contains("gain 0.001 at layer3 with relu");
    }

    @Test
    void aGainOfTorchsThatDoesNotKeepSignalsIsNotAdvised() {
        assertThat(of(Init.normal(0, 0.01), Nonlinearity.SELU).verdict())
                .contains("keeps signals at 1.000; use weights of std 0.071")
                .doesNotContain("kaiming");
    }

    @Test
    void weightsAreNotBlamedForWhatBiasesDo() {
        List<DenseStack.Layer> layers = Stacks.layers(5, 50, Init.normal(0, 0.01), Nonlinearity.RELU).stream()
                .map(layer -> new DenseStack.Layer(
                        layer.name(),
                        layer.weight(),
                        layer.layout(),
                        Optional.of(Nd4j.valueArrayOf(
                                new long[] {50}, 20f * (1 + layer.name().charAt(5) - '0'))),
                        layer.nonlinearity()))
                .toList();
        assertThat(Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50))).verdict())
                .matches(
                        "(?s)activations grow 1\\.\\d+ x per layer: gain 0\\.07\\d at layer1 with relu, which keeps signals at 1\\.414; that is"
                                + " not to blame, look at the biases, and at what lies between the layers\n.*");
    }

    @Test
    void aSmallChangeOverFewLayersGoesWithoutAWord() {
        assertThat(kinds(Diagnosis.of(Stacks.of(3, 200, Init.normal(0, 0.07), Nonlinearity.RELU))))
                .containsExactly(Kind.HEALTHY); // 0.7 x, once
        assertThat(kinds(Diagnosis.of(Stacks.of(6, 200, Init.normal(0, 0.07), Nonlinearity.RELU))))
                .containsExactly(Kind.SHRINKING, Kind.VANISHING_GRADIENT); // four times
    }

    @Test
    void unitsOfTheSameWeightsAreTold() {
        List<DenseStack.Layer> layers = Stacks.layers(4, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        INDArray weight = layers.get(1).weight(); // [in, out]
        for (int unit = 0; unit < 50; unit++) {
            weight.putColumn(unit, weight.getColumn(unit % 10).dup());
        }
        assertThat(Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50))).verdict())
                .startsWith("layer1: of its 50 units only 10 differ in their weights; draw them at random");
        Init.eye(weight);
        assertThat(kinds(Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50)))))
                .doesNotContain(Kind.SYMMETRIC);
    }

    @Test
    void zerosOnTheWayAreTold() {
        List<DenseStack.Layer> layers = Stacks.layers(5, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        layers.get(2).weight().muli(0);
        assertThat(Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50))).verdict())
                .contains(
                        "activations shrink to 0 at layer2: nothing gets past it; use larger weights there and before, and look at its bias\n")
                .contains("gradients are 0 at layer0 and 3 more, for weights behind are; look again");

        // below 1e-45 there is no float, so that deep layers get nothing
        layers = Stacks.layers(5, 50, Init.kaimingNormal(), Nonlinearity.of("cubed", z -> z * z * z));
        layers.forEach(layer -> layer.weight().muli(1e-4));
        Diagnosis underflow = Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50)));
        assertThat(kinds(underflow)).contains(Kind.SHRINKING, Kind.VANISHING_GRADIENT);
        assertThat(underflow.verdict()).contains("activations shrink to 0 at layer");
    }

    @Test
    void aJumpThatTheNextLayerMakesUpForIsTold() {
        List<DenseStack.Layer> layers = Stacks.layers(8, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        layers.get(2).weight().muli(30);
        layers.get(3).weight().divi(30);
        Diagnosis diagnosis = Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50)));
        assertThat(kinds(diagnosis)).containsExactly(Kind.GROWING);
        assertThat(diagnosis.verdict())
                .matches("activations grow [23]\\d\\.\\d+ x at layer2: gain 4\\d\\.\\d+ at layer2 with relu, .*");
        assertThat(diagnosis.layers().get(2).ratio()).isBetween(20.0, 40.0);
    }

    /** Over few layers, that which keeps signals; over many, the critical one. */
    @Test
    void theGainOfTanhDependsOnTheDepth() {
        assertThat(of(4, Init.normal(0, 1), Nonlinearity.TANH).verdict())
                .contains("which keeps signals at 1.593; use weights of std");
        assertThat(of(30, Init.normal(0, 0.3), Nonlinearity.TANH).verdict())
                .startsWith("gradients grow 1.")
                .contains("best is 1.000: use weights of std 0.125, lecun_normal; over 29 layers no gain keeps");
    }

    private static Diagnosis of(int depth, Initializer initializer, Nonlinearity nonlinearity) {
        return Diagnosis.of(Stacks.of(depth, 64, initializer, nonlinearity));
    }

    @Test
    void whoFollowsAnAdviceIsWell() {
        for (Nonlinearity nonlinearity :
                List.of(Nonlinearity.RELU, Nonlinearity.TANH, Nonlinearity.ELU, Nonlinearity.SELU, Nonlinearity.GELU)) {
            String verdict = of(8, Init.normal(0, 0.02), nonlinearity).verdict();
            Matcher std = Pattern.compile("use weights of std (\\d+\\.\\d+)").matcher(verdict);
            assertThat(std.find()).as(verdict).isTrue();
            Initializer advised = Init.normal(0, Double.parseDouble(std.group(1)));
            assertThat(kinds(of(8, advised, nonlinearity)))
                    .as(nonlinearity.toString())
                    .containsExactly(Kind.HEALTHY);
        }
    }

    @Test
    void aNonlinearityThatNoGainHelpsIsTold() {
        assertThat(of(12, Init.kaimingNormal(FanMode.FAN_IN, Nonlinearity.SIGMOID), Nonlinearity.SIGMOID)
                        .verdict())
                .startsWith("gradients shrink 0.2")
                .contains(
                        "over 11 layers no gain keeps both signals and gradients, so normalize between them, lead past them, or try LSUV");
    }

    /** A stem, from which branches lead back to it. */
    private static Probe residual(int blocks) {
        List<DenseStack.Layer> layers = Stacks.layers(blocks + 2, 30, Init.kaimingNormal(), Nonlinearity.RELU);
        DenseStack stack = new DenseStack(layers, Stacks.batch(40, 30));
        return new Probe() {
            @Override
            public List<Site> sites() {
                return stack.sites();
            }

            @Override
            public List<Signal> run() {
                List<Signal> signals = new ArrayList<>();
                for (int i = 0; i < blocks + 2; i++) { // a branch's output is 0, and its block passes its input on
                    boolean isBranch = i > 0 && i <= blocks;
                    Signal stem = stack.run().get(0);
                    INDArray activation = isBranch ? stem.activation().mul(0) : stem.activation();
                    signals.add(new Signal(stem.output(), activation, stem.gradient()));
                }
                return signals;
            }

            @Override
            public List<Edge> edges() {
                List<Edge> edges = new ArrayList<>();
                for (int to = 1; to < blocks + 2; to++) {
                    for (int from = 0; from < to; from++) {
                        edges.add(new Edge("layer" + from, "layer" + to, Joint.DIRECT));
                    }
                }
                return edges;
            }
        };
    }

    @Test
    void layersOfOneDepthAreNotComparedWithEachOther() {
        List<DenseStack.Layer> layers = Stacks.layers(5, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        layers.get(3).weight().muli(0.01); // the one of two last layers
        DenseStack stack = new DenseStack(layers, Stacks.batch(50, 50));
        Probe twoAnswers = new Probe() {
            @Override
            public List<Site> sites() {
                return stack.sites();
            }

            @Override
            public List<Signal> run() {
                List<Signal> signals = new ArrayList<>(stack.run());
                signals.set(4, signals.get(2));
                return signals;
            }

            @Override
            public List<Edge> edges() {
                return List.of(
                        new Edge("layer0", "layer1", Joint.DIRECT),
                        new Edge("layer1", "layer2", Joint.RESIZED),
                        new Edge("layer2", "layer3", Joint.DIRECT),
                        new Edge("layer2", "layer4", Joint.DIRECT));
            }
        };
        Diagnosis diagnosis = Diagnosis.of(twoAnswers);
        assertThat(diagnosis.verdict()).startsWith("signals keep their size");
        assertThat(diagnosis.layers().get(2).ratio()).as("behind what pools").isNaN();
        assertThat(diagnosis.layers().get(3).ratio()).isCloseTo(0.01, within(0.005));
        assertThat(diagnosis.layers().get(4).ratio()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aBranchOfZerosIsNotTheEndOfSignals() {
        assertThat(Diagnosis.of(residual(3)).verdict()).doesNotContain("nothing gets past");
    }

    @Test
    void aMeanOfTheWeightsIsTold() {
        assertThat(of(Init.uniform(), Nonlinearity.RELU).verdict())
                .matches(
                        "(?s)activations grow \\S+ x per layer: the weights of layer\\d+ have the mean 0\\.\\d+; draw them around 0.*");
    }

    @Test
    void theNewcomersNetworkIsJudgedToo() {
        assertThat(Diagnosis.of(Stacks.of(2, 100, Init.normal(0, 1000), Nonlinearity.RELU))
                        .verdict())
                .matches(
                        "layer0: activations of size 7\\d{3}\\.\\d+; look at the weights, and at the inputs, which are best standardized");
    }

    @Test
    void aHeadOfZerosIsNoSymmetry() {
        List<DenseStack.Layer> layers = Stacks.layers(4, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        Init.zeros(layers.get(3).weight());
        assertThat(kinds(Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50)))))
                .containsExactly(Kind.HEALTHY, Kind.UNKNOWN);
    }

    @Test
    void widthsDoNotCountAsShrinkingGradients() {
        Generator generator = Generator.seeded(6);
        int[] widths = {512, 256, 128, 64, 32, 16};
        List<DenseStack.Layer> layers = IntStream.range(0, 5)
                .mapToObj(i -> new DenseStack.Layer(
                        "layer" + i,
                        Init.kaimingNormal()
                                .initialize(
                                        Nd4j.create(DataType.FLOAT, widths[i], widths[i + 1]),
                                        Layout.IN_OUT,
                                        generator),
                        Layout.IN_OUT,
                        Nonlinearity.RELU))
                .toList();
        assertThat(kinds(Diagnosis.of(new DenseStack(layers, Stacks.batch(100, 512)))))
                .containsExactly(Kind.HEALTHY);
    }

    @Test
    void examplesThatAreAlikeAreTold() {
        List<DenseStack.Layer> layers = Stacks.layers(4, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        INDArray one = Stacks.batch(1, 50);
        INDArray same = Nd4j.vstack(one, one, one);
        INDArray many = Nd4j.vstack(Collections.nCopies(64, one)); // whose rows a product rounds differently
        for (INDArray batch : List.of(one, same, many)) {
            assertThat(Diagnosis.of(new DenseStack(layers, batch)).verdict())
                    .endsWith("what layer0 gives is the same for all examples; pass a batch of several that differ")
                    .doesNotContain("units");
        }
    }

    @Test
    void aLeakyReluIsNotFlat() {
        Diagnosis diagnosis = of(Init.kaimingNormal(), Nonlinearity.leakyRelu(0.01));
        assertThat(diagnosis.layers())
                .allSatisfy(layer -> assertThat(layer.saturated()).isZero());
    }

    @Test
    void tooLargeWeightsGrowOrSaturate() {
        assertThat(kinds(of(Init.normal(0, 0.3), Nonlinearity.RELU)))
                .containsExactly(Kind.GROWING, Kind.EXPLODING_GRADIENT);
        assertThat(kinds(of(Init.normal(0, 1), Nonlinearity.TANH))).contains(Kind.SATURATED);
    }

    @Test
    void equalWeightsAreSymmetric() {
        assertThat(kinds(of(Init.constant(0.1), Nonlinearity.TANH))).contains(Kind.SYMMETRIC);
        Diagnosis zeros = of(Init.zeros(), Nonlinearity.RELU);
        assertThat(kinds(zeros)).containsExactly(Kind.SYMMETRIC, Kind.UNKNOWN);
        assertThat(zeros.verdict())
                .startsWith(
                        "layer0: all weights are 0.000, so all of its units are alike; draw them at random, unless a skip connection leads past it")
                .contains("gradients are 0 at layer0 and 10 more, for weights behind are; look again");
    }

    @Test
    void whatIsNotFiniteIsNamed() {
        List<DenseStack.Layer> layers = Stacks.layers(4, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        layers.get(2).weight().putScalar(3, 3, Float.NaN);
        Diagnosis diagnosis = Diagnosis.of(new DenseStack(layers, Stacks.batch(10, 50)));
        assertThat(diagnosis.findings())
                .containsExactly(new Finding(
                        Kind.NOT_FINITE,
                        "layer2",
                        "layer2: its weight has values that are not finite; look at this layer's values"));
        assertThat(diagnosis.layers().get(1).dead()).isFinite();
        assertThat(diagnosis.layers().get(2).dead()).as("of what is not finite").isNaN();
        assertThat(diagnosis.layers().get(2).saturated()).isNaN();

        INDArray batch = Stacks.batch(10, 50);
        batch.putScalar(0, 0, Float.POSITIVE_INFINITY);
        assertThat(Diagnosis.of(new DenseStack(Stacks.layers(2, 50, Init.kaimingNormal(), Nonlinearity.RELU), batch))
                        .verdict())
                .isEqualTo(
                        "layer0: activations are not finite; look at the batch, at biases, and at how they grow from layer to layer");
    }

    @Test
    void nothingToSayIsSaid() {
        assertThat(Diagnosis.of(new DenseStack(List.of(), Stacks.batch(3, 3))).verdict())
                .isEqualTo("no layer of the network has a weight; there is nothing to initialize");
        List<DenseStack.Layer> layers = Stacks.layers(2, 5, Init.kaimingNormal(), Nonlinearity.RELU);
        assertThat(Diagnosis.of(new DenseStack(layers, Nd4j.create(DataType.FLOAT, 0, 5)))
                        .toString())
                .isEqualTo("the batch is empty; pass some examples");
    }

    @Test
    void theTextIsATableWithTheVerdictBelow() {
        Diagnosis diagnosis = Diagnosis.of(Stacks.of(3, 30, Init.orthogonal(), Nonlinearity.LINEAR));
        List<String> lines = diagnosis.toString().lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0))
                .isEqualTo("layer     mean    std   size  x before   dead  saturated  gradient  weight std  top sv");
        // an orthogonal matrix changes no length: 1 x before, and the top singular value is 1
        assertThat(lines.get(2))
                .matches("layer1 +\\S+ +\\S+ +\\S+ +1\\.000 +0\\.000 +0\\.000 +\\S+ +0\\.18[23] +1\\.000");
        assertThat(lines.get(5))
                .isEqualTo(
                        "signals keep their size: activations change 1.000 x per layer, gradients 1.000 x on their way back");
    }

    @Test
    void theReadmeShowsWhatIsPrinted() throws IOException {
        Generator generator = Generator.seeded(42);
        int[] widths = {64, 128, 128, 128, 128, 128, 10};
        List<DenseStack.Layer> layers = IntStream.range(0, 6)
                .mapToObj(i -> new DenseStack.Layer(
                        "dense" + i,
                        Init.xavierNormal()
                                .initialize(
                                        Nd4j.create(DataType.FLOAT, widths[i], widths[i + 1]),
                                        Layout.IN_OUT,
                                        generator.named("dense" + i)),
                        Layout.IN_OUT,
                        i < 5 ? Nonlinearity.RELU : Nonlinearity.LINEAR))
                .toList();
        Diagnosis diagnosis = Diagnosis.of(new DenseStack(layers, Stacks.batch(256, 64)));
        assertThat(Files.readString(Path.of("README.md"))).contains("```\n" + diagnosis + "\n```");
    }

    @Test
    void theTopSingularValueIsThatOfTheMatrix() {
        INDArray diagonal = Nd4j.diag(Nd4j.createFromArray(0.5f, -3f, 2f));
        assertThat(TensorStatistics.spectralNorm(Tensor.of("w", Role.WEIGHT, Layout.OUT_IN, diagonal)))
                .isCloseTo(3, within(1e-5));
        // [out 2, in 1, 2, 1] is the matrix ((3, 0), (0, 4)) of outputs by all inputs
        INDArray kernel = Nd4j.createFromArray(3f, 0f, 0f, 4f).reshape('c', 2, 1, 2, 1);
        assertThat(TensorStatistics.spectralNorm(Tensor.of("w", Role.WEIGHT, Layout.OUT_IN, kernel)))
                .isCloseTo(4, within(1e-5));
        // so is [1, 1, in 2, out 2], and [2, in 1, out 2] with a tap for each output
        assertThat(TensorStatistics.spectralNorm(
                        Tensor.of("w", Role.WEIGHT, Layout.of("HWIO"), kernel.reshape('c', 1, 1, 2, 2))))
                .isCloseTo(4, within(1e-5));
        assertThat(TensorStatistics.spectralNorm(
                        Tensor.of("w", Role.WEIGHT, Layout.IN_OUT, kernel.reshape('c', 2, 1, 2))))
                .isCloseTo(4, within(1e-5));
        assertThat(TensorStatistics.spectralNorm(Tensor.of("w", Role.WEIGHT, Layout.OUT_IN, Nd4j.zeros(3, 3))))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "90, 40", "40, 90", "300, 300", "1, 50", "50, 1"})
    void theTopSingularValueIsThatOfAFullDecomposition(int rows, int columns) {
        INDArray matrix =
                Init.normal().initialize(Nd4j.create(DataType.DOUBLE, rows, columns), Generator.seeded(rows + 7L));
        double expected = new SingularValueDecomposition(new Array2DRowRealMatrix(matrix.toDoubleMatrix())).getNorm();
        assertThat(LanczosBidiagonalization.largestSingularValue(matrix)).isCloseTo(expected, within(1e-5 * expected));
    }

    @Test
    void histogramsCountEveryFiniteValueOnce() {
        Histogram histogram = Histogram.of(new double[] {0, 1, 2, 3, 4, Double.NaN}, 4);
        assertThat(histogram).isEqualTo(new Histogram(0, 4, List.of(1L, 1L, 1L, 2L)));
        assertThat(histogram.edges()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
        assertThat(Histogram.of(new double[] {7, 7}, 3).counts()).containsExactly(2L, 0L, 0L);
    }
}
