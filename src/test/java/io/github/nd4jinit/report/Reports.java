package io.github.nd4jinit.report;

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
import io.github.nd4jinit.diagnose.ProbedLayer;
import io.github.nd4jinit.diagnose.WeightReport;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Small reports for tests, with valid and with invalid values. */
final class Reports {

    static final Histogram TRIANGLE = new Histogram(-1, 1, List.of(1L, 3L, 3L, 1L));

    static final String HOSTILE = "</script><img src=x onerror=alert(1)>{{data}}$1";

    private Reports() {}

    // --- diagnoses ------------------------------------------------------------------------------------------------

    private static Configuration configuration(String label, String nonlinearity, int depth) {
        return Configuration.of(label).withNonlinearity(nonlinearity).withHiddenLayers(depth);
    }

    private static DenseStack stack(Initializer initializer, Nonlinearity nonlinearity, int depth) {
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
        return new DenseStack(layers, Nd4j.ones(DataType.FLOAT, 4, 8));
    }

    /** A diagnosis with the assignments of the weights. */
    static LabeledDiagnosis initialized(String initializer, Nonlinearity nonlinearity, int depth) {
        DenseStack stack = stack(Initializer.parse(initializer), nonlinearity, depth);
        Plan plan = Plan.of(Rule.of(Selector.name("*"), Initializer.parse(initializer)));
        return LabeledDiagnosis.of(configuration(initializer, nonlinearity.toString(), depth), Diagnosis.of(stack))
                .withAssignments(plan.dryRun(
                        stack.layers().stream().map(ProbedLayer::weight).toList()));
    }

    static WeightReport weight(String name, Histogram histogram) {
        return DiagnosisFixtures.weight(name, histogram);
    }

    static LayerReport layer(
            String name, double activations, double gradients, double saturated, WeightReport... weights) {
        return DiagnosisFixtures.layer(name, activations, gradients, saturated, List.of(weights));
    }

    /** A diagnosis of layers with one weight each and the given activation RMS values. */
    static LabeledDiagnosis labeled(String initializer, double... activations) {
        return LabeledDiagnosis.of(
                initializer,
                DiagnosisFixtures.diagnosis(
                        IntStream.range(0, activations.length)
                                .mapToObj(i -> layer("hidden " + i, activations[i], 1, 0, weight("W", TRIANGLE)))
                                .toList(),
                        List.of(),
                        List.of(DiagnosisFixtures.finding(Finding.Kind.HEALTHY, "all is well"))));
    }

    // --- runs -----------------------------------------------------------------------------------------------------

    /** A run whose loss halves from point to point. */
    static TrainingRun run(String initializer, String nonlinearity, int depth, long seed) {
        return TrainingRun.of(
                configuration(initializer, nonlinearity, depth),
                seed,
                IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> TrainingPoint.of(10 * i, seed * Math.pow(0.5, i), 0.9 - 0.1 / i - 0.01 * seed))
                        .toList());
    }

    /** A run that has a finite loss at step 10 and diverges by step 15. */
    static TrainingRun divergedRun(String initializer, long seed) {
        return TrainingRun.of(
                configuration(initializer, "relu", 2),
                seed,
                List.of(TrainingPoint.of(10, 0.1 * seed, 0.5), TrainingPoint.of(15, Double.NaN, 0.01)));
    }

    // --- reports --------------------------------------------------------------------------------------------------

    /** A report with two initializers, two nonlinearities, two depths, and two seeds. */
    static Report good() {
        List<TrainingRun> runs = new ArrayList<>();
        List<LabeledDiagnosis> diagnoses = new ArrayList<>();
        for (Nonlinearity nonlinearity : List.of(Nonlinearity.RELU, Nonlinearity.TANH)) {
            for (int depth : new int[] {2, 6}) {
                for (String name : List.of("kaiming_normal", "normal(0, 0.01)")) {
                    runs.add(run(name, nonlinearity.toString(), depth, 1));
                    runs.add(run(name, nonlinearity.toString(), depth, 2));
                    diagnoses.add(initialized(name, nonlinearity, depth));
                }
            }
        }
        return Report.of("Good and bad", diagnoses)
                .withNote("Measured on a Monday.")
                .withTrainingRuns(10, runs);
    }

    /** Configurations in which some, all, or none of the runs diverged, and one configuration without an accuracy. */
    static Report diverged() {
        List<TrainingRun> runs = List.of(
                run("some", "relu", 2, 1),
                divergedRun("some", 2),
                run("some", "relu", 2, 3),
                divergedRun("all", 1),
                divergedRun("all", 2),
                run("none", "relu", 2, 1),
                TrainingRun.of(configuration("untested", "relu", 2), 1, List.of(TrainingPoint.of(10, 1, Double.NaN))));
        return Report.of("Diverged").withTrainingRuns(10, runs);
    }

    /** The given number of initializers, the last of which is the best. */
    static Report many(int count) {
        List<TrainingRun> runs = IntStream.range(0, count)
                .mapToObj(i -> TrainingRun.of(
                        configuration("start " + i, "relu", 2),
                        1,
                        List.of(
                                TrainingPoint.of(1, 2, 0.1),
                                TrainingPoint.of(2, 1.0 / (i + 1), 0.1 + 0.8 * i / count))))
                .toList();
        return Report.of("Many").withTrainingRuns(10, runs);
    }

    /** One network with a layer that has two weights, one of them constant, and with layers that have no weights. */
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
                        DiagnosisFixtures.finding(Finding.Kind.UNKNOWN, "something is unknown")));
        return Report.of("My network", LabeledDiagnosis.of("mine", diagnosis));
    }

    /** A diverged run, layers and weights that are not finite, a network without layers, and names that contain markup. */
    static Report bad() {
        Diagnosis notFinite = DiagnosisFixtures.diagnosis(
                List.of(layer(
                        "broken",
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        weight("W", new Histogram(0, 0, List.of(0L, 0L))))),
                List.of(),
                List.of(DiagnosisFixtures.finding(
                        Finding.Kind.NOT_FINITE, "broken", "broken: its weight has values that are not finite")));
        return Report.of(
                        HOSTILE,
                        LabeledDiagnosis.of(
                                configuration("none", "relu", 2),
                                Diagnosis.of(new DenseStack(List.of(), Nd4j.ones(2, 2)))),
                        LabeledDiagnosis.of(configuration("nothing finite", "relu", 2), notFinite),
                        LabeledDiagnosis.of(
                                configuration(HOSTILE, "relu", 2),
                                Diagnosis.of(stack(Init.constant(1e38), Nonlinearity.of("relu_squared"), 9))))
                .withNote(HOSTILE)
                .withTrainingRuns(
                        1,
                        List.of(TrainingRun.of(
                                configuration(HOSTILE, "relu", 2), 1, List.of(TrainingPoint.of(10, Double.NaN, 0.1)))));
    }

    static Report empty() {
        return Report.of("Nothing");
    }
}
