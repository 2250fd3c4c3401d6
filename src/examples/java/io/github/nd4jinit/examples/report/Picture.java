package io.github.nd4jinit.examples.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;

/** A single picture, for a README. */
public final class Picture {

    /** Light enough for the black numbers on them. */
    private static final Color[] FROM_NOTHING_TO_ALL = {new Color(0xf4f1ea), new Color(0xb5d3ea), new Color(0x4a90c9)};

    private static final int ROW = 30;
    private static final int FRAME = 140;

    private Picture() {}

    /**
     * Draws how well networks with a nonlinearity did at last: a row for each initializer, a column for each depth, in each cell
     * the mean accuracy in percent.
     *
     * @param runs the trainings
     * @param nonlinearity which of them to draw
     * @param file where to write the PNG
     * @throws IllegalArgumentException if no training has the nonlinearity
     * @throws IOException if the file cannot be written
     */
    public static void accuracy(List<Run> runs, String nonlinearity, Path file) throws IOException {
        List<Run> drawn = runs.stream()
                .filter(run -> run.setup().nonlinearity().equals(nonlinearity))
                .toList();
        if (drawn.isEmpty()) {
            throw new IllegalArgumentException(
                    "picture: needs a run with %s, received %s runs without; train one, or choose another"
                            .formatted(nonlinearity, runs.size()));
        }
        List<Integer> depths = drawn.stream()
                .map(run -> run.setup().depth())
                .distinct()
                .sorted()
                .toList();
        List<String> initializers =
                drawn.stream().map(run -> run.setup().initializer()).distinct().toList();
        List<Number[]> cells = initializers.stream()
                .flatMap(initializer -> depths.stream().map(depth -> new Number[] {
                    depths.indexOf(depth),
                    initializers.size() - 1 - initializers.indexOf(initializer), // the first is on top
                    Math.round(100 * accuracy(drawn, new Setup(initializer, nonlinearity, depth)))
                }))
                .toList();

        HeatMapChart chart = new HeatMapChartBuilder()
                .width(720)
                .height(FRAME + ROW * initializers.size())
                .theme(ChartTheme.Matlab)
                .title("Test accuracy in percent, " + nonlinearity)
                .xAxisTitle("hidden layers")
                .build();
        chart.getStyler()
                .setRangeColors(FROM_NOTHING_TO_ALL)
                .setMin(0)
                .setMax(100)
                .setShowValue(true)
                .setHeatMapValueDecimalPattern("0");
        List<String> upwards = initializers.stream()
                .sorted((a, b) -> Integer.compare(initializers.indexOf(b), initializers.indexOf(a)))
                .toList();
        chart.addSeries("accuracy", depths, upwards, cells);
        Files.createDirectories(file.toAbsolutePath().getParent());
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }

    private static double accuracy(List<Run> runs, Setup setup) {
        return runs.stream()
                .filter(run -> run.setup().equals(setup))
                .mapToDouble(run -> run.last().accuracy())
                .average()
                .orElse(Double.NaN);
    }
}
