package io.github.nd4jinit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A line of the output of {@code src/bench/torch_bench.py}: torch's time for filling a matrix of FLOAT.
 *
 * @param fill the values
 * @param rows the number of rows
 * @param columns the number of columns
 * @param threads the number of threads
 * @param nanos the median time, in nanoseconds
 */
record TorchTime(Fill fill, int rows, int columns, int threads, double nanos) {

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
                Integer.parseInt(cells[3]),
                Double.parseDouble(cells[4]));
    }

    /** Returns the corresponding cases of this library. */
    List<Case> counterparts() {
        return threads == 1
                ? List.of(
                        new Case(fill, Variant.ONE_THREAD.toString(), rows, columns),
                        new Case(fill, Variant.TORCH_NUMBERS.toString(), rows, columns))
                : List.of(new Case(fill, DataType.FLOAT.name(), rows, columns));
    }
}
