package io.github.nd4jinit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs the benchmarks and prints one table.
 *
 * <pre>{@code
 * mvn -q -Pbench                            # a few minutes
 * mvn -q -Pbench -Dbench=smoke              # one short run of each, to check that they work
 * mvn -q -Pbench -Dbench=sizes              # all sizes of FLOAT
 * mvn -q -Pbench -Dbench=orthogonal         # orthogonal matrices alone
 * mvn -q -Pbench -Dbench=full               # all sizes and types
 * mvn -q -Pbench -Dbench.torch=torch.csv    # with the times that src/bench/torch_bench.py printed
 * }</pre>
 *
 * <p>Each row of the table describes one fill of an array. The first columns are the time per call and the speed of this
 * library. Every other implementation has a column with its speed and, after the colon, the ratio of this library's speed
 * to that speed. This library is faster if the ratio exceeds 1. Implementations are timed alternately; see {@link
 * InterleavedTiming}. All numbers are medians over the iterations of several JVMs; the minimum and the maximum are in
 * parentheses. The last column is the number of bytes allocated per call.
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
     * @throws IOException if a file cannot be read or written
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] args) throws IOException, RunnerException {
        Locale.setDefault(Locale.ROOT); // the number format must not depend on the machine
        System.setProperty("java.awt.headless", "true");
        String torch = System.getProperty("bench.torch", "");
        List<TorchTime> torchTimes = torch.isEmpty() ? List.of() : TorchTime.read(Path.of(torch));

        Results results = new Results();
        measure(Job.all(Suite.of(System.getProperty("bench", "quick")), results));
        torchTimes.forEach(time -> time.counterparts().forEach(subject -> results.addTorch(subject, time.nanos())));

        Report report = new Report(results);
        report.table().forEach(System.out::println);
        Files.write(CSV, report.csv());
        new Plot(results).save(PNG);
    }

    /**
     * Runs all jobs once, and then repeats the jobs that need several JVMs, so that a temporary load on the machine affects
     * all jobs.
     */
    private static void measure(List<Job> jobs) throws RunnerException {
        int remaining = jobs.stream().mapToInt(Job::jvms).sum();
        for (int jvm = 0; remaining > 0; jvm++) {
            for (Job job : jobs) {
                if (jvm < job.jvms()) {
                    System.err.printf("%d remaining: %s%n", remaining--, job.name());
                    job.run();
                }
            }
        }
    }
}
