package io.github.nd4jinit.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A plot of the time per call against the size of the array, on logarithmic axes. Lines of this library are solid;
 * lines of ND4J's ops are dashed.
 */
final class Plot {

    private static final BasicStroke SOLID = new BasicStroke(2);
    private static final BasicStroke DASHED =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0);

    private final Results results;
    private final XYChart chart = new XYChartBuilder()
            .width(960)
            .height(640)
            .theme(ChartTheme.Matlab)
            .title("Time to fill an array of FLOAT")
            .xAxisTitle("values")
            .yAxisTitle("microseconds")
            .build();

    Plot(Results results) {
        this.results = results;
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setPlotGridLinesStroke(new BasicStroke(0.5f))
                .setPlotGridLinesColor(Color.LIGHT_GRAY)
                .setLegendPosition(LegendPosition.OutsideE);
    }

    /** Writes the plot as a PNG file, unless there are no measurements to show. */
    void save(Path file) throws IOException {
        Iterator<Color> colors = List.of(chart.getStyler().getSeriesColors()).iterator();
        for (Fill fill : EnumSet.complementOf(
                EnumSet.of(Fill.ORTHOGONAL))) { // the time of ORTHOGONAL grows with a different power of the size
            Color color = colors.next();
            line(fill.toString(), fill, Implementation.OURS, color, SOLID);
            line(fill + ", ND4J's op", fill, Implementation.OP, color, DASHED);
        }
        line(Implementation.MEMORY.toString(), Fill.UNIFORM, Implementation.MEMORY, Color.BLACK, SOLID);
        if (!chart.getSeriesMap().isEmpty()) {
            BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
        }
    }

    private void line(String name, Fill fill, Implementation implementation, Color color, BasicStroke stroke) {
        List<Case> sizes = results.cases().stream()
                .filter(subject -> subject.fill() == fill && subject.subject().equals(DataType.FLOAT.name()))
                .filter(subject ->
                        results.time(subject, implementation.toString()).isPresent())
                .toList();
        if (sizes.isEmpty()) {
            return;
        }
        double[] values = sizes.stream().mapToDouble(Case::values).toArray();
        double[] micros = sizes.stream()
                .mapToDouble(subject -> micros(subject, implementation))
                .toArray();
        chart.addSeries(name, values, micros)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(color)
                .setLineStyle(stroke);
    }

    private double micros(Case subject, Implementation implementation) {
        return results.time(subject, implementation.toString()).orElseThrow().median() / 1e3;
    }
}
