package io.github.nd4jinit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs the benchmarks and prints their report.
 *
 * <pre>{@code
 * mvn -q -Pbench                         # all fills of four sizes
 * mvn -q -Pbench -Dbench=smoke           # a short run of everything, to check that it works
 * mvn -q -Pbench -Dbench=goals           # all comparisons that the goals need; see Suite for other names
 * mvn -q -Pbench -Dbench.torch=python    # torch takes part; python is an executable that has torch
 * }</pre>
 *
 * <p>The head of the report describes the machine. Each table describes a comparison, whose contenders take turns in
 * this JVM or, for torch, in a process that answers requests; see {@link Comparison}. Every number has two values: the
 * median over the rounds, and the 10th percentile, which describes the machine with little other load. A ratio is the
 * quotient of two medians or of two 10th percentiles. Bytes are allocated on the Java heap by the calling thread. The
 * last table compares the measurements with the {@linkplain Goals goals}.
 *
 * <p>The numbers are also written to {@code target/bench.csv}, and a plot of time against size to {@code
 * target/bench.png}.
 */
public final class Benchmarks {

    private static final Path CSV = Path.of("target", "bench.csv");
    private static final Path PNG = Path.of("target", "bench.png");

    private Benchmarks() {}

    /**
     * Runs the suite named by the system property {@code bench}.
     *
     * @param args ignored
     * @throws IOException if torch cannot be started, or if a file cannot be written
     */
    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT); // the number format must not depend on the machine
        System.setProperty("java.awt.headless", "true");
        Suite suite = Suite.of(System.getProperty("bench", "quick"));
        String python = System.getProperty("bench.torch", "");
        if (python.isEmpty()) {
            run(suite, Optional.empty());
        } else {
            try (Torch torch = new Torch(python)) {
                run(suite, Optional.of(torch));
            }
        }
    }

    private static void run(Suite suite, Optional<Torch> torch) throws IOException {
        Blas blas = Blas.detect();
        print(Machine.describe(blas, torch.map(Torch::description).orElse("not measured; pass -Dbench.torch=python")));
        System.out.printf("suite: %s, %d rounds%n", suite, suite.pace().rounds());

        Results results = new Results();
        Report report = new Report(results);
        List<Comparison> comparisons = suite.comparisons(torch);
        for (Comparison comparison : comparisons) {
            comparison.run(suite.pace(), results);
            print(report.of(comparison));
            System.gc(); // ND4J frees the arrays of the comparison
        }
        print(report.of(Goals.on(blas)));
        Files.createDirectories(CSV.getParent());
        Files.write(CSV, report.csv(comparisons));
        new Plot(results).save(PNG);
    }

    private static void print(List<String> lines) {
        lines.forEach(System.out::println);
    }
}
