package io.github.nd4jinit.examples.report;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.diagnose.DiagnosisFixtures;
import io.github.nd4jinit.diagnose.Finding;
import io.github.nd4jinit.diagnose.Histogram;
import io.github.nd4jinit.diagnose.LayerReport;
import io.github.nd4jinit.diagnose.WeightReport;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Small reports, good and bad. */
final class Reports {

    static final Histogram TRIANGLE = new Histogram(-1, 1, List.of(1L, 3L, 3L, 1L));

    static final String HOSTILE = "</script><img src=x onerror=alert(1)>{{data}}$1";

    private Reports() {}

    // --- diagnoses ------------------------------------------------------------------------------------------------

    static Diagnosis diagnosis(Initializer initializer, Nonlinearity nonlinearity, int depth) {
        List<DenseStack.Layer> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            layers.add(DenseStack.Layer.of(
                    "hidden " + i,
                    initializer.initialize(
                            Nd4j.create(DataType.FLOAT, 8, 8),
                            Layout.IN_OUT,
                            Generator.seeded(1).named("w" + i)),
                    Layout.IN_OUT,
                    nonlinearity));
        }
        return Diagnosis.of(new DenseStack(layers, Nd4j.ones(DataType.FLOAT, 4, 8)));
    }

    static WeightReport weight(String name, Histogram histogram) {
        return DiagnosisFixtures.weight(name, histogram);
    }

    static LayerReport layer(
            String name, double activations, double gradients, double saturated, WeightReport... weights) {
        return DiagnosisFixtures.layer(name, activations, gradients, saturated, List.of(weights));
    }

    /** Layers of one weight and given activations. */
    static Flow flow(String initializer, double... activations) {
        return new Flow(
                new Setup(initializer),
                DiagnosisFixtures.diagnosis(
                        IntStream.range(0, activations.length)
                                .mapToObj(i -> layer("hidden " + i, activations[i], 1, 0, weight("W", TRIANGLE)))
                                .toList(),
                        List.of(),
                        List.of(DiagnosisFixtures.finding(Finding.Kind.HEALTHY, "all is well"))));
    }

    // --- runs -----------------------------------------------------------------------------------------------------

    /** A run whose loss halves with each step. */
    static Run run(String initializer, String nonlinearity, int depth, long seed) {
        return new Run(
                new Setup(initializer, nonlinearity, depth),
                seed,
                IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> new Point(10 * i, seed * Math.pow(0.5, i), 0.9 - 0.1 / i - 0.01 * seed))
                        .toList());
    }

    /** A run that learns in ten steps, and diverges by step 15. */
    static Run divergedRun(String initializer, long seed) {
        return new Run(
                new Setup(initializer, "relu", 2),
                seed,
                List.of(new Point(10, 0.1 * seed, 0.5), new Point(15, Double.NaN, 0.01)));
    }

    // --- reports --------------------------------------------------------------------------------------------------

    /** Two initializers, two nonlinearities, two depths, two seeds. */
    static Report good() {
        List<Run> runs = new ArrayList<>();
        List<Flow> flows = new ArrayList<>();
        for (Nonlinearity nonlinearity : List.of(Nonlinearity.RELU, Nonlinearity.TANH)) {
            for (int depth : new int[] {2, 6}) {
                for (String name : List.of("kaiming_normal", "normal(0, 0.01)")) {
                    runs.add(run(name, nonlinearity.toString(), depth, 1));
                    runs.add(run(name, nonlinearity.toString(), depth, 2));
                    flows.add(new Flow(
                            new Setup(name, nonlinearity.toString(), depth),
                            diagnosis(Initializer.parse(name), nonlinearity, depth),
                            Collections.nCopies(depth, Density.normal(0, 0.5))));
                }
            }
        }
        return new Report("Good and bad", "Measured on a Monday.", 10, flows, runs);
    }

    /** Runs of which some, or all, or none diverged; one that nobody tested. */
    static Report lossy() {
        List<Run> runs = List.of(
                run("some", "relu", 2, 1),
                divergedRun("some", 2),
                run("some", "relu", 2, 3),
                divergedRun("all", 1),
                divergedRun("all", 2),
                run("none", "relu", 2, 1),
                new Run(new Setup("untested", "relu", 2), 1, List.of(new Point(10, 1, Double.NaN))));
        return new Report("Lossy", "", 10, List.of(), runs);
    }

    /** As many initializers, the last of them best. */
    static Report many(int count) {
        List<Run> runs = IntStream.range(0, count)
                .mapToObj(i -> new Run(
                        new Setup("start " + i, "relu", 2),
                        1,
                        List.of(new Point(1, 2, 0.1), new Point(2, 1.0 / (i + 1), 0.1 + 0.8 * i / count))))
                .toList();
        return new Report("Many", "", 10, List.of(), runs);
    }

    /** One network, with a layer of two weights, one of which is constant, and layers that have none. */
    static Report single() {
        Diagnosis diagnosis = DiagnosisFixtures.diagnosis(
                List.of(
                        layer(
                                "lstm",
                                1,
                                0.5,
                                0.25,
                                weight("W", TRIANGLE),
                                weight("RW", new Histogram(0, 0, List.of(9L, 0L)))),
                        layer("output", 0.5, 1, 0, weight("W", TRIANGLE))),
                List.of("pool", "flatten"),
                List.of(
                        DiagnosisFixtures.finding(Finding.Kind.HEALTHY, "all is well"),
                        DiagnosisFixtures.finding(Finding.Kind.UNKNOWN, "but for what is not known")));
        return new Report("My network", List.of(new Flow(new Setup("mine"), diagnosis)));
    }

    /** A diverged run, layers that are not finite, no layer at all, weights that are not finite, names that are code. */
    static Report bad() {
        return new Report(
                HOSTILE,
                HOSTILE,
                1,
                List.of(
                        new Flow(
                                new Setup("none", "relu", 2), Diagnosis.of(new DenseStack(List.of(), Nd4j.ones(2, 2)))),
                        new Flow(
                                new Setup("nothing finite", "relu", 2),
                                DiagnosisFixtures.diagnosis(
                                        List.of(layer(
                                                "broken",
                                                Double.NaN,
                                                Double.NaN,
                                                Double.NaN,
                                                weight("W", new Histogram(0, 0, List.of(0L, 0L))))),
                                        List.of(),
                                        List.of(DiagnosisFixtures.finding(
                                                Finding.Kind.NOT_FINITE,
                                                "broken",
                                                "broken: its weight has values that are not finite")))),
                        new Flow(
                                new Setup(HOSTILE, "relu", 2),
                                diagnosis(Init.constant(1e38), Nonlinearity.of("relu_squared"), 9))),
                List.of(new Run(new Setup(HOSTILE, "relu", 2), 1, List.of(new Point(10, Double.NaN, 0.1)))));
    }

    static Report empty() {
        return new Report("Nothing", List.of());
    }
}
