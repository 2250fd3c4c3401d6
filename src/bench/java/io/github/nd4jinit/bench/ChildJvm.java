package io.github.nd4jinit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A new JVM with the flags and the class path of this JVM. */
final class ChildJvm {

    private ChildJvm() {}

    /**
     * Runs a class until the JVM ends.
     *
     * @param main the class with the method {@code main}
     * @param environment additional environment variables
     * @param arguments the arguments of {@code main}
     * @return the lines of the output, including those of the error output
     */
    static List<String> run(Class<?> main, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            List<String> output =
                    process.inputReader(StandardCharsets.UTF_8).lines().toList();
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("%s ended with status %d and printed:%n%s"
                        .formatted(main.getName(), status, String.join("\n", output)));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
