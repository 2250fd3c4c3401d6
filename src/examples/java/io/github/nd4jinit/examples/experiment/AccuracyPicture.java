package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.report.Configuration;
import io.github.nd4jinit.report.TrainingRun;
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

/** A heat map of accuracies as a PNG file. */
final class AccuracyPicture {

    /** The colors for accuracies from 0 to 1, light enough for black numbers. */
    private static final Color[] COLORS = {new Color(0xf4f1ea), new Color(0xb5d3ea), new Color(0x4a90c9)};

    /** The height of a row, the width of a column, and the margins, in pixels. */
    private static final int ROW = 30;

    private static final int COLUMN = 170;
    private static final int VERTICAL_MARGINS = 140;
    private static final int HORIZONTAL_MARGINS = 270;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private AccuracyPicture() {}

    /**
     * Draws the final accuracies of networks with one nonlinearity: a row for each initialization and a column for each depth,
     * and in each cell the mean accuracy in percent and the number of diverged runs. A cell has no color if all runs diverged.
     *
     * @param runs the training runs
     * @param nonlinearity the nonlinearity
     * @param file the PNG file
     * @throws IllegalArgumentException if no run has the nonlinearity
     * @throws IOException if the file cannot be written
     */
    static void write(List<TrainingRun> runs, String nonlinearity, Path file) throws IOException {
        List<TrainingRun> drawn = runs.stream()
                .filter(run -> run.configuration().nonlinearity().equals(nonlinearity))
                .toList();
        if (drawn.isEmpty()) {
            throw new IllegalArgumentException(
                    "picture: needs a run with the nonlinearity %s, but none of the %s runs has it; train one, or draw another nonlinearity"
                            .formatted(nonlinearity, runs.size()));
        }
        List<Integer> depths = drawn.stream()
                .map(run -> run.configuration().hiddenLayers())
                .distinct()
                .sorted()
                .toList();
        List<String> fromBottom = new ArrayList<>(drawn.stream()
                .map(run -> run.configuration().label())
                .distinct()
                .toList());
        Collections.reverse(fromBottom);

        HeatMapChart chart = new HeatMapChartBuilder()
                .width(HORIZONTAL_MARGINS + COLUMN * depths.size())
                .height(VERTICAL_MARGINS + ROW * fromBottom.size())
                .theme(ChartTheme.Matlab)
                .title("Test accuracy in percent, " + nonlinearity)
                .xAxisTitle("hidden layers")
                .build();
        chart.getStyler().setRangeColors(COLORS).setMin(0).setMax(100);
        // Heat maps display numbers only, so annotations are drawn over the cells, whose centers have the coordinates
        // 0, 1, ...
        chart.getStyler()
                .setXAxisMin(-0.5)
                .setXAxisMax(depths.size() - 0.5)
                .setYAxisMin(-0.5)
                .setYAxisMax(fromBottom.size() - 0.5)
                .setPlotGridLinesVisible(false)
                .setAnnotationTextFont(FONT);
        List<Number @Nullable []> cells = new ArrayList<>();
        for (int x = 0; x < depths.size(); x++) {
            for (int y = 0; y < fromBottom.size(); y++) {
                Outcome outcome = Outcome.of(
                        Configuration.of(fromBottom.get(y))
                                .withNonlinearity(nonlinearity)
                                .withHiddenLayers(depths.get(x)),
                        drawn);
                cells.add(Double.isFinite(outcome.accuracy()) ? new Number[] {x, y, 100 * outcome.accuracy()} : null);
                chart.addAnnotation(new AnnotationText(outcome.text(), x, y, false));
            }
        }
        chart.addSeries("accuracy", depths.stream().map(String::valueOf).toList(), fromBottom, cells);
        Files.createDirectories(file.toAbsolutePath().getParent());
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
