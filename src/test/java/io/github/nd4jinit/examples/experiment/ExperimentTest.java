package io.github.nd4jinit.examples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.examples.Digits;
import io.github.nd4jinit.examples.experiment.Experiment.Size;
import io.github.nd4jinit.examples.report.Run;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
        assertThat(run.last().accuracy()).isNaN();
    }

    /** The loss is that before the step, and still finite. */
    @Test
    void aStepThatEndsInNumbersThatAreNotFiniteTellsNothing() {
        Start huge = new Start(
                "huge",
                (stack, nonlinearity, generator) ->
                        stack.layers().forEach(site -> site.weight().array().assign(1e10)));
        Trial trial = new Trial(huge, Nonlinearity.RELU, 2, 1);
        Perceptron network = new Perceptron(trial.stack(TASK).layers(), new Curve(Nonlinearity.RELU), 2);
        assertThat(network.learn(TASK.train(), new int[] {0, 1}, 1)).isFinite();
        assertThat(network.accuracy(TASK.test())).isNaN();
        assertThat(trial.run(TASK, 1, 1).diverged()).isTrue();
    }

    /** Batches of 32 do not part 360 examples: the eight left over count too. */
    @Test
    void anAccuracyIsOfAllExamples() {
        DenseStack stack = trial("zeros", 2, 1).stack(TASK);
        double zeros =
                Arrays.stream(TASK.test().classes()).filter(digit -> digit == 0).count();
        assertThat(new Perceptron(stack.layers(), new Curve(Nonlinearity.RELU), 32).accuracy(TASK.test()))
                .isEqualTo(zeros / 360);
    }

    /** The derivative by a bias, which one step shows, against differences of the loss. */
    @Test
    void aStepGoesDownTheSlopeOfTheLoss() {
        int[] rows = {0, 1, 2, 3};
        DenseStack stack = new Trial(start("xavier_uniform"), Nonlinearity.TANH, 2, 1).stack(TASK);
        Curve curve = new Curve(Nonlinearity.TANH);
        float[] before = stack.layers().get(0).weight().array().ravel().toFloatVector();
        int index = 20 * Digits.PIXELS + 3; // from a pixel that is not always blank
        double loss = new Perceptron(stack.layers(), curve, rows.length).learn(TASK.train(), rows, 0);

        double step = 1e-2;
        stack.layers().get(0).weight().array().putScalar(index, before[index] + step);
        double higher = new Perceptron(stack.layers(), curve, rows.length).learn(TASK.train(), rows, 0);
        stack.layers().get(0).weight().array().putScalar(index, before[index] - step);
        double lower = new Perceptron(stack.layers(), curve, rows.length).learn(TASK.train(), rows, 0);
        stack.layers().get(0).weight().array().putScalar(index, before[index]);
        Perceptron network = new Perceptron(stack.layers(), curve, rows.length);
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
                    assertThat((double) slopes[i]).isCloseTo(nonlinearity.derivative(numbers[i]), within(2e-3));
                }
            }
        }
    }

    // --- the whole --------------------------------------------------------------------------------------------------

    @Test
    void theExperimentWritesItsResultsAndGoesOnWhereItWas(@TempDir Path folder) throws Exception {
        Size size = new Size(
                "tiny", List.of(start("zeros"), start("lsuv")), List.of(Nonlinearity.TANH), List.of(2), 1, 10, 5);
        assertThat(run(size, folder))
                .contains(
                        "2 runs of 10 steps, 0 of them finished before",
                        "up to some 1 min on 2 threads",
                        "depth 2",
                        "lsuv");
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
        assertThat(folder.resolve("accuracy-tanh.png")).isNotEmptyFile();
        assertThat(folder.resolve("runs-tiny.json")).content().startsWith("[{\"setup\":{\"initializer\":\"zeros\"");

        String ledger = Files.readString(folder.resolve("runs-tiny.csv"));
        assertThat(run(size, folder)).contains("2 of them finished before").doesNotContain("threads");
        assertThat(folder.resolve("runs-tiny.csv")).hasContent(ledger);
    }

    private static String run(Size size, Path folder) throws Exception {
        return run(size, folder, 2);
    }

    private static String run(Size size, Path folder, int threads) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new Experiment(size, TASK, folder, threads, out, true).run();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** With two threads the second network, being small, is trained before the first. */
    @Test
    void resultsDoNotDependOnThreads(@TempDir Path folder) throws Exception {
        Size size =
                new Size("tiny", List.of(start("orthogonal")), List.of(Nonlinearity.GELU), List.of(10, 2), 2, 20, 5);
        run(size, folder.resolve("one"), 1);
        run(size, folder.resolve("two"), 2);
        for (String file : List.of("runs-tiny.csv", "runs-tiny.json", "accuracy-gelu.png")) {
            assertThat(folder.resolve("two").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
        }
    }

    @Test
    void whatDivergedIsNotShownAsLearnt(@TempDir Path folder) throws Exception {
        Size size = new Size("tiny", List.of(start("ones")), List.of(Nonlinearity.RELU), List.of(10), 2, 20, 5);
        assertThat(run(size, folder)).containsPattern("ones +diverges\\R");
        assertThat(Files.readString(folder.resolve("runs-tiny.csv"))).contains(",NaN,NaN\n");
        assertThat(Files.readString(folder.resolve("runs-tiny.json"))).contains(",null,null]");
    }

    /** What {@link Experiment#run(String, Path, PrintStream)} prints, in lines, when it cannot run. */
    private static List<String> complaint(String name, Path folder) throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertThat(Experiment.run(name, folder, out)).isFalse();
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void anUnknownNameIsOneLineThatListsTheKnown(@TempDir Path folder) throws Exception {
        assertThat(complaint("huge", folder)).containsExactly("there is no experiment \"huge\": use quick or full");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatCannotBeWrittenIsToldBeforeTraining(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        String remedy = "mend that and start it again; runs that are finished are kept";
        assertThat(complaint("quick", file))
                .containsExactly("experiment: cannot read or write " + file + " (FileAlreadyExistsException)", remedy);

        Files.writeString(folder.resolve("runs-quick.csv"), "a poem\n");
        assertThat(complaint("quick", folder))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("experiment in " + folder + ": " + folder.resolve("runs-quick.csv")
                        + ", line 1: needs initializer,");
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
