package io.github.nd4jinit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A line that {@code src/bench/torch_bench.py} prints: how long torch takes to fill a square array of FLOAT.
 *
 * @param fill what with
 * @param side the number of rows, and of columns
 * @param threads the number of threads
 * @param nanos the median time, in nanoseconds
 */
record TorchTime(Fill fill, int side, int threads, double nanos) {

    static List<TorchTime> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> of(line.split(",", -1)))
                .toList();
    }

    private static TorchTime of(String[] cells) {
        return new TorchTime(
                Fill.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(cells[1]),
                Integer.parseInt(cells[2]),
                Double.parseDouble(cells[3]));
    }

    /** The cases of ours that do the same. */
    List<Case> counterparts() {
        return threads == 1
                ? List.of(
                        new Case(fill, Variant.ONE_THREAD.toString(), side),
                        new Case(fill, Variant.TORCH_NUMBERS.toString(), side))
                : List.of(new Case(fill, DataType.FLOAT.name(), side));
    }
}
