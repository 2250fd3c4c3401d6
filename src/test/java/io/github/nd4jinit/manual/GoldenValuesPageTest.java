package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GoldenValuesPageTest {

    @Test
    void files() throws IOException {
        Table table = Table.checkedBy("golden-values.md", "GoldenValuesPageTest.files");
        try (Stream<Path> scripts = Files.list(Path.of("src/test/golden"))) {
            assertThat(table.rows().stream().map(row -> row.get(0).replace("`", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            scripts.map(script -> script.getFileName().toString())
                                    .toList());
        }
        for (List<String> row : table.rows()) {
            if (!row.get(1).equals("none")) {
                String data = row.get(1).replace("`", "");
                assertThat(Path.of("src/test/resources/io/github/nd4jinit", data))
                        .exists();
                assertThat(Files.readString(
                                Path.of("src/test/golden", row.get(0).replace("`", ""))))
                        .as(row.get(0))
                        .contains(Path.of(data).getFileName().toString());
            }
        }
    }
}
