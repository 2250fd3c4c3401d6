package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.examples.Digits;
import io.github.nd4jinit.examples.ProgressBar;
import io.github.nd4jinit.examples.report.Flow;
import io.github.nd4jinit.examples.report.Json;
import io.github.nd4jinit.examples.report.Outcome;
import io.github.nd4jinit.examples.report.Picture;
import io.github.nd4jinit.examples.report.Report;
import io.github.nd4jinit.examples.report.Run;
import io.github.nd4jinit.examples.report.Setup;
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
 * Trains networks that tell handwritten digits apart, from good starts and bad ones, and shows what became of them.
 *
 * <pre>{@code
 * mvn -q -Pexperiment                      # 3 seeds, 400 steps: some five minutes on 2 cores
 * mvn -q -Pexperiment -Dexperiment=full    # 8 seeds, 2000 steps: about an hour
 * }</pre>
 *
 * <p>Writes {@code report.html}, {@code runs-quick.csv}, {@code runs-quick.json} and pictures to {@code target/experiment}. When it
 * is stopped and started again it goes on from where it was. The numbers do not depend on how many cores there are, if
 * ND4J runs on one OpenMP thread, as the build has it.
 */
public final class Experiment {

    private static final Path FOLDER = Path.of("target", "experiment");

    /** More than all files together take. */
    private static final long MEGABYTES = 32;

    private final Size size;
    private final Task task;
    private final Path folder;
    private final int threads;
    private final PrintStream out;
    private final boolean terminal;

    /**
     * How much to train.
     *
     * @param name its name
     * @param starts how networks begin
     * @param nonlinearities what follows their layers
     * @param depths how many hidden layers they have
     * @param seeds how many of each there are
     * @param steps how long each is trained
     * @param every a point each so many steps
     */
    record Size(
            String name,
            List<Start> starts,
            List<Nonlinearity> nonlinearities,
            List<Integer> depths,
            int seeds,
            int steps,
            int every) {

        private static final List<Nonlinearity> NONLINEARITIES =
                List.of(Nonlinearity.RELU, Nonlinearity.TANH, Nonlinearity.GELU);
        private static final List<Integer> DEPTHS = List.of(2, 10, 30);

        static final List<Size> ALL = List.of(
                new Size("quick", Start.ALL, NONLINEARITIES, DEPTHS, 3, 400, 20),
                new Size("full", Start.ALL, NONLINEARITIES, DEPTHS, 8, 2000, 50));

        /** All trials: seed after seed, so that a first impression is soon complete. */
        List<Trial> trials() {
            List<Trial> trials = new ArrayList<>();
            for (long seed = 1; seed <= seeds; seed++) {
                for (Nonlinearity nonlinearity : nonlinearities) {
                    for (int depth : depths) {
                        for (Start start : starts) {
                            trials.add(new Trial(start, nonlinearity, depth, seed));
                        }
                    }
                }
            }
            return trials;
        }
    }

    Experiment(Size size, Task task, Path folder, int threads, PrintStream out, boolean terminal) {
        this.size = size;
        this.task = task;
        this.folder = folder;
        this.threads = threads;
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Runs the experiment that the system property {@code experiment} names. Ends with the exit code 1 if it cannot.
     *
     * @param args none
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        Locale.setDefault(Locale.ROOT); // Numbers look the same everywhere.
        System.exit(run(System.getProperty("experiment", "quick"), FOLDER, System.out) ? 0 : 1);
    }

    /** Runs an experiment; if it cannot, a line says why, and the result is false. */
    static boolean run(String name, Path folder, PrintStream out) throws InterruptedException {
        Optional<Size> size =
                Size.ALL.stream().filter(known -> known.name.equals(name)).findFirst();
        if (size.isEmpty()) {
            out.printf("there is no experiment \"%s\": use quick or full%n", name);
            return false;
        }
        int threads = Runtime.getRuntime().availableProcessors();
        try {
            new Experiment(size.get(), Task.of(Digits.load()), folder, threads, out, ProgressBar.watched()).run();
            return true;
        } catch (FileSystemException fault) { // The message of some is but the name of the file.
            out.printf(
                    "experiment: cannot read or write %s (%s)%n",
                    fault.getMessage(), fault.getClass().getSimpleName());
        } catch (IOException fault) {
            out.printf("experiment in %s: %s%n", folder, fault.getMessage());
        }
        out.println("mend that and start it again; runs that are finished are kept");
        return false;
    }

    /** Trains what has not been trained, and writes what came of all. */
    void run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        checkRoom();
        Ledger ledger =
                Ledger.open(folder.resolve("runs-" + size.name + ".csv"), Settings.of(size.steps, size.every, task));
        List<Trial> trials = size.trials();
        List<Trial> open =
                trials.stream().filter(trial -> ledger.find(trial).isEmpty()).toList();
        out.printf(
                "%d runs of %d steps, %d of them finished before%n",
                trials.size(), size.steps, trials.size() - open.size());
        if (!open.isEmpty()) {
            train(open, ledger);
        }
        ledger.sort(trials);

        List<Run> runs =
                trials.stream().flatMap(trial -> ledger.find(trial).stream()).toList();
        Files.writeString(folder.resolve("runs-" + size.name + ".json"), Json.of(runs));
        for (Nonlinearity nonlinearity : size.nonlinearities) {
            Picture.accuracy(runs, nonlinearity.toString(), folder.resolve("accuracy-" + nonlinearity + ".png"));
        }
        out.println("looking at how signals and gradients flow before training, which takes a minute");
        Path page = folder.resolve("report.html");
        new Report(
                        "What an initialization does to networks that learn handwritten digits",
                        note(),
                        task.train().distinct(),
                        flows(trials),
                        runs)
                .write(page);
        print(runs);
        out.printf("%nreport: %s%n", page.toAbsolutePath());
    }

    private void checkRoom() throws IOException {
        long room = Files.getFileStore(folder).getUsableSpace() >> 20;
        if (room < MEGABYTES) {
            throw new IOException(
                    "needs %d MB of free disk, received %d MB; make room there".formatted(MEGABYTES, room));
        }
    }

    /** As many runs at a time as there are threads. Only this thread writes to the ledger. */
    private void train(List<Trial> trials, Ledger ledger) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        long layers = trials.stream().mapToLong(Experiment::layers).sum();
        try {
            out.printf(
                    "up to some %d min on %d threads; when it is stopped, the same command goes on from there%n",
                    1 + estimate(layers, pool).toMinutes(), threads);
            train(trials, layers, new ExecutorCompletionService<>(pool), ledger);
        } catch (ExecutionException fault) {
            throw new IllegalStateException("experiment: a run failed; the finished ones are kept", fault.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void train(List<Trial> trials, long layers, CompletionService<Run> pool, Ledger ledger)
            throws IOException, InterruptedException, ExecutionException {
        try (ProgressBar progress = new ProgressBar(out, terminal, layers, ProgressBar.Unit.LAYERS)) {
            trials.forEach(trial -> pool.submit(() -> trial.run(task, size.steps, size.every)));
            for (int i = 0; i < trials.size(); i++) {
                Run run = pool.take().get();
                ledger.add(run);
                progress.add(run.setup().depth() + 1);
            }
        }
    }

    /** What a trial's time goes by. */
    private static long layers(Trial trial) {
        return 1L + trial.depth();
    }

    /**
     * How long it takes to train layers, from a few steps on all threads at once. The shortest of some tries counts: in the first
     * ones code is still being compiled. Networks that diverge take less, for they end early.
     */
    private Duration estimate(long layers, ExecutorService pool) throws InterruptedException {
        Start zeros = new Start("zeros", (stack, nonlinearity, generator) -> {});
        Trial trial = new Trial(zeros, size.nonlinearities.get(0), 10, 1);
        int tries = 4;
        int steps = 100;
        Callable<Run> few = () -> trial.run(task, steps, size.every);
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < tries; i++) {
            long start = System.nanoTime();
            pool.invokeAll(Collections.nCopies(threads, few));
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        double each = (double) shortest / (threads * layers(trial) * steps);
        return Duration.ofNanos(Math.round(each * layers * size.steps));
    }

    private List<Flow> flows(List<Trial> trials) {
        return trials.parallelStream()
                .filter(trial -> trial.seed() == 1)
                .map(this::flow)
                .toList();
    }

    private Flow flow(Trial trial) {
        DenseStack stack = trial.stack(task);
        return new Flow(
                trial.setup(), Diagnosis.of(stack), trial.start().densities().of(stack, trial.nonlinearity()));
    }

    private String note() {
        return "Measured before training, in the networks of seed 1, with %s training examples. Gradients start from a derivative at the last layer that is standard normal."
                .formatted(Math.min(Trial.PROBED, task.train().count()));
    }

    // --- text -----------------------------------------------------------------------------------------------------

    /** A table for each nonlinearity, whose columns are as wide as the longest outcome. */
    private void print(List<Run> runs) {
        int width = size.trials().stream()
                .mapToInt(trial -> Outcome.of(trial.setup(), runs).text().length())
                .max()
                .orElse(0);
        String cell = "%" + (2 + Math.max("diverges".length(), width)) + "s";
        for (Nonlinearity nonlinearity : size.nonlinearities) {
            out.printf("%n%-23s", "accuracy, %, " + nonlinearity);
            size.depths.forEach(depth -> out.printf(cell, "depth " + depth));
            out.println();
            for (Start start : size.starts) {
                out.printf("%-23s", start.name());
                for (int depth : size.depths) {
                    Setup setup = new Setup(start.name(), nonlinearity.toString(), depth);
                    out.printf(cell, Outcome.of(setup, runs).text());
                }
                out.println();
            }
        }
    }
}
