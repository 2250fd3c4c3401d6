package io.github.nd4jinit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A benchmark with fixed parameters. Each run uses a new JVM.
 *
 * @param name the name that the progress output shows
 * @param jvms the number of runs, each in a new JVM
 * @param options the options for JMH
 * @param reader receives the result of each iteration
 */
record Job(String name, int jvms, ChainedOptionsBuilder options, Consumer<IterationResult> reader) {

    private static final int VARIANTS_SIDE = 4096;
    private static final List<Integer> SMALL_SIDES = List.of(8, 64);
    private static final int FIRST_SIDE = 1024;
    private static final int[][] ORTHOGONAL_SHAPES = {
        {64, 64}, {256, 256}, {512, 512}, {2048, 2048}, {4096, 512}, {512, 4096}
    };

    /** Returns all jobs of a suite. The jobs add their measurements to the results. */
    static List<Job> all(Suite suite, Results results) {
        List<Job> jobs = new ArrayList<>();
        for (Fill fill : suite.fills()) {
            for (DataType type : suite.types()) {
                for (int[] shape : fill == Fill.ORTHOGONAL ? ORTHOGONAL_SHAPES : suite.squareShapes()) {
                    jobs.add(implementations(new Case(fill, type.name(), shape[0], shape[1]), suite, results));
                }
            }
            SMALL_SIDES.forEach(side -> jobs.add(small(Case.square(fill, DataType.FLOAT.name(), side), results)));
        }
        for (Fill fill : suite.variants()) {
            jobs.add(variants(fill, suite, results));
            jobs.add(firstCall(Case.square(fill, "first call in a JVM,", FIRST_SIDE), results));
        }
        return jobs;
    }

    private static Job implementations(Case subject, Suite suite, Results results) {
        ChainedOptionsBuilder options = interleaved(options(ImplementationBenchmark.class, subject.fill()), suite)
                .param("type", subject.subject())
                .param("rows", String.valueOf(subject.rows()))
                .param("columns", String.valueOf(subject.columns()));
        return new Job(
                subject.fill() + " " + subject.array(),
                2,
                options,
                iteration -> Stream.of(Implementation.values())
                        .filter(implementation ->
                                iteration.getSecondaryResults().containsKey(implementation.name()))
                        .forEach(implementation -> results.addTime(
                                subject, implementation.toString(), secondary(iteration, implementation.name()))));
    }

    private static Job variants(Fill fill, Suite suite, Results results) {
        ChainedOptionsBuilder options = interleaved(options(VariantBenchmark.class, fill, VARIANTS_SIDE), suite);
        return new Job(
                fill + ", variants",
                2,
                options,
                iteration -> Stream.of(Variant.values())
                        .filter(variant -> variant != variant.reference() && variant.supports(fill))
                        .forEach(variant -> {
                            Case subject = Case.square(fill, variant.toString(), VARIANTS_SIDE);
                            results.addTime(
                                    subject, Implementation.OURS.toString(), secondary(iteration, variant.name()));
                            double reference =
                                    secondary(iteration, variant.reference().name());
                            results.addTime(subject, Results.REFERENCE, reference);
                        }));
    }

    private static Job small(Case subject, Results results) {
        ChainedOptionsBuilder options = options(SmallArrayBenchmark.class, subject.fill(), subject.rows())
                .mode(Mode.AverageTime)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(700))
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(300))
                .addProfiler(GCProfiler.class);
        return new Job(
                subject.fill() + " " + subject.array() + ", bytes",
                1,
                options,
                iteration -> results.addBytes(subject, secondary(iteration, "gc.alloc.rate.norm")));
    }

    private static Job firstCall(Case subject, Results results) {
        ChainedOptionsBuilder options = options(FirstCallBenchmark.class, subject.fill(), subject.rows())
                .mode(Mode.SingleShotTime)
                .warmupIterations(0)
                .measurementIterations(1);
        return new Job(
                subject.fill() + ", " + subject.array(),
                3,
                options,
                iteration -> results.addTime(
                        subject,
                        Implementation.OURS.toString(),
                        iteration.getPrimaryResult().getScore()));
    }

    private static ChainedOptionsBuilder interleaved(ChainedOptionsBuilder options, Suite suite) {
        return options.mode(Mode.AverageTime)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(300))
                .measurementIterations(suite.iterations())
                .measurementTime(suite.iteration())
                .addProfiler(InterleavedTimingProfiler.class);
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark, Fill fill, int side) {
        return options(benchmark, fill).param("side", String.valueOf(side));
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark, Fill fill) {
        return new OptionsBuilder()
                .include("\\." + benchmark.getSimpleName() + "\\.")
                .param("fill", fill.name())
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static double secondary(IterationResult iteration, String name) {
        return iteration.getSecondaryResults().get(name).getScore();
    }

    /** Runs the benchmark in one new JVM. */
    void run() throws RunnerException {
        for (RunResult run : new Runner(options.build()).run()) {
            run.getBenchmarkResults().forEach(jvm -> jvm.getIterationResults().forEach(reader));
        }
    }
}
