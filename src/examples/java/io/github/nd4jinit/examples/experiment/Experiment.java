package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.examples.Digits;
import io.github.nd4jinit.examples.ProgressBar;
import io.github.nd4jinit.report.Configuration;
import io.github.nd4jinit.report.LabeledDiagnosis;
import io.github.nd4jinit.report.Report;
import io.github.nd4jinit.report.TrainingRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Trains classifiers of handwritten digits with good and bad initializations, and reports their accuracy.
 *
 * <pre>{@code
 * mvn -q -Pexperiment                      # 3 seeds, 400 steps: about five minutes on 2 cores
 * mvn -q -Pexperiment -Dexperiment=full    # 8 seeds, 2000 steps: about an hour
 * }</pre>
 *
 * <p>Writes {@code report.html}, {@code report.json}, {@code runs-quick.csv} and pictures to {@code target/experiment}. If
 * the experiment is stopped, the next start resumes it. The results do not depend on the number of cores if ND4J runs on
 * one OpenMP thread, as in the build.
 */
public final class Experiment {

    private static final Path FOLDER = Path.of("target", "experiment");

    /** Megabytes of free disk space that are required, more than the total size of all files. */
    private static final long MEGABYTES = 32;

    private final Scope scope;
    private final Task task;
    private final Path folder;
    private final int threads;
    private final PrintStream out;
    private final boolean terminal;

    /**
     * The trials of an experiment.
     *
     * @param name the name of the experiment
     * @param initializations the compared initializations
     * @param nonlinearities the nonlinearities after the hidden layers
     * @param depths the numbers of hidden layers
     * @param seeds the number of seeds for each combination
     * @param steps the number of training steps
     * @param every the number of steps between points
     */
    record Scope(
            String name,
            List<Initialization> initializations,
            List<Nonlinearity> nonlinearities,
            List<Integer> depths,
            int seeds,
            int steps,
            int every) {

        private static final List<Nonlinearity> NONLINEARITIES =
                List.of(Nonlinearity.RELU, Nonlinearity.TANH, Nonlinearity.GELU);
        private static final List<Integer> DEPTHS = List.of(2, 10, 30);

        static final List<Scope> ALL = List.of(
                new Scope("quick", Initialization.ALL, NONLINEARITIES, DEPTHS, 3, 400, 20),
                new Scope("full", Initialization.ALL, NONLINEARITIES, DEPTHS, 8, 2000, 50));

        /** Returns all trials, ordered by seed, so that the first complete comparison is available early. */
        List<Trial> trials() {
            List<Trial> trials = new ArrayList<>();
            for (long seed = 1; seed <= seeds; seed++) {
                for (Nonlinearity nonlinearity : nonlinearities) {
                    for (int depth : depths) {
                        for (Initialization initialization : initializations) {
                            trials.add(new Trial(initialization, nonlinearity, depth, seed));
                        }
                    }
                }
            }
            return trials;
        }
    }

    Experiment(Scope scope, Task task, Path folder, int threads, PrintStream out, boolean terminal) {
        this.scope = scope;
        this.task = task;
        this.folder = folder;
        this.threads = threads;
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Runs the experiment that is named by the system property {@code experiment}. The exit code is 1 if it fails.
     *
     * @param args not used
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        Locale.setDefault(Locale.ROOT); // the same number format everywhere
        System.exit(run(System.getProperty("experiment", "quick"), FOLDER, System.out) ? 0 : 1);
    }

    /** Runs an experiment; if it fails, prints the reason and returns false. */
    static boolean run(String name, Path folder, PrintStream out) throws InterruptedException {
        Optional<Scope> scope =
                Scope.ALL.stream().filter(known -> known.name.equals(name)).findFirst();
        if (scope.isEmpty()) {
            out.printf("unknown experiment \"%s\"; use quick or full%n", name);
            return false;
        }
        int threads = Runtime.getRuntime().availableProcessors();
        try {
            new Experiment(scope.get(), Task.of(Digits.load()), folder, threads, out, ProgressBar.isInteractive())
                    .run();
            return true;
        } catch (FileSystemException fault) { // some messages are only the name of the file
            out.printf(
                    "experiment: cannot read or write %s (%s)%n",
                    fault.getMessage(), fault.getClass().getSimpleName());
        } catch (IOException fault) {
            out.printf("experiment in %s: %s%n", folder, fault.getMessage());
        }
        out.println("correct this and start it again; finished runs are kept");
        return false;
    }

    /** Runs all trials that do not have a finished run, and writes all results. */
    void run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        checkDiskSpace();
        RunLog runLog =
                RunLog.open(folder.resolve("runs-" + scope.name + ".csv"), Settings.of(scope.steps, scope.every, task));
        List<Trial> trials = scope.trials();
        List<Trial> open =
                trials.stream().filter(trial -> runLog.find(trial).isEmpty()).toList();
        out.printf(
                "%d runs of %d steps, %d of them already finished%n",
                trials.size(), scope.steps, trials.size() - open.size());
        if (!open.isEmpty()) {
            train(open, runLog);
        }
        runLog.sort(trials);

        List<TrainingRun> runs =
                trials.stream().flatMap(trial -> runLog.find(trial).stream()).toList();
        for (Nonlinearity nonlinearity : scope.nonlinearities) {
            AccuracyPicture.write(runs, nonlinearity.toString(), folder.resolve("accuracy-" + nonlinearity + ".png"));
        }
        out.println("measuring activations and gradients before training, about a minute");
        Path page = folder.resolve("report.html");
        Report report = Report.of("Effect of initializations on classifiers of handwritten digits", diagnoses(trials))
                .withNote(note())
                .withTrainingRuns(task.train().classCount(), runs);
        report.write(page);
        Files.writeString(folder.resolve("report.json"), report.json());
        print(runs);
        out.printf("%nreport: %s%n", page.toAbsolutePath());
    }

    private void checkDiskSpace() throws IOException {
        long freeMegabytes = Files.getFileStore(folder).getUsableSpace() >> 20;
        if (freeMegabytes < MEGABYTES) {
            throw new IOException("needs %d MB of free disk space, but only %d MB are free; free some space"
                    .formatted(MEGABYTES, freeMegabytes));
        }
    }

    /** Executes one run at a time on each thread. Only the calling thread writes to the log. */
    private void train(List<Trial> trials, RunLog runLog) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        long layers = trials.stream().mapToLong(Experiment::layers).sum();
        try {
            out.printf(
                    "at most about %d min on %d threads; if it is stopped, the same command continues it%n",
                    1 + estimate(layers, pool).toMinutes(), threads);
            train(trials, layers, new ExecutorCompletionService<>(pool), runLog);
        } catch (ExecutionException fault) {
            throw new IllegalStateException("experiment: a run failed; finished runs are kept", fault.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void train(List<Trial> trials, long layers, CompletionService<TrainingRun> pool, RunLog runLog)
            throws IOException, InterruptedException, ExecutionException {
        try (ProgressBar progress = new ProgressBar(out, terminal, layers, ProgressBar.Unit.LAYERS)) {
            trials.forEach(trial -> pool.submit(() -> trial.run(task, scope.steps, scope.every)));
            for (int i = 0; i < trials.size(); i++) {
                TrainingRun run = pool.take().get();
                runLog.add(run);
                progress.add(run.configuration().hiddenLayers() + 1);
            }
        }
    }

    /** Returns the number of layers, to which the training time of a trial is proportional. */
    private static long layers(Trial trial) {
        return 1L + trial.depth();
    }

    /**
     * Estimates the training time of layers from a few steps on all threads. It uses the shortest of several attempts,
     * because code is still being compiled during the first attempts. Networks that diverge take less time, because they
     * end early.
     */
    private Duration estimate(long layers, ExecutorService pool) throws InterruptedException {
        Initialization zeros = new Initialization("zeros", (stack, nonlinearity, generator) -> {});
        Trial trial = new Trial(zeros, scope.nonlinearities.get(0), 10, 1);
        int tries = 4;
        int steps = 100;
        Callable<TrainingRun> few = () -> trial.run(task, steps, scope.every);
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < tries; i++) {
            long start = System.nanoTime();
            pool.invokeAll(Collections.nCopies(threads, few));
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        double each = (double) shortest / (threads * layers(trial) * steps);
        return Duration.ofNanos(Math.round(each * layers * scope.steps));
    }

    private List<LabeledDiagnosis> diagnoses(List<Trial> trials) {
        return trials.parallelStream()
                .filter(trial -> trial.seed() == 1)
                .map(this::diagnosis)
                .toList();
    }

    private LabeledDiagnosis diagnosis(Trial trial) {
        DenseStack stack = trial.stack(task);
        LabeledDiagnosis diagnosis = LabeledDiagnosis.of(trial.configuration(), Diagnosis.of(stack));
        return trial.initialization()
                .assignments(stack, trial.nonlinearity())
                .map(diagnosis::withAssignments)
                .orElse(diagnosis);
    }

    private String note() {
        return "Measured before training in the networks of seed 1, with %s training examples. The backward pass starts with standard normal gradients at the last layer."
                .formatted(Math.min(Trial.PROBED, task.train().count()));
    }

    // --- text -----------------------------------------------------------------------------------------------------

    /** Prints a table for each nonlinearity, with columns as wide as the longest outcome. */
    private void print(List<TrainingRun> runs) {
        int width = scope.trials().stream()
                .mapToInt(
                        trial -> Outcome.of(trial.configuration(), runs).text().length())
                .max()
                .orElse(0);
        String cell = "%" + (2 + Math.max("diverges".length(), width)) + "s";
        for (Nonlinearity nonlinearity : scope.nonlinearities) {
            out.printf("%n%-23s", "accuracy, %, " + nonlinearity);
            scope.depths.forEach(depth -> out.printf(cell, "depth " + depth));
            out.println();
            for (Initialization initialization : scope.initializations) {
                out.printf("%-23s", initialization.name());
                for (int depth : scope.depths) {
                    Configuration configuration = Configuration.of(initialization.name())
                            .withNonlinearity(nonlinearity.toString())
                            .withHiddenLayers(depth);
                    out.printf(cell, Outcome.of(configuration, runs).text());
                }
                out.println();
            }
        }
    }
}
