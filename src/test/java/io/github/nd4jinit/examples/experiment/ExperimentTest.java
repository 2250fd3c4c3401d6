package io.github.nd4jinit.examples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.examples.Digits;
import io.github.nd4jinit.examples.experiment.Experiment.Scope;
import io.github.nd4jinit.report.TrainingRun;
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

    private static Initialization initialization(String name) {
        return Initialization.ALL.stream()
                .filter(initialization -> initialization.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Trial trial(String initialization, int depth, long seed) {
        return new Trial(initialization(initialization), Nonlinearity.RELU, depth, seed);
    }

    // --- networks ---------------------------------------------------------------------------------------------------

    @Test
    void aNetworkLearnsFromAGoodInitializationButNotFromABadOne() {
        assertThat(trial("kaiming_normal", 2, 1).run(TASK, 150, 50).lastPoint().accuracy())
                .isGreaterThan(0.9);
        assertThat(trial("zeros", 2, 1).run(TASK, 150, 50).lastPoint().loss()).isCloseTo(Math.log(10), within(0.05));
    }

    @Test
    void equalSeedsGiveEqualResultsAndDifferentSeedsGiveDifferentResults() {
        TrainingRun run = trial("orthogonal", 2, 1).run(TASK, 20, 10);
        assertThat(trial("orthogonal", 2, 1).run(TASK, 20, 10)).isEqualTo(run);
        assertThat(trial("orthogonal", 2, 2).run(TASK, 20, 10).points()).isNotEqualTo(run.points());
    }

    @Test
    void divergedRunsEndEarly() {
        TrainingRun run = trial("ones", 10, 1).run(TASK, 200, 50);
        assertThat(run.isDiverged()).isTrue();
        assertThat(run.lastPoint().step()).isLessThan(50);
        assertThat(run.lastPoint().accuracy()).isNaN();
    }

    /** The loss is finite, because it is computed before the step. */
    @Test
    void nonFiniteLogitsGiveNoAccuracy() {
        Initialization huge = new Initialization(
                "huge",
                (stack, nonlinearity, generator) ->
                        stack.layers().forEach(site -> site.weight().array().assign(1e10)));
        Trial trial = new Trial(huge, Nonlinearity.RELU, 2, 1);
        Perceptron network =
                new Perceptron(trial.stack(TASK).layers(), new PiecewiseLinearFunction(Nonlinearity.RELU), 2);
        assertThat(network.trainStep(TASK.train(), new int[] {0, 1}, 1)).isFinite();
        assertThat(network.accuracy(TASK.test())).isNaN();
        assertThat(trial.run(TASK, 1, 1).isDiverged()).isTrue();
    }

    /** 360 examples are not divisible by 32: the remaining eight must be included. */
    @Test
    void accuracyIncludesAllExamples() {
        DenseStack stack = trial("zeros", 2, 1).stack(TASK);
        double zeros =
                Arrays.stream(TASK.test().classes()).filter(digit -> digit == 0).count();
        assertThat(new Perceptron(stack.layers(), new PiecewiseLinearFunction(Nonlinearity.RELU), 32)
                        .accuracy(TASK.test()))
                .isEqualTo(zeros / 360);
    }

    /** Compares the gradient with respect to a weight, derived from one step, with a difference quotient of the loss. */
    @Test
    void stepsFollowTheNegativeGradientOfTheLoss() {
        int[] rows = {0, 1, 2, 3};
        DenseStack stack = new Trial(initialization("xavier_uniform"), Nonlinearity.TANH, 2, 1).stack(TASK);
        PiecewiseLinearFunction function = new PiecewiseLinearFunction(Nonlinearity.TANH);
        float[] before = stack.layers().get(0).weight().array().ravel().toFloatVector();
        int index = 20 * Digits.PIXELS + 3; // from a pixel that is not always blank
        double loss = new Perceptron(stack.layers(), function, rows.length).trainStep(TASK.train(), rows, 0);

        double step = 1e-2;
        stack.layers().get(0).weight().array().putScalar(index, before[index] + step);
        double higher = new Perceptron(stack.layers(), function, rows.length).trainStep(TASK.train(), rows, 0);
        stack.layers().get(0).weight().array().putScalar(index, before[index] - step);
        double lower = new Perceptron(stack.layers(), function, rows.length).trainStep(TASK.train(), rows, 0);
        stack.layers().get(0).weight().array().putScalar(index, before[index]);
        Perceptron network = new Perceptron(stack.layers(), function, rows.length);
        network.trainStep(TASK.train(), rows, 1e-3f);

        double derivative = (higher - lower) / (2 * step);
        assertThat(Math.abs(derivative)).isGreaterThan(1e-3);
        assertThat((before[index] - network.weight(0)[index]) / 1e-3)
                .isCloseTo(derivative, within(0.02 * Math.abs(derivative)));
        assertThat(network.trainStep(TASK.train(), rows, 0)).isLessThan(loss);
    }

    @Test
    void piecewiseLinearFunctionsApproximateTheNonlinearity() {
        for (Nonlinearity nonlinearity : List.of(Nonlinearity.RELU, Nonlinearity.TANH, Nonlinearity.GELU)) {
            float[] numbers = {-30, -3.3f, -1e-10f, 0, 1e-10f, 0.7f, 5, 19.9999f, 1000};
            float[] values = numbers.clone();
            float[] derivatives = new float[numbers.length];
            new PiecewiseLinearFunction(nonlinearity).apply(values, derivatives);
            for (int i = 0; i < numbers.length; i++) {
                double value = nonlinearity.apply(numbers[i]);
                assertThat((double) values[i]).isCloseTo(value, within(1e-6 + 1e-3 * Math.min(1, Math.abs(value))));
                if (Math.abs(numbers[i]) > 0.1) { // where the nonlinearity has no kink
                    assertThat((double) derivatives[i]).isCloseTo(nonlinearity.derivative(numbers[i]), within(2e-3));
                }
            }
        }
    }

    // --- experiments ----------------------------------------------------------------------------------------------

    @Test
    void theExperimentWritesItsResultsAndCanBeContinued(@TempDir Path folder) throws Exception {
        Scope size = new Scope(
                "tiny",
                List.of(initialization("zeros"), initialization("lsuv")),
                List.of(Nonlinearity.TANH),
                List.of(2),
                1,
                10,
                5);
        assertThat(run(size, folder))
                .contains(
                        "2 runs of 10 steps, 0 of them already finished",
                        "min on 2 threads; if it is stopped, the same command continues it",
                        "depth 2",
                        "lsuv");
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
        assertThat(folder.resolve("accuracy-tanh.png")).isNotEmptyFile();
        assertThat(folder.resolve("report.json"))
                .content()
                .contains("\"runs\":[{\"configuration\":{\"label\":\"zeros\"");

        String runLog = Files.readString(folder.resolve("runs-tiny.csv"));
        assertThat(run(size, folder)).contains("2 of them already finished").doesNotContain("threads");
        assertThat(folder.resolve("runs-tiny.csv")).hasContent(runLog);
    }

    private static String run(Scope size, Path folder) throws Exception {
        return run(size, folder, 2);
    }

    private static String run(Scope size, Path folder, int threads) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new Experiment(size, TASK, folder, threads, out, true).run();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** With two threads, the second network is trained before the first, because it is smaller. */
    @Test
    void resultsDoNotDependOnTheNumberOfThreads(@TempDir Path folder) throws Exception {
        Scope size = new Scope(
                "tiny", List.of(initialization("orthogonal")), List.of(Nonlinearity.GELU), List.of(10, 2), 2, 20, 5);
        run(size, folder.resolve("one"), 1);
        run(size, folder.resolve("two"), 2);
        for (String file : List.of("runs-tiny.csv", "report.json", "accuracy-gelu.png")) {
            assertThat(folder.resolve("two").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
        }
    }

    @Test
    void divergedRunsAreShownAsDiverged(@TempDir Path folder) throws Exception {
        Scope size =
                new Scope("tiny", List.of(initialization("ones")), List.of(Nonlinearity.RELU), List.of(10), 2, 20, 5);
        assertThat(run(size, folder)).containsPattern("ones +diverges\\R");
        assertThat(Files.readString(folder.resolve("runs-tiny.csv"))).contains(",NaN,NaN\n");
        assertThat(Files.readString(folder.resolve("report.json"))).contains(",null,null]");
    }

    /** Returns the lines that {@link Experiment#run(String, Path, PrintStream)} prints when it fails. */
    private static List<String> errorLines(String name, Path folder) throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertThat(Experiment.run(name, folder, out)).isFalse();
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void theErrorForAnUnknownExperimentListsTheKnownExperiments(@TempDir Path folder) throws Exception {
        assertThat(errorLines("huge", folder)).containsExactly("unknown experiment \"huge\"; use quick or full");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void unwritableFoldersAreReportedBeforeTraining(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        String remedy = "correct this and start it again; finished runs are kept";
        assertThat(errorLines("quick", file))
                .containsExactly("experiment: cannot read or write " + file + " (FileAlreadyExistsException)", remedy);

        Files.writeString(folder.resolve("runs-quick.csv"), "a poem\n");
        assertThat(errorLines("quick", folder))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("experiment in " + folder + ": " + folder.resolve("runs-quick.csv")
                        + ", line 1: needs initializer,");
    }

    @Test
    void pixelsAreCenteredAndScaled() {
        double square = 0;
        for (float pixel : TASK.train().pixels()) {
            square += pixel * pixel;
        }
        assertThat(square / TASK.train().pixels().length).isCloseTo(1, within(1e-4));
        assertThat(TASK.train().count()).isEqualTo(1437);
        assertThat(TASK.test().count()).isEqualTo(360);
        assertThat(TASK.train().classCount()).isEqualTo(10);
    }
}
