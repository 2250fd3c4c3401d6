package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.diagnose.Finding;
import io.github.nd4jinit.diagnose.Finding.Kind;
import io.github.nd4jinit.diagnose.LayerReport;
import io.github.nd4jinit.diagnose.LayerSignals;
import io.github.nd4jinit.diagnose.Probe;
import io.github.nd4jinit.diagnose.ProbedLayer;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Tensor;
import io.github.nd4jinit.random.Generator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class DiagnosisPageTest {

    private static final int UNITS = 10;
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    /** The factor between a threshold and the tested values above and below it. */
    private static final double MARGIN = 1.01;

    private static String code(String cell) {
        return cell.replace("`", "");
    }

    @Test
    void columns() throws IOException {
        List<List<String>> rows =
                Table.checkedBy("diagnosis.md", "DiagnosisPageTest.columns").rows();
        List<DenseStack.Layer> layers = IntStream.range(0, 3)
                .mapToObj(i -> DenseStack.Layer.of(
                        "layer" + i,
                        Init.kaimingNormal()
                                .initialize(
                                        Nd4j.create(DataType.FLOAT, 20, 20), Layout.IN_OUT, Generator.seeded(i + 1L)),
                        Layout.IN_OUT,
                        Nonlinearity.RELU))
                .toList();
        INDArray batch = Init.normal().initialize(Nd4j.create(30, 20), Generator.seeded(9));
        Diagnosis diagnosis = Diagnosis.of(new DenseStack(layers, batch));
        List<String> lines = diagnosis.toString().lines().toList();

        assertThat(lines.get(0).split(" {2,}", -1))
                .containsExactly(rows.stream().map(row -> code(row.get(0))).toArray(String[]::new));
        for (int layer = 0; layer < 3; layer++) {
            String[] cells = lines.get(layer + 1).split(" +", -1);
            LayerReport report = diagnosis.layers().get(layer);
            assertThat(cells[0]).isEqualTo(report.name());
            for (int column = 1; column < rows.size(); column++) {
                double value = value(report, code(rows.get(column).get(1)));
                if (Double.isNaN(value)) {
                    assertThat(cells[column]).isEqualTo("-");
                } else {
                    assertThat(Double.parseDouble(cells[column])).isCloseTo(value, within(0.000501));
                }
            }
        }
    }

    private static double value(LayerReport report, String method) {
        return switch (method) {
            case "activationMean()" -> report.activationMean();
            case "activationStd()" -> report.activationStd();
            case "activationRms()" -> report.activationRms();
            case "rmsRatio()" -> report.rmsRatio();
            case "deadFraction()" -> report.deadFraction();
            case "saturatedFraction()" -> report.saturatedFraction();
            case "gradientRms()" -> report.gradientRms();
            case "weight().std()" -> report.weight().std();
            case "weight().spectralNorm()" -> report.weight().spectralNorm();
            default -> throw new AssertionError("unknown method " + method);
        };
    }

    @Test
    void findings() throws IOException {
        List<List<String>> rows =
                Table.checkedBy("diagnosis.md", "DiagnosisPageTest.findings").rows();
        assertThat(rows.stream().flatMap(row -> Stream.of(code(row.get(0)).split(", ", -1))))
                .containsExactlyElementsOf(
                        Arrays.stream(Kind.values()).map(Kind::name).toList());
        for (List<String> row : rows) {
            List<Double> numbers = NUMBER.matcher(row.get(1))
                    .results()
                    .map(MatchResult::group)
                    .map(Double::valueOf)
                    .toList();
            switch (code(row.get(0))) {
                case "SHRINKING_ACTIVATIONS, GROWING_ACTIVATIONS" -> checkScales(numbers);
                case "VANISHING_GRADIENT, EXPLODING_GRADIENT" -> checkGradients();
                case "DEAD_UNITS" -> checkDeadUnits(numbers);
                case "SATURATED" -> checkSaturation(numbers);
                case "SYMMETRIC" -> checkSymmetry(numbers);
                case "HEALTHY", "NOT_FINITE", "UNINFORMATIVE_BATCH", "UNKNOWN" ->
                    assertThat(numbers).isEmpty();
                default -> throw new AssertionError("unknown finding " + row.get(0));
            }
        }
    }

    // --- scales of signals ---

    private static void checkScales(List<Double> numbers) {
        assertThat(numbers).hasSize(7);
        double total = numbers.get(0);
        double moderate = numbers.get(1);
        double perLayer = numbers.get(2);
        double single = numbers.get(3);
        double extreme = numbers.get(4);
        assertThat(numbers.subList(5, 7)).containsExactly(1.0, extreme);
        // a change of 1.2 per layer exceeds 5 in total over nine steps, and is below 3 over three steps
        checkScale(total, change -> geometric(9, change));
        checkScale(moderate, change -> geometric(3, change));
        checkScale(Math.pow(perLayer, 8), change -> geometric(8, change));
        checkScale(single, change -> new double[] {1, change, 1});
        checkScale(extreme, rms -> new double[] {rms, rms, rms});
    }

    private interface Scales {
        double[] of(double change);
    }

    private static void checkScale(double threshold, Scales scales) {
        double above = threshold * MARGIN;
        double below = threshold / MARGIN;
        assertThat(kinds(activations(scales.of(above)))).contains(Kind.GROWING_ACTIVATIONS);
        assertThat(kinds(activations(scales.of(below)))).containsExactly(Kind.HEALTHY);
        assertThat(kinds(activations(scales.of(1 / above)))).contains(Kind.SHRINKING_ACTIVATIONS);
        assertThat(kinds(activations(scales.of(1 / below)))).containsExactly(Kind.HEALTHY);
    }

    /** Returns RMS values that change by a total factor over a number of steps. */
    private static double[] geometric(int steps, double total) {
        return IntStream.rangeClosed(0, steps)
                .mapToDouble(i -> Math.pow(total, (double) i / steps))
                .toArray();
    }

    private static void checkGradients() {
        for (int steps : new int[] {3, 9}) {
            double threshold = steps == 3 ? 3 : 5;
            for (double change : new double[] {threshold * MARGIN, threshold / MARGIN}) {
                boolean isReported = change > threshold;
                assertThat(kinds(gradients(geometric(steps, change))))
                        .containsExactly(isReported ? Kind.VANISHING_GRADIENT : Kind.HEALTHY);
                assertThat(kinds(gradients(geometric(steps, 1 / change))))
                        .containsExactly(isReported ? Kind.EXPLODING_GRADIENT : Kind.HEALTHY);
            }
        }
        assertThat(kinds(gradients(0, 0, 0))).containsExactly(Kind.VANISHING_GRADIENT);
    }

    // --- units ---

    private static void checkDeadUnits(List<Double> numbers) {
        int threshold = units(numbers);
        for (int dead : new int[] {threshold, threshold - 1}) {
            List<LayerSignals> signals = signals(DoubleStream.of(1, 1, 1).toArray(), new double[] {1, 1, 1});
            INDArray activation = signals.get(1).activation();
            activation.get(NDArrayIndex.all(), NDArrayIndex.interval(0, dead)).assign(0);
            activation.muli(Math.sqrt(UNITS / (double) (UNITS - dead)));
            assertThat(kinds(probe(weights(3), signals))).contains(dead == threshold ? Kind.DEAD_UNITS : Kind.HEALTHY);
        }
    }

    private static void checkSaturation(List<Double> numbers) {
        int threshold = units(numbers);
        for (int saturated : new int[] {threshold, threshold - 1}) {
            List<LayerSignals> signals = signals(DoubleStream.of(1, 1, 1).toArray(), new double[] {1, 1, 1});
            INDArray output = signals.get(1).output();
            output.muli(0.1);
            output.get(NDArrayIndex.all(), NDArrayIndex.interval(0, saturated)).assign(100);
            List<ProbedLayer> layers = new ArrayList<>(weights(3));
            layers.set(1, layers.get(1).withNonlinearity(Nonlinearity.TANH));
            assertThat(kinds(probe(layers, signals))).contains(saturated == threshold ? Kind.SATURATED : Kind.HEALTHY);
        }
    }

    private static void checkSymmetry(List<Double> numbers) {
        int threshold = units(numbers);
        for (int distinct : new int[] {threshold - 1, threshold}) {
            List<ProbedLayer> layers = weights(3);
            INDArray weight = layers.get(1).weight().array();
            for (int unit = distinct; unit < UNITS; unit++) {
                weight.putColumn(unit, weight.getColumn(0));
            }
            List<LayerSignals> signals = signals(DoubleStream.of(1, 1, 1).toArray(), new double[] {1, 1, 1});
            assertThat(kinds(probe(layers, signals))).contains(distinct < threshold ? Kind.SYMMETRIC : Kind.HEALTHY);
        }
    }

    /** Converts the percentage in a cell to a number of units. */
    private static int units(List<Double> numbers) {
        assertThat(numbers).hasSize(1);
        return (int) Math.round(numbers.get(0) * UNITS / 100);
    }

    // --- probes ---

    private static List<Kind> kinds(Probe probe) {
        return Diagnosis.of(probe).findings().stream().map(Finding::kind).toList();
    }

    private static Probe activations(double... rms) {
        return probe(
                weights(rms.length),
                signals(rms, DoubleStream.of(rms).map(unused -> 1).toArray()));
    }

    private static Probe gradients(double... rms) {
        return probe(
                weights(rms.length),
                signals(DoubleStream.of(rms).map(unused -> 1).toArray(), rms));
    }

    /** Returns hidden layers and an output layer. */
    private static List<ProbedLayer> weights(int hidden) {
        return IntStream.rangeClosed(0, hidden)
                .mapToObj(i -> ProbedLayer.of(
                        "layer" + i, List.of(Tensor.of("layer" + i, Role.WEIGHT, Layout.IN_OUT, normal(i)))))
                .toList();
    }

    /** Returns signals of hidden layers with the given RMS values, and of an output layer. */
    private static List<LayerSignals> signals(double[] activationRms, double[] gradientRms) {
        List<LayerSignals> signals = new ArrayList<>();
        for (int i = 0; i < activationRms.length; i++) {
            INDArray activation = withRms(normal(100 + i), activationRms[i]);
            signals.add(LayerSignals.of(activation.dup(), activation)
                    .withGradient(withRms(normal(200 + i), gradientRms[i])));
        }
        signals.add(LayerSignals.of(normal(300), normal(300)).withGradient(normal(301)));
        return signals;
    }

    private static INDArray withRms(INDArray array, double rms) {
        return array.mul(
                rms * Math.sqrt((double) array.length()) / array.norm2Number().doubleValue());
    }

    private static INDArray normal(long seed) {
        return Init.normal().initialize(Nd4j.create(DataType.DOUBLE, UNITS, UNITS), Generator.seeded(seed));
    }

    private static Probe probe(List<ProbedLayer> layers, List<LayerSignals> signals) {
        return new Probe() {
            @Override
            public List<ProbedLayer> layers() {
                return layers;
            }

            @Override
            public List<LayerSignals> run() {
                return signals;
            }
        };
    }
}
