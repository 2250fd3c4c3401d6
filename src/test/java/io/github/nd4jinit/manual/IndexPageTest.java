package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IndexPageTest {

    private static final Pattern MENU_ITEM = Pattern.compile("<item name=\"[^\"]*\" href=\"([\\w-]+)\\.html\"/>");

    /** Checks that the table lists the pages of the menu, in the same order. */
    @Test
    void pages() throws IOException {
        List<String> menu = MENU_ITEM
                .matcher(Files.readString(Path.of("src/site/site.xml")))
                .results()
                .map(item -> item.group(1))
                .filter(page -> !page.equals("index"))
                .toList();
        List<String> listed = Table.checkedBy("index.md", "IndexPageTest.pages").rows().stream()
                .map(row -> row.get(0).replaceFirst("\\[[^]]+]\\(([\\w-]+)\\.md\\)", "$1"))
                .toList();
        assertThat(listed).isNotEmpty().containsExactlyElementsOf(menu);
    }
}
