package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void recommendations() throws IOException {
        Table readme = Table.checkedBy("README.md", "ReadmeTest.recommendations");
        Table manual = Table.checkedBy("initializers.md", "InitializersPageTest.recommendations");
        assertThat(manual.rows()).containsAll(readme.rows());
    }

    @Test
    void isShort() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(120);
    }
}
