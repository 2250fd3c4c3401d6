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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
        assertThat(diagnosis.verdict()).startsWith("signals keep their scale: activations change by a factor of ");
    }

    @Test
    void gainOneWithReluShrinksActivationsAndGradients() {
        Diagnosis diagnosis = of(Init.kaimingNormal(FanMode.FAN_IN, Nonlinearity.LINEAR), Nonlinearity.RELU);
        assertThat(kinds(diagnosis)).containsExactly(Kind.SHRINKING_ACTIVATIONS, Kind.VANISHING_GRADIENT);
        assertThat(diagnosis.verdict())
                .matches(
                        "(?s)activations shrink by a factor of 0\\.[67]\\d\\d per layer: gain (0\\.99|1\\.00)\\d at layer\\d+ with relu, but gain 1\\.414"
                                + " preserves the scale; use weights of std 0\\.100, kaiming_normal\\(mode=fan_in, nonlinearity=relu\\)\n"
                                + "gradients shrink by a factor of 0\\.[67]\\d\\d per layer in the backward pass, to RMS \\S+ at layer0");
    }

    @Test
    void theLayerThatCausesTheChangeIsNamed() {
        List<DenseStack.Layer> layers = Stacks.layers(6, 100, Init.kaimingNormal(), Nonlinearity.RELU);
        layers.get(3).weight().muli(1e-3);

        Finding finding = Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 100)))
                .findings()
                .get(0);
        assertThat(finding.kind()).isEqualTo(Kind.SHRINKING_ACTIVATIONS);
        assertThat(finding.layer()).contains("layer3");
        assertThat(finding.message()).contains("gain 0.001 at layer3 with relu");
    }

    @Test
    void torchGainsThatDoNotPreserveTheScaleAreNotRecommended() {
        assertThat(of(Init.normal(0, 0.01), Nonlinearity.SELU).verdict())
                .contains("but gain 1.000 preserves the scale; use weights of std 0.071")
                .doesNotContain("kaiming");
    }

    @Test
    void growthCausedByBiasesIsNotAttributedToWeights() {
        List<DenseStack.Layer> layers = Stacks.layers(5, 50, Init.normal(0, 0.01), Nonlinearity.RELU).stream()
                .map(layer -> layer.withBias(Nd4j.valueArrayOf(
                        new long[] {50}, 20f * (1 + layer.name().charAt(5) - '0'))))
                .toList();
        assertThat(Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50))).verdict())
                .matches(
                        "(?s)activations grow by a factor of 1\\.\\d+ per layer: gain 0\\.07\\d at layer1 with relu, which is not the"
                                + " cause \\(gain 1\\.414 preserves the scale\\); check the biases, and the operations between the layers\n.*");
    }

    @Test
    void aModerateChangeIsReportedOnlyOverSeveralLayers() {
        assertThat(kinds(Diagnosis.of(Stacks.of(3, 200, Init.normal(0, 0.07), Nonlinearity.RELU))))
                .containsExactly(Kind.HEALTHY); // one change by a factor of 0.7
        assertThat(kinds(Diagnosis.of(Stacks.of(6, 200, Init.normal(0, 0.07), Nonlinearity.RELU))))
                .containsExactly(Kind.SHRINKING_ACTIVATIONS, Kind.VANISHING_GRADIENT); // four such changes
    }

    @Test
    void unitsWithEqualWeightsAreReported() {
        List<DenseStack.Layer> layers = Stacks.layers(4, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        INDArray weight = layers.get(1).weight(); // [in, out]
        for (int unit = 0; unit < 50; unit++) {
            weight.putColumn(unit, weight.getColumn(unit % 10).dup());
        }
        assertThat(Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50))).verdict())
                .startsWith("layer1: only 10 of the 50 units have distinct weights; draw them at random");
        Init.eye(weight);
        assertThat(kinds(Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50)))))
                .doesNotContain(Kind.SYMMETRIC);
    }

    @Test
    void activationsThatBecomeZeroAreReported() {
        List<DenseStack.Layer> layers = Stacks.layers(5, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        layers.get(2).weight().muli(0);
        assertThat(Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50))).verdict())
                .contains(
                        "activations shrink to 0 at layer2, and no signal bypasses this layer; use larger weights in this layer and the preceding ones, and check its bias\n")
                .contains("gradients are 0 at layer0 and 3 more because later weights are 0; repeat the diagnosis");

        // floats below 1e-45 underflow to 0 in deep layers
        layers = Stacks.layers(5, 50, Init.kaimingNormal(), Nonlinearity.of("cubed", z -> z * z * z));
        layers.forEach(layer -> layer.weight().muli(1e-4));
        Diagnosis underflow = Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50)));
        assertThat(kinds(underflow)).contains(Kind.SHRINKING_ACTIVATIONS, Kind.VANISHING_GRADIENT);
        assertThat(underflow.verdict()).contains("activations shrink to 0 at layer");
    }

    @Test
    void aLargeChangeAtOneLayerIsReportedEvenIfTheNextLayerReversesIt() {
        List<DenseStack.Layer> layers = Stacks.layers(8, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        layers.get(2).weight().muli(30);
        layers.get(3).weight().divi(30);
        Diagnosis diagnosis = Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50)));
        assertThat(kinds(diagnosis)).containsExactly(Kind.GROWING_ACTIVATIONS);
        assertThat(diagnosis.verdict())
                .matches(
                        "activations grow by a factor of [23]\\d\\.\\d+ at layer2: gain 4\\d\\.\\d+ at layer2 with relu, .*");
        assertThat(diagnosis.layers().get(2).rmsRatio()).isBetween(20.0, 40.0);
    }

    /** The recommendation is the gain that preserves variances in a shallow network, and the critical gain in a deep network. */
    @Test
    void theRecommendedGainOfTanhDependsOnTheDepth() {
        assertThat(of(4, Init.normal(0, 1), Nonlinearity.TANH).verdict())
                .contains("but gain 1.593 preserves the scale; use weights of std");
        assertThat(of(30, Init.normal(0, 0.3), Nonlinearity.TANH).verdict())
                .startsWith("gradients grow by a factor of 1.")
                .contains(
                        "the best gain is 1.000, use weights of std 0.125, lecun_normal; over 29 layers no gain preserves");
    }

    private static Diagnosis of(int depth, Initializer initializer, Nonlinearity nonlinearity) {
        return Diagnosis.of(Stacks.of(depth, 64, initializer, nonlinearity));
    }

    @Test
    void recommendedWeightsAreHealthy() {
        for (Nonlinearity nonlinearity :
                List.of(Nonlinearity.RELU, Nonlinearity.TANH, Nonlinearity.ELU, Nonlinearity.SELU, Nonlinearity.GELU)) {
            String verdict = of(8, Init.normal(0, 0.02), nonlinearity).verdict();
            Matcher std = Pattern.compile("use weights of std (\\d+\\.\\d+)").matcher(verdict);
            assertThat(std.find()).as(verdict).isTrue();
            Initializer recommended = Init.normal(0, Double.parseDouble(std.group(1)));
            assertThat(kinds(of(8, recommended, nonlinearity)))
                    .as(nonlinearity.toString())
                    .containsExactly(Kind.HEALTHY);
        }
    }

    @Test
    void aNonlinearityWithoutASuitableGainIsReported() {
        assertThat(of(12, Init.kaimingNormal(FanMode.FAN_IN, Nonlinearity.SIGMOID), Nonlinearity.SIGMOID)
                        .verdict())
                .startsWith("gradients shrink by a factor of 0.2")
                .contains(
                        "over 11 layers no gain preserves both activations and gradients, so normalize between layers, add skip connections, or use LSUV");
    }

    /** Returns a residual network: the branches start at a stem and are added to it. */
    private static Probe residual(int blocks) {
        List<DenseStack.Layer> layers = Stacks.layers(blocks + 2, 30, Init.kaimingNormal(), Nonlinearity.RELU);
        DenseStack stack = new DenseStack(layers, Stacks.batch(40, 30));
        return new Probe() {
            @Override
            public List<ProbedLayer> layers() {
                return stack.layers();
            }

            @Override
            public List<LayerSignals> run() {
                List<LayerSignals> signals = new ArrayList<>();
                for (int i = 0; i < blocks + 2; i++) { // the output of a branch is 0, so a block returns its input
                    boolean isBranch = i > 0 && i <= blocks;
                    LayerSignals stem = stack.run().get(0);
                    INDArray activation = isBranch ? stem.activation().mul(0) : stem.activation();
                    signals.add(LayerSignals.of(stem.output(), activation)
                            .withGradient(stem.gradient().orElseThrow()));
                }
                return signals;
            }

            @Override
            public List<LayerEdge> edges() {
                List<LayerEdge> edges = new ArrayList<>();
                for (int to = 1; to < blocks + 2; to++) {
                    for (int from = 0; from < to; from++) {
                        edges.add(LayerEdge.direct("layer" + from, "layer" + to));
                    }
                }
                return edges;
            }
        };
    }

    @Test
    void parallelLayersAreNotComparedWithEachOther() {
        List<DenseStack.Layer> layers = Stacks.layers(5, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        layers.get(3).weight().muli(0.01); // one of two output layers
        DenseStack stack = new DenseStack(layers, Stacks.batch(50, 50));
        Probe twoOutputs = new Probe() {
            @Override
            public List<ProbedLayer> layers() {
                return stack.layers();
            }

            @Override
            public List<LayerSignals> run() {
                List<LayerSignals> signals = new ArrayList<>(stack.run());
                signals.set(4, signals.get(2));
                return signals;
            }

            @Override
            public List<LayerEdge> edges() {
                return List.of(
                        LayerEdge.direct("layer0", "layer1"),
                        LayerEdge.rescaled("layer1", "layer2"),
                        LayerEdge.direct("layer2", "layer3"),
                        LayerEdge.direct("layer2", "layer4"));
            }
        };
        Diagnosis diagnosis = Diagnosis.of(twoOutputs);
        assertThat(diagnosis.verdict()).startsWith("signals keep their scale");
        assertThat(diagnosis.layers().get(2).rmsRatio())
                .as("RMS ratio after pooling")
                .isNaN();
        assertThat(diagnosis.layers().get(3).rmsRatio()).isCloseTo(0.01, within(0.005));
        assertThat(diagnosis.layers().get(4).rmsRatio()).isCloseTo(1, within(1e-9));
    }

    @Test
    void zeroBranchesWithSkipConnectionsAreNotReportedAsVanishing() {
        assertThat(Diagnosis.of(residual(3)).verdict()).doesNotContain("no signal passes");
    }

    @Test
    void aNonzeroMeanOfTheWeightsIsReported() {
        assertThat(of(Init.uniform(), Nonlinearity.RELU).verdict())
                .matches(
                        "(?s)activations grow by a factor of \\S+ per layer: the weights of layer\\d+ have mean 0\\.\\d+; draw them with mean 0.*");
    }

    @Test
    void aNetworkWithOneHiddenLayerIsDiagnosed() {
        assertThat(Diagnosis.of(Stacks.of(2, 100, Init.normal(0, 1000), Nonlinearity.RELU))
                        .verdict())
                .matches("layer0: the activation RMS is 7\\d{3}\\.\\d+; check the weights, and standardize the inputs");
    }

    @Test
    void zeroWeightsInTheOutputLayerAreNotReportedAsSymmetric() {
        List<DenseStack.Layer> layers = Stacks.layers(4, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        Init.zeros(layers.get(3).weight());
        assertThat(kinds(Diagnosis.of(new DenseStack(layers, Stacks.batch(50, 50)))))
                .containsExactly(Kind.HEALTHY, Kind.UNKNOWN);
    }

    @Test
    void decreasingWidthsAreNotReportedAsShrinkingGradients() {
        Generator generator = Generator.seeded(6);
        int[] widths = {512, 256, 128, 64, 32, 16};
        List<DenseStack.Layer> layers = IntStream.range(0, 5)
                .mapToObj(i -> DenseStack.Layer.of(
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
    void identicalExamplesAreReported() {
        List<DenseStack.Layer> layers = Stacks.layers(4, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        INDArray one = Stacks.batch(1, 50);
        INDArray same = Nd4j.vstack(one, one, one);
        INDArray many = Nd4j.vstack(Collections.nCopies(64, one)); // a matrix product may round equal rows differently
        for (INDArray batch : List.of(one, same, many)) {
            assertThat(Diagnosis.of(new DenseStack(layers, batch)).verdict())
                    .endsWith(
                            "the output of layer0 is the same for all examples; pass a batch of several different examples")
                    .doesNotContain("units");
        }
    }

    @Test
    void aLeakyReluIsNotSaturated() {
        Diagnosis diagnosis = of(Init.kaimingNormal(), Nonlinearity.leakyRelu(0.01));
        assertThat(diagnosis.layers())
                .allSatisfy(layer -> assertThat(layer.saturatedFraction()).isZero());
    }

    @Test
    void tooLargeWeightsCauseExplosionOrSaturation() {
        assertThat(kinds(of(Init.normal(0, 0.3), Nonlinearity.RELU)))
                .containsExactly(Kind.GROWING_ACTIVATIONS, Kind.EXPLODING_GRADIENT);
        assertThat(kinds(of(Init.normal(0, 1), Nonlinearity.TANH))).contains(Kind.SATURATED);
    }

    @Test
    void equalWeightsAreReportedAsSymmetric() {
        assertThat(kinds(of(Init.constant(0.1), Nonlinearity.TANH))).contains(Kind.SYMMETRIC);
        Diagnosis zeros = of(Init.zeros(), Nonlinearity.RELU);
        assertThat(kinds(zeros)).containsExactly(Kind.SYMMETRIC, Kind.UNKNOWN);
        assertThat(zeros.verdict())
                .startsWith(
                        "layer0: all weights are 0.000, so all units compute the same output; draw them at random, unless a skip connection bypasses the layer")
                .contains("gradients are 0 at layer0 and 10 more because later weights are 0; repeat the diagnosis");
    }

    @Test
    void nonFiniteValuesAreReportedForTheirLayer() {
        List<DenseStack.Layer> layers = Stacks.layers(4, 50, Init.kaimingNormal(), Nonlinearity.RELU);
        layers.get(2).weight().putScalar(3, 3, Float.NaN);
        Diagnosis diagnosis = Diagnosis.of(new DenseStack(layers, Stacks.batch(10, 50)));
        assertThat(diagnosis.findings())
                .containsExactly(Finding.at(
                        "layer2", Kind.NOT_FINITE, "layer2: the weight has values that are not finite; correct them"));
        assertThat(diagnosis.layers().get(1).deadFraction()).isFinite();
        assertThat(diagnosis.layers().get(2).deadFraction())
                .as("dead fraction of a layer that is not finite")
                .isNaN();
        assertThat(diagnosis.layers().get(2).saturatedFraction()).isNaN();

        INDArray batch = Stacks.batch(10, 50);
        batch.putScalar(0, 0, Float.POSITIVE_INFINITY);
        assertThat(Diagnosis.of(new DenseStack(Stacks.layers(2, 50, Init.kaimingNormal(), Nonlinearity.RELU), batch))
                        .verdict())
                .isEqualTo(
                        "layer0: activations are not finite; check the batch, the biases, and the growth of activations from layer to layer");
    }

    @Test
    void emptyNetworksAndBatchesAreReported() {
        assertThat(Diagnosis.of(new DenseStack(List.of(), Stacks.batch(3, 3))).verdict())
                .isEqualTo("no layer of the network has a weight; there is nothing to initialize");
        List<DenseStack.Layer> layers = Stacks.layers(2, 5, Init.kaimingNormal(), Nonlinearity.RELU);
        assertThat(Diagnosis.of(new DenseStack(layers, Nd4j.create(DataType.FLOAT, 0, 5)))
                        .toString())
                .isEqualTo("the batch is empty; pass some examples");
    }

    @Test
    void toStringIsATableFollowedByTheVerdict() {
        Diagnosis diagnosis = Diagnosis.of(Stacks.of(3, 30, Init.orthogonal(), Nonlinearity.LINEAR));
        List<String> lines = diagnosis.toString().lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0))
                .isEqualTo(
                        "layer     mean    std    rms  ratio   dead  saturated  gradient rms  weight std  spectral norm");
        // an orthogonal matrix preserves lengths: the ratio and the spectral norm are 1
        assertThat(lines.get(2))
                .matches("layer1 +\\S+ +\\S+ +\\S+ +1\\.000 +0\\.000 +0\\.000 +\\S+ +0\\.18[23] +1\\.000");
        assertThat(lines.get(5))
                .isEqualTo(
                        "signals keep their scale: activations change by a factor of 1.000 per layer, gradients by a factor of 1.000 in the backward pass");
    }

    @Test
    void allNumbersInAColumnHaveTheSameNotation() {
        assertThat(NumberText.column(List.of(7.62e-4, 0.002, 0.0, Double.NaN)))
                .containsExactly("7.62e-04", "2.00e-03", "0.00e+00", "-");
        assertThat(NumberText.column(List.of(12_345.0, 0.5))).containsExactly("1.23e+04", "5.00e-01");
        assertThat(NumberText.column(List.of(0.001, -0.5, 0.0))).containsExactly("0.001", "-0.500", "0.000");
        // a mean close to 0 does not require scientific notation
        assertThat(NumberText.columnOfMeans(List.of(2e-5, -0.5))).containsExactly("0.000", "-0.500");
        assertThat(NumberText.columnOfMeans(List.of(2e-5, -1e-6))).containsExactly("2.00e-05", "-1.00e-06");
    }

    @Test
    void theSpectralNormIsThatOfTheMatrixOfOutputsByInputs() {
        INDArray diagonal = Nd4j.diag(Nd4j.createFromArray(0.5f, -3f, 2f));
        assertThat(TensorStatistics.spectralNorm(Tensor.of("w", Role.WEIGHT, Layout.OUT_IN, diagonal)))
                .isCloseTo(3, within(1e-5));
        // [out 2, in 1, 2, 1] represents the matrix ((3, 0), (0, 4)) of outputs by all inputs
        INDArray kernel = Nd4j.createFromArray(3f, 0f, 0f, 4f).reshape('c', 2, 1, 2, 1);
        assertThat(TensorStatistics.spectralNorm(Tensor.of("w", Role.WEIGHT, Layout.OUT_IN, kernel)))
                .isCloseTo(4, within(1e-5));
        // so do [1, 1, in 2, out 2], and [2, in 1, out 2] with one receptive position per output
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
    void theLargestSingularValueEqualsThatOfAFullDecomposition(int rows, int columns) {
        INDArray matrix =
                Init.normal().initialize(Nd4j.create(DataType.DOUBLE, rows, columns), Generator.seeded(rows + 7L));
        double expected = new SingularValueDecomposition(new Array2DRowRealMatrix(matrix.toDoubleMatrix())).getNorm();
        assertThat(LanczosBidiagonalization.largestSingularValue(matrix)).isCloseTo(expected, within(1e-5 * expected));
    }

    @Test
    void reportsPrintTheMostImportantNumbers() {
        LayerReport layer = Diagnosis.of(Stacks.of(1, 30, Init.eye(), Nonlinearity.LINEAR))
                .layers()
                .get(0);
        assertThat(layer.toString())
                .matches("layer0: activation RMS (0\\.9|1\\.0)\\d\\d, gradient RMS (0\\.9|1\\.0)\\d\\d");
        assertThat(layer.weight()).hasToString("layer0: mean 0.033, std 0.180, spectral norm 1.000");
    }

    @Test
    void histogramsCountEveryFiniteValueOnce() {
        Histogram histogram = Histogram.of(new double[] {0, 1, 2, 3, 4, Double.NaN}, 4);
        assertThat(histogram).isEqualTo(new Histogram(0, 4, List.of(1L, 1L, 1L, 2L)));
        assertThat(histogram.edges()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
        assertThat(Histogram.of(new double[] {7, 7}, 3).counts()).containsExactly(2L, 0L, 0L);
    }
}
