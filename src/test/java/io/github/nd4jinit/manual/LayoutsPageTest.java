package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks the tables of layouts.md. */
class LayoutsPageTest {

    private static String withoutQuotes(String cell) {
        return cell.replace("`", "");
    }

    @Test
    void fans() throws Exception {
        for (List<String> row :
                Table.checkedBy("layouts.md", "LayoutsPageTest.fans").rows()) {
            Layout layout = Layout.parse(withoutQuotes(row.get(1)));
            long[] shape = Arrays.stream(row.get(2).replaceAll("[\\[\\]]", "").split(",\\s*", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            Fans expected = new Fans(Double.parseDouble(row.get(3)), Double.parseDouble(row.get(4)));
            assertThat(Fans.of(shape, layout)).as(row.get(0)).isEqualTo(expected);
        }
    }

    @Test
    void refused() throws Exception {
        for (List<String> row :
                Table.checkedBy("layouts.md", "LayoutsPageTest.refused").rows()) {
            String text = withoutQuotes(row.get(0));
            String instead = withoutQuotes(row.get(2));
            String origin =
                    row.get(1).startsWith("activations") ? "describes activations" : "notation of another library";
            assertThatThrownBy(() -> Layout.of(text))
                    .hasMessageContaining(origin)
                    .hasMessageMatching(".* is " + instead + "( in this library)?");
            assertThat(Layout.of(instead).letters()).isEqualTo(instead);
        }
    }
}
