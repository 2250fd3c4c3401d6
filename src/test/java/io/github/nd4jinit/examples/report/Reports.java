package io.github.nd4jinit.examples.report;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.diagnose.Histogram;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Small reports, good and bad. */
final class Reports {

    static final Histogram TRIANGLE = new Histogram(-1, 1, List.of(1L, 3L, 3L, 1L));

    private Reports() {}

    static Diagnosis diagnosis(Initializer initializer, Nonlinearity nonlinearity, int depth) {
        List<DenseStack.Layer> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            layers.add(new DenseStack.Layer(
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

    /** A run whose loss halves with each step. */
    static Run run(String initializer, String nonlinearity, int depth, long seed) {
        return new Run(
                new Setup(initializer, nonlinearity, depth),
                seed,
                IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> new Point(10 * i, seed * Math.pow(0.5, i), 0.9 - 0.1 / i - 0.01 * seed))
                        .toList());
    }

    static Run divergedRun(String initializer, String nonlinearity, int depth) {
        return new Run(new Setup(initializer, nonlinearity, depth), 1, List.of(new Point(10, Double.NaN, 0.1)));
    }

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
                            diagnosis(Initializer.parse(name), nonlinearity, depth)));
                }
            }
        }
        return new Report(
                "Good and bad", 10, List.of(new Weights("normal", TRIANGLE, Density.normal(0, 0.5))), flows, runs);
    }

    /** A diverged run, layers that are not finite, no layer at all, values that are all the same, names that are code. */
    static Report bad() {
        String hostile = "</script><img src=x onerror=alert(1)>{{data}}$1";
        return new Report(
                hostile,
                1,
                List.of(
                        new Weights("zeros", new Histogram(0, 0, List.of(9L, 0L)), Density.unknown()),
                        new Weights("nothing finite", new Histogram(0, 0, List.of(0L, 0L)), Density.unknown())),
                List.of(
                        new Flow(
                                new Setup("none", "relu", 2), Diagnosis.of(new DenseStack(List.of(), Nd4j.ones(2, 2)))),
                        new Flow(
                                new Setup(hostile, "relu", 2),
                                diagnosis(Init.constant(1e38), Nonlinearity.of("relu_squared"), 9))),
                List.of(divergedRun(hostile, "relu", 2)));
    }

    static Report empty() {
        return new Report("Nothing", 0, List.of(), List.of(), List.of());
    }
}
