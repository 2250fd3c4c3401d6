package io.github.nd4jinit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.factory.Nd4j;

/** Describes the machine and the software on which the benchmarks run. */
final class Machine {

    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /**
     * Returns the lines of the head of the report.
     *
     * @param blas the library for matrix products
     * @param torch the description of torch
     */
    static List<String> describe(Blas blas, String torch) {
        Properties nd4j = Nd4j.getExecutioner().getEnvironmentInformation();
        return List.of(
                "processor: " + processor(),
                "hardware threads: " + Runtime.getRuntime().availableProcessors(),
                "system: %s %s %s".formatted(property("os.name"), property("os.version"), property("os.arch")),
                "JDK: %s %s".formatted(property("java.vm.name"), property("java.vm.version")),
                "ND4J: %s, %s, %s OpenMP threads"
                        .formatted(jar(Nd4j.getBackend().getClass()), nd4j.get("backend"), nd4j.get("omp.threads")),
                "BLAS: %s, %s threads".formatted(blas.description(), nd4j.get("blas.threads")),
                "torch: " + torch);
    }

    /** Returns the name of the processor, which can be read only on Linux; otherwise, the architecture. */
    private static String processor() {
        if (!Files.isReadable(LINUX_PROCESSORS)) {
            return property("os.arch");
        }
        try (Stream<String> lines = Files.lines(LINUX_PROCESSORS)) {
            Map<String, String> first = lines.map(line -> line.split(":", 2))
                    .filter(parts -> parts.length == 2)
                    .collect(Collectors.toMap(parts -> parts[0].strip(), parts -> parts[1].strip(), (one, two) -> one));
            return Stream.of("model name", "cpu family", "model")
                    .filter(first::containsKey)
                    .map(key -> "%s %s".formatted(key, first.get(key)))
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the name of the jar of a class, which contains the version. */
    private static String jar(Class<?> type) {
        String location =
                type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static String property(String name) {
        return System.getProperty(name);
    }
}
