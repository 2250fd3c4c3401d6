package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.examples.Digits;
import io.github.nd4jinit.examples.ProgressBar;
import io.github.nd4jinit.examples.experiment.Examples.Task;
import io.github.nd4jinit.examples.report.Flow;
import io.github.nd4jinit.examples.report.Json;
import io.github.nd4jinit.examples.report.Picture;
import io.github.nd4jinit.examples.report.Report;
import io.github.nd4jinit.examples.report.Run;
import io.github.nd4jinit.examples.report.Setup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Trains networks that tell handwritten digits apart, from good starts and bad ones, and shows what became of them.
 *
 * <pre>{@code
 * mvn -q -Pexperiment                      # some ten minutes on 2 cores
 * mvn -q -Pexperiment -Dexperiment=full    # more seeds, longer
 * }</pre>
 *
 * <p>Writes {@code report.html}, {@code runs-quick.csv}, {@code runs-quick.json} and pictures to {@code target/experiment}. When it
 * is stopped and started again it goes on from where it was.
 */
public final class Experiment {

    private static final Path FOLDER = Path.of("target", "experiment");

    private final Size size;
    private final Task task;
    private final Path folder;
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
                new Size("full", Start.ALL, NONLINEARITIES, DEPTHS, 10, 3000, 50));

        static Size of(String name) {
            return ALL.stream()
                    .filter(size -> size.name.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "experiment: received \"%s\"; use quick or full".formatted(name)));
        }

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

    Experiment(Size size, Task task, Path folder, PrintStream out, boolean terminal) {
        this.size = size;
        this.task = task;
        this.folder = folder;
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Runs the experiment that the system property {@code experiment} names.
     *
     * @param args none
     * @throws IOException if results cannot be read or written
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT); // Numbers look the same everywhere.
        Size size = Size.of(System.getProperty("experiment", "quick"));
        new Experiment(size, Task.of(Digits.load()), FOLDER, System.out, ProgressBar.watched()).run();
    }

    /** Trains what has not been trained, and writes what came of all. */
    void run() throws IOException, InterruptedException {
        Ledger ledger = Ledger.open(folder.resolve("runs-" + size.name + ".csv"), size.steps);
        List<Trial> trials = size.trials();
        List<Trial> open = trials.stream().filter(trial -> !ledger.holds(trial)).toList();
        out.printf(
                "%d runs of %d steps, %d of them finished before%n",
                trials.size(), size.steps, trials.size() - open.size());
        train(open, ledger);

        List<Setup> order = trials.stream().map(Trial::setup).toList();
        List<Run> runs = ledger.runs().stream()
                .filter(run -> order.contains(run.setup()))
                .sorted(Comparator.comparingLong(Run::seed).thenComparingInt(run -> order.indexOf(run.setup())))
                .toList();
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

    /** As many runs at a time as there are cores. Only this thread writes to the ledger. */
    private void train(List<Trial> trials, Ledger ledger) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        long layers = trials.stream().mapToLong(trial -> trial.depth() + 1).sum();
        try (ProgressBar progress = new ProgressBar(out, terminal, layers, ProgressBar.Unit.LAYERS)) {
            CompletionService<Run> finished = new ExecutorCompletionService<>(pool);
            trials.forEach(trial -> finished.submit(() -> trial.run(task, size.steps, size.every)));
            for (int i = 0; i < trials.size(); i++) {
                Run run = finished.take().get();
                ledger.add(run);
                progress.add(run.setup().depth() + 1);
            }
        } catch (ExecutionException fault) {
            throw new IllegalStateException("experiment: a run failed; the finished ones are kept", fault.getCause());
        } finally {
            pool.shutdownNow();
        }
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

    private void print(List<Run> runs) {
        for (Nonlinearity nonlinearity : size.nonlinearities) {
            out.printf("%naccuracy, %%, %-9s", nonlinearity);
            size.depths.forEach(depth -> out.printf("%10s", "depth " + depth));
            out.println();
            for (Start start : size.starts) {
                out.printf("%-23s", start.name());
                for (int depth : size.depths) {
                    Setup setup = new Setup(start.name(), nonlinearity.toString(), depth);
                    double accuracy = runs.stream()
                            .filter(run -> run.setup().equals(setup))
                            .mapToDouble(run -> run.last().accuracy())
                            .average()
                            .orElse(Double.NaN);
                    out.printf("%10.1f", 100 * accuracy);
                }
                out.println();
            }
        }
    }
}
