package io.github.nd4jinit.diagnose;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Formats layer reports as an aligned table: a line for each layer, and a line for each additional weight of a layer.
 */
final class LayerTable {

    private static final List<Column> COLUMNS = List.of(
            new Column("layer", LayerTable::names),
            ofLayers("mean", LayerReport::activationMean, NumberText::columnOfMeans),
            ofLayers("std", LayerReport::activationStd, NumberText::column),
            ofLayers("rms", LayerReport::activationRms, NumberText::column),
            ofLayers("ratio", LayerReport::rmsRatio, NumberText::column),
            ofLayers("dead", LayerReport::deadFraction, NumberText::column),
            ofLayers("saturated", LayerReport::saturatedFraction, NumberText::column),
            ofLayers("gradient rms", LayerReport::gradientRms, NumberText::column),
            ofWeights("weight std", WeightReport::std),
            ofWeights("spectral norm", WeightReport::spectralNorm));

    private LayerTable() {}

    private record Line(LayerReport layer, int index, WeightReport weight) {

        /** Whether this line shows the measurements of the layer in addition to those of its first weight. */
        boolean isFirst() {
            return index == 0;
        }
    }

    private record Column(String title, Function<List<Line>, List<String>> cells) {

        /** The title and the cells, padded to the same width. */
        List<String> paddedCells(List<Line> lines, String alignment) {
            List<String> texts = new ArrayList<>(List.of(title));
            texts.addAll(cells.apply(lines));
            int width = texts.stream().mapToInt(String::length).max().orElseThrow();
            return texts.stream()
                    .map(text -> ("%" + alignment + width + "s").formatted(text))
                    .toList();
        }
    }

    private static List<String> names(List<Line> lines) {
        return lines.stream()
                .map(line -> line.isFirst() ? line.layer.name() : "  " + line.weight.name())
                .toList();
    }

    /** A column with one number per layer, blank in the lines of additional weights. */
    private static Column ofLayers(
            String title, Function<LayerReport, Double> number, Function<List<Double>, List<String>> format) {
        return new Column(title, lines -> {
            Iterator<String> numbers = format.apply(lines.stream()
                            .filter(Line::isFirst)
                            .map(line -> number.apply(line.layer))
                            .toList())
                    .iterator();
            return lines.stream()
                    .map(line -> line.isFirst() ? numbers.next() : "")
                    .toList();
        });
    }

    private static Column ofWeights(String title, Function<WeightReport, Double> number) {
        return new Column(
                title,
                lines -> NumberText.column(
                        lines.stream().map(line -> number.apply(line.weight)).toList()));
    }

    static String of(List<LayerReport> layers) {
        List<Line> lines = new ArrayList<>();
        for (LayerReport layer : layers) {
            for (int i = 0; i < layer.weights().size(); i++) {
                lines.add(new Line(layer, i, layer.weights().get(i)));
            }
        }
        List<List<String>> columns = IntStream.range(0, COLUMNS.size())
                .mapToObj(i -> COLUMNS.get(i).paddedCells(lines, i == 0 ? "-" : ""))
                .toList();
        return IntStream.rangeClosed(0, lines.size())
                .mapToObj(
                        line -> columns.stream().map(column -> column.get(line)).collect(Collectors.joining("  ")))
                .collect(Collectors.joining("\n"));
    }
}
