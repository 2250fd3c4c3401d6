package io.github.nd4jinit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table in Markdown.
 *
 * @param rows the cells, beginning with the titles of the columns
 */
record Table(List<List<String>> rows) {

    /** Returns the lines. All cells of a column have the width of the widest cell. */
    List<String> lines() {
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
                .toList();
        List<List<String>> all = new ArrayList<>(rows);
        all.add(1, widths.stream().map("-"::repeat).toList());
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> (" %-" + widths.get(column) + "s ").formatted(row.get(column)))
                .collect(Collectors.joining("|", "|", "|"));
    }
}
