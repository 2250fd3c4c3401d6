package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.random.SeededGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Checks the table of random-format.md. */
class RandomFormatPageTest {

    private static final Path GOLDEN =
            Path.of("src/test/resources/io/github/nd4jinit/internal/sample/threefry/seeded.csv");

    @Test
    void vectors() throws IOException {
        Map<String, String> words = goldenWords();
        for (List<String> row : Table.checkedBy("random-format.md", "RandomFormatPageTest.vectors")
                .rows()) {
            String tensor = String.join(",", row.subList(0, 4));
            assertThat(row.get(4).replace(", ", "")).as(tensor).isEqualTo(words.get(tensor));
            assertThat(value(Init.uniform(), DataType.DOUBLE, row).getDouble(0) + "")
                    .isEqualTo(row.get(5));
            assertThat(value(Init.normal(), DataType.FLOAT, row).getFloat(0) + "")
                    .isEqualTo(row.get(6));
            assertThat(value(Init.normal(), DataType.DOUBLE, row).getDouble(0) + "")
                    .isEqualTo(row.get(7));
        }
    }

    /** Returns the words of elements, keyed by seed, name, position and element. */
    private static Map<String, String> goldenWords() throws IOException {
        Map<String, String> words = new HashMap<>();
        for (String line : Files.readAllLines(GOLDEN)) {
            String[] cells = line.split(",", -1);
            if (cells.length == 7 && cells[4].equals("words")) {
                words.put(String.join(",", List.of(cells).subList(0, 4)), cells[5]);
            }
        }
        return words;
    }

    private static INDArray value(Initializer initializer, DataType type, List<String> row) {
        SeededGenerator root = Generator.seeded(Long.parseLong(row.get(0)));
        Generator generator = (row.get(1).isEmpty() ? root : root.named(row.get(1))).at(Long.parseLong(row.get(2)));
        long element = Long.parseLong(row.get(3));
        INDArray slice = Nd4j.create(type, 1);
        return initializer.initializeSlice(
                slice, new long[] {element + 1}, new long[] {element}, Layout.OUT_IN, generator);
    }
}
