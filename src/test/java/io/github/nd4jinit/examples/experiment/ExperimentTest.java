package io.github.nd4jinit.examples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.examples.Digits;
import io.github.nd4jinit.examples.experiment.Examples.Task;
import io.github.nd4jinit.examples.experiment.Experiment.Size;
import io.github.nd4jinit.examples.report.Point;
import io.github.nd4jinit.examples.report.Run;
import io.github.nd4jinit.examples.report.Setup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {

    private static final Task TASK = Task.of(Digits.load());

    private static Start start(String name) {
        return Start.ALL.stream()
                .filter(start -> start.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Trial trial(String start, int depth, long seed) {
        return new Trial(start(start), Nonlinearity.RELU, depth, seed);
    }

    // --- networks ---------------------------------------------------------------------------------------------------

    @Test
    void aGoodStartLearnsAndAnotherDoesNot() {
        assertThat(trial("kaiming_normal", 2, 1).run(TASK, 150, 50).last().accuracy())
                .isGreaterThan(0.9);
        assertThat(trial("zeros", 2, 1).run(TASK, 150, 50).last().loss()).isCloseTo(Math.log(10), within(0.05));
    }

    @Test
    void equalSeedsGiveEqualNumbersAndOthersOthers() {
        Run run = trial("orthogonal", 2, 1).run(TASK, 20, 10);
        assertThat(trial("orthogonal", 2, 1).run(TASK, 20, 10)).isEqualTo(run);
        assertThat(trial("orthogonal", 2, 2).run(TASK, 20, 10).points()).isNotEqualTo(run.points());
    }

    @Test
    void aRunThatDivergesEnds() {
        Run run = trial("ones", 10, 1).run(TASK, 200, 50);
        assertThat(run.diverged()).isTrue();
        assertThat(run.last().step()).isLessThan(50);
        assertThat(run.last().accuracy()).isBetween(0.0, 0.2);
    }

    /** The derivative by a bias, which one step shows, against differences of the loss. */
    @Test
    void aStepGoesDownTheSlopeOfTheLoss() {
        int[] rows = {0, 1, 2, 3};
        DenseStack stack = new Trial(start("xavier_uniform"), Nonlinearity.TANH, 2, 1).stack(TASK);
        Curve curve = new Curve(Nonlinearity.TANH);
        float[] before = stack.sites().get(0).weight().array().ravel().toFloatVector();
        int index = 20 * Digits.PIXELS + 3; // from a pixel that is not always blank
        double loss = new Network(stack.sites(), curve, rows.length).learn(TASK.train(), rows, 0);

        double step = 1e-2;
        stack.sites().get(0).weight().array().putScalar(index, before[index] + step);
        double higher = new Network(stack.sites(), curve, rows.length).learn(TASK.train(), rows, 0);
        stack.sites().get(0).weight().array().putScalar(index, before[index] - step);
        double lower = new Network(stack.sites(), curve, rows.length).learn(TASK.train(), rows, 0);
        stack.sites().get(0).weight().array().putScalar(index, before[index]);
        Network network = new Network(stack.sites(), curve, rows.length);
        network.learn(TASK.train(), rows, 1e-3f);

        double slope = (higher - lower) / (2 * step);
        assertThat(Math.abs(slope)).isGreaterThan(1e-3);
        assertThat((before[index] - network.weight(0)[index]) / 1e-3).isCloseTo(slope, within(0.02 * Math.abs(slope)));
        assertThat(network.learn(TASK.train(), rows, 0)).isLessThan(loss);
    }

    @Test
    void curvesFollowTheirFunction() {
        for (Nonlinearity nonlinearity : List.of(Nonlinearity.RELU, Nonlinearity.TANH, Nonlinearity.GELU)) {
            float[] numbers = {-30, -3.3f, -1e-10f, 0, 1e-10f, 0.7f, 5, 19.9999f, 1000};
            float[] values = numbers.clone();
            float[] slopes = new float[numbers.length];
            new Curve(nonlinearity).apply(values, slopes);
            for (int i = 0; i < numbers.length; i++) {
                double value = nonlinearity.apply(numbers[i]);
                assertThat((double) values[i]).isCloseTo(value, within(1e-6 + 1e-3 * Math.min(1, Math.abs(value))));
                if (Math.abs(numbers[i]) > 0.1) { // where the nonlinearity has no kink
                    assertThat((double) slopes[i]).isCloseTo(nonlinearity.slope(numbers[i]), within(2e-3));
                }
            }
        }
    }

    // --- the ledger -------------------------------------------------------------------------------------------------

    @Test
    void aLedgerKeepsFinishedRunsAndForgetsOthers(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("runs.csv");
        Setup setup = trial("ones", 2, 1).setup();
        Run finished = new Run(setup, 1, List.of(new Point(5, 1.25, 0.5), new Point(10, 0.1, 0.75)));
        Run diverged = new Run(setup, 2, List.of(new Point(5, Double.NaN, 0.5)));
        Ledger ledger = Ledger.open(file, 10);
        ledger.add(finished);
        ledger.add(diverged);
        String whole = Files.readString(file);
        Files.writeString(file, whole + "ones,relu,2,3,5,0.5,0.5\nones,relu,2,3,10,0.");

        Ledger again = Ledger.open(file, 10);
        assertThat(again.runs()).containsExactly(finished, diverged);
        assertThat(again.holds(trial("ones", 2, 2))).isTrue();
        assertThat(again.holds(trial("ones", 2, 3))).isFalse();
        assertThat(Files.readString(file)).isEqualTo(whole);
    }

    @Test
    void aWholeLineThatIsNoneIsTold(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("runs.csv");
        Files.writeString(file, "initializer\nones,relu,two,3,5,0.5,0.5\n");
        assertThatThrownBy(() -> Ledger.open(file, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        file
                                + ", line 2: needs initializer,nonlinearity,depth,seed,step,loss,accuracy, received \"ones,relu,two,3,5,0.5,0.5\"; mend the line, or delete the file to begin anew");
        assertThat(file).hasContent("initializer\nones,relu,two,3,5,0.5,0.5\n");
    }

    // --- the whole --------------------------------------------------------------------------------------------------

    @Test
    void theExperimentWritesItsResultsAndGoesOnWhereItWas(@TempDir Path folder) throws Exception {
        Size size = new Size(
                "tiny", List.of(start("zeros"), start("lsuv")), List.of(Nonlinearity.TANH), List.of(2), 1, 10, 5);
        assertThat(run(size, folder)).contains("2 runs of 10 steps, 0 of them finished before", "depth 2", "lsuv");
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
        assertThat(folder.resolve("accuracy-tanh.png")).isNotEmptyFile();
        assertThat(folder.resolve("runs-tiny.json")).content().startsWith("[{\"setup\":{\"initializer\":\"zeros\"");

        String ledger = Files.readString(folder.resolve("runs-tiny.csv"));
        assertThat(run(size, folder)).contains("2 of them finished before");
        assertThat(folder.resolve("runs-tiny.csv")).hasContent(ledger);
    }

    private static String run(Size size, Path folder) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Experiment(size, TASK, folder, new PrintStream(bytes, true, StandardCharsets.UTF_8), true).run();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anUnknownSizeIsTold() {
        assertThatThrownBy(() -> Size.of("huge"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("experiment: received \"huge\"; use quick or full");
    }

    @Test
    void pixelsAreCentredAndScaled() {
        double square = 0;
        for (float pixel : TASK.train().pixels()) {
            square += pixel * pixel;
        }
        assertThat(square / TASK.train().pixels().length).isCloseTo(1, within(1e-4));
        assertThat(TASK.train().count()).isEqualTo(1437);
        assertThat(TASK.test().count()).isEqualTo(360);
        assertThat(TASK.train().distinct()).isEqualTo(10);
    }
}
