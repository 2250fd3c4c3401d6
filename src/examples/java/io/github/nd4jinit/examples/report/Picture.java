package io.github.nd4jinit.examples.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;

/** A single picture, for a README. It takes {@code org.knowm.xchart:xchart}, which the jar of the report does not bring with it. */
public final class Picture {

    /** Light enough for the black numbers on them. */
    private static final Color[] FROM_NOTHING_TO_ALL = {new Color(0xf4f1ea), new Color(0xb5d3ea), new Color(0x4a90c9)};

    /** Pixels of a row, of a column, and of what stands above and below, left and right of them. */
    private static final int ROW = 30;

    private static final int COLUMN = 170;
    private static final int ABOVE_AND_BELOW = 140;
    private static final int LEFT_AND_RIGHT = 270;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private Picture() {}

    /**
     * Draws how well networks with a nonlinearity did at last: a row for each initializer, a column for each depth, in each cell
     * the mean accuracy in percent, and how many diverged. Where all did, the cell has no colour.
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
        List<String> upwards = new ArrayList<>(
                drawn.stream().map(run -> run.setup().initializer()).distinct().toList());
        Collections.reverse(upwards);

        HeatMapChart chart = new HeatMapChartBuilder()
                .width(LEFT_AND_RIGHT + COLUMN * depths.size())
                .height(ABOVE_AND_BELOW + ROW * upwards.size())
                .theme(ChartTheme.Matlab)
                .title("Test accuracy in percent, " + nonlinearity)
                .xAxisTitle("hidden layers")
                .build();
        chart.getStyler().setRangeColors(FROM_NOTHING_TO_ALL).setMin(0).setMax(100);
        // A heat map itself can show nothing but numbers, so texts are laid over it: its cells have their middles at 0,
        // 1, ...
        chart.getStyler()
                .setXAxisMin(-0.5)
                .setXAxisMax(depths.size() - 0.5)
                .setYAxisMin(-0.5)
                .setYAxisMax(upwards.size() - 0.5)
                .setPlotGridLinesVisible(false)
                .setAnnotationTextFont(FONT);
        List<Number @Nullable []> cells = new ArrayList<>();
        for (int x = 0; x < depths.size(); x++) {
            for (int y = 0; y < upwards.size(); y++) {
                Outcome outcome = Outcome.of(new Setup(upwards.get(y), nonlinearity, depths.get(x)), drawn);
                cells.add(Double.isFinite(outcome.accuracy()) ? new Number[] {x, y, 100 * outcome.accuracy()} : null);
                chart.addAnnotation(new AnnotationText(outcome.text(), x, y, false));
            }
        }
        chart.addSeries("accuracy", depths.stream().map(String::valueOf).toList(), upwards, cells);
        Files.createDirectories(file.toAbsolutePath().getParent());
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
