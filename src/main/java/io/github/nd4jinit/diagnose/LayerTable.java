package io.github.nd4jinit.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Formats layer reports as an aligned table: one line per layer, and one more per additional weight of a layer. */
final class LayerTable {

    private static final List<Column> COLUMNS = List.of(
            new Column("layer", line -> line.isFirst() ? line.layer.name() : "  " + line.weight.name()),
            Column.ofLayers("mean", line -> line.layer.activationMean()),
            Column.ofLayers("std", line -> line.layer.activationStd()),
            Column.ofLayers("rms", line -> line.layer.activationRms()),
            Column.ofLayers("ratio", line -> line.layer.rmsRatio()),
            Column.ofLayers("dead", line -> line.layer.deadFraction()),
            Column.ofLayers("saturated", line -> line.layer.saturatedFraction()),
            Column.ofLayers("gradient rms", line -> line.layer.gradientRms()),
            new Column("weight std", line -> NumberText.of(line.weight.std())),
            new Column("spectral norm", line -> NumberText.of(line.weight.spectralNorm())));

    private LayerTable() {}

    private record Line(LayerReport layer, int index, WeightReport weight) {

        /** Whether this line shows the measurements of the layer beside its first weight. */
        boolean isFirst() {
            return index == 0;
        }
    }

    private record Column(String title, Function<Line, String> cell) {

        /** A column with one number per layer, blank in the lines of additional weights. */
        static Column ofLayers(String title, Function<Line, Double> number) {
            return new Column(title, line -> line.isFirst() ? NumberText.of(number.apply(line)) : "");
        }

        /** The title and the cells, padded to the same width. */
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
        List<Line> lines = new ArrayList<>();
        for (LayerReport layer : layers) {
            for (int i = 0; i < layer.weights().size(); i++) {
                lines.add(new Line(layer, i, layer.weights().get(i)));
            }
        }
        List<List<String>> columns = IntStream.range(0, COLUMNS.size())
                .mapToObj(i -> COLUMNS.get(i).texts(lines, i == 0 ? "-" : ""))
                .toList();
        return IntStream.rangeClosed(0, lines.size())
                .mapToObj(
                        line -> columns.stream().map(column -> column.get(line)).collect(Collectors.joining("  ")))
                .collect(Collectors.joining("\n"));
    }
}
