package io.github.nd4jinit.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was measured, as lines of aligned text: one for each layer, and one more for each weight of a layer but its first. */
final class LayerTable {

    private static final List<Column> COLUMNS = List.of(
            new Column("layer", line -> line.isFirst() ? line.layer.name() : "  " + line.weight.name()),
            Column.ofLayers("mean", line -> line.layer.activationMean()),
            Column.ofLayers("std", line -> line.layer.activationStd()),
            Column.ofLayers("size", line -> line.layer.activationSize()),
            Column.ofLayers("x before", line -> line.layer.ratio()),
            Column.ofLayers("dead", line -> line.layer.dead()),
            Column.ofLayers("saturated", line -> line.layer.saturated()),
            Column.ofLayers("gradient", line -> line.layer.gradientSize()),
            new Column("weight std", line -> NumberText.of(line.weight.std())),
            new Column("top sv", line -> NumberText.of(line.weight.topSingularValue())));

    private LayerTable() {}

    private record Line(LayerReport layer, WeightReport weight) {

        boolean isFirst() {
            return weight.equals(layer.weight());
        }
    }

    private record Column(String title, Function<Line, String> cell) {

        /** A column that has something to say only where a layer begins. */
        static Column ofLayers(String title, Function<Line, Double> number) {
            return new Column(title, line -> line.isFirst() ? NumberText.of(number.apply(line)) : "");
        }

        /** The title and the cells, as wide as the widest. */
        List<String> texts(List<Line> lines, String alignment) {
            List<String> texts = new ArrayList<>(List.of(title));
            lines.forEach(line -> texts.add(cell.apply(line)));
            int width = texts.stream().mapToInt(String::length).max().orElseThrow();
            return texts.stream()
                    .map(text -> ("%" + alignment + width + "s").formatted(text))
                    .toList();
        }
    }

    static String of(List<LayerReport> layers) {
        List<Line> lines = layers.stream()
                .flatMap(layer -> layer.weights().stream().map(weight -> new Line(layer, weight)))
                .toList();
        List<List<String>> columns = IntStream.range(0, COLUMNS.size())
                .mapToObj(i -> COLUMNS.get(i).texts(lines, i == 0 ? "-" : ""))
                .toList();
        return IntStream.rangeClosed(0, lines.size())
                .mapToObj(
                        line -> columns.stream().map(column -> column.get(line)).collect(Collectors.joining("  ")))
                .collect(Collectors.joining("\n"));
    }
}
