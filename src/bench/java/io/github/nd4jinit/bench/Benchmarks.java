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
 * mvn -q -Pbench                            # some minutes
 * mvn -q -Pbench -Dbench=sizes              # all sizes of FLOAT
 * mvn -q -Pbench -Dbench=orthogonal         # orthogonal matrices alone
 * mvn -q -Pbench -Dbench=full               # all sizes and types
 * mvn -q -Pbench -Dbench.torch=torch.csv    # with the times that src/bench/torch_bench.py printed
 * }</pre>
 *
 * <p>A line is a fill, and an array filled with it. First comes a call's time and our speed. Then each rival's speed and,
 * behind the colon, ours as a multiple of it: above 1 we are the faster. Rivals take {@link Turns}; all numbers are medians
 * over the iterations of several JVMs, with the least and the most in brackets. The last column is what a call allocates.
 *
 * <p>The numbers also go to {@code target/bench.csv}, and how time grows with size to {@code target/bench.png}.
 */
public final class Benchmarks {

    private static final Path CSV = Path.of("target", "bench.csv");
    private static final Path PNG = Path.of("target", "bench.png");

    private Benchmarks() {}

    /**
     * Runs what the system property {@code bench} names.
     *
     * @param args none
     * @throws IOException if a file cannot be read or written
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] args) throws IOException, RunnerException {
        Locale.setDefault(Locale.ROOT); // Numbers look the same everywhere.
        System.setProperty("java.awt.headless", "true");
        String torch = System.getProperty("bench.torch", "");
        List<TorchTime> torchTimes = torch.isEmpty() ? List.of() : TorchTime.read(Path.of(torch));

        Results results = new Results();
        measure(Job.all(Extent.of(System.getProperty("bench", "quick")), results));
        torchTimes.forEach(time -> time.counterparts().forEach(subject -> results.addTorch(subject, time.nanos())));

        Report report = new Report(results);
        report.table().forEach(System.out::println);
        Files.write(CSV, report.csv());
        new Plot(results).save(PNG);
    }

    /** Runs all jobs, then those again that want another JVM: what the machine does for a while spoils no job alone. */
    private static void measure(List<Job> jobs) throws RunnerException {
        int left = jobs.stream().mapToInt(Job::jvms).sum();
        for (int jvm = 0; left > 0; jvm++) {
            for (Job job : jobs) {
                if (jvm < job.jvms()) {
                    System.err.printf("%d to go: %s%n", left--, job.name());
                    job.run();
                }
            }
        }
    }
}
