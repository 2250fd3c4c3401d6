package io.github.nd4jinit.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;

/** A torch process that runs {@code src/bench/torch_server.py} and fills tensors on request. */
final class Torch implements AutoCloseable {

    private static final String SCRIPT = "src/bench/torch_server.py";

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final String description;

    /**
     * Starts the process.
     *
     * @param python a Python executable that has torch
     */
    Torch(String python) throws IOException {
        process = new ProcessBuilder(python, SCRIPT, String.valueOf(Call.MINIMUM))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
        description = answer();
    }

    /** Returns torch's version, number of threads and BLAS. */
    String description() {
        return description;
    }

    /** Returns a measurement of torch's fill of a FLOAT or DOUBLE matrix. */
    Stopwatch fill(String name, DataType type, long rows, long columns) {
        String dtype = switch (type) {
            case FLOAT -> "float32";
            case DOUBLE -> "float64";
            default -> throw new IllegalArgumentException("type must be FLOAT or DOUBLE, received " + type);
        };
        return new Request("%s %d %d %s".formatted(name.toLowerCase(Locale.ROOT), rows, columns, dtype));
    }

    private double nanos(String request) {
        try {
            requests.write(request);
            requests.newLine();
            requests.flush();
            return 1e9 * Double.parseDouble(answer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("%s ended; its error message is above".formatted(SCRIPT));
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        requests.close(); // the script ends at the end of its input
    }

    private final class Request implements Stopwatch {

        private final String line;

        Request(String line) {
            this.line = line;
        }

        @Override
        public void warmUp(Duration duration) {
            nanos(line);
        }

        @Override
        public Sample measure() {
            nanos(line); // wakes the threads of torch, as Call does
            return Sample.ofNanos(nanos(line));
        }
    }
}
