package io.github.nd4jinit.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table on a page. The HTML comment above a table specifies its source: {@code <!-- checked by LayoutsPageTest.fans
 * -->} names the test that computes the cells, {@code <!-- measured: ... -->} names the program that measured them, and
 * {@code <!-- text -->} marks a table without results.
 *
 * @param page the page
 * @param line the line of the header
 * @param source the text of the comment above the table; empty if there is none
 * @param header the cells of the header
 * @param rows the cells of each row, without surrounding white space
 */
record Table(Path page, int line, String source, List<String> header, List<List<String>> rows) {

    private static final Pattern SOURCE = Pattern.compile("<!-- (.*) -->");
    private static final Pattern CELL_BORDER = Pattern.compile("(?<!\\\\)\\|");

    /** {@return the tables on a page, in order} */
    static List<Table> of(Path page) throws IOException {
        List<Table> tables = new ArrayList<>();
        String source = "";
        Table open = null;
        boolean inCode = false;
        int number = 0;
        for (String line : Files.readAllLines(page)) {
            number++;
            if (line.startsWith("```")) {
                inCode = !inCode;
            }
            Matcher comment = SOURCE.matcher(line);
            if (!inCode && line.startsWith("|")) {
                if (open == null) {
                    open = new Table(page, number, source, cells(line), new ArrayList<>());
                    tables.add(open);
                } else if (!line.startsWith("|-") && !line.startsWith("|:")) {
                    open.rows.add(cells(line));
                }
            } else {
                open = null;
                source = comment.matches() ? comment.group(1) : line.isBlank() ? source : "";
            }
        }
        return tables;
    }

    /**
     * {@return the table on a page that a test checks}
     *
     * @param page the name of the page, such as {@code layouts.md}
     * @param test the name of the test, such as {@code LayoutsPageTest.fans}
     */
    static Table checkedBy(String page, String test) throws IOException {
        Path path = page.equals("README.md") ? Path.of(page) : Path.of("src", "site", "markdown", page);
        List<Table> tables = of(path).stream()
                .filter(table -> table.source.equals("checked by " + test))
                .toList();
        if (tables.size() != 1) {
            throw new IllegalStateException(
                    "%s: exactly one table must be preceded by <!-- checked by %s -->, but %s are"
                            .formatted(page, test, tables.size()));
        }
        return tables.get(0);
    }

    private static List<String> cells(String line) {
        String[] cells = CELL_BORDER.split(line.strip(), -1);
        return Arrays.stream(cells, 1, cells.length - 1)
                .map(cell -> cell.strip().replace("\\|", "|"))
                .toList();
    }
}
