package io.github.nd4jinit.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

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
        line(Implementation.ASSIGN.toString(), Fill.UNIFORM, Implementation.ASSIGN, Color.BLACK, SOLID);
        if (!chart.getSeriesMap().isEmpty()) {
            BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
        }
    }

    private void line(String name, Fill fill, Implementation implementation, Color color, BasicStroke stroke) {
        List<Integer> sides = Suite.ALL_SIDES.stream()
                .filter(side -> time(fill, side, implementation).isPresent())
                .toList();
        if (sides.isEmpty()) {
            return;
        }
        double[] values =
                sides.stream().mapToDouble(side -> (double) side * side).toArray();
        double[] micros = sides.stream()
                .mapToDouble(
                        side -> time(fill, side, implementation).orElseThrow().median() / 1e3)
                .toArray();
        chart.addSeries(name, values, micros)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(color)
                .setLineStyle(stroke);
    }

    private Optional<Summary> time(Fill fill, int side, Implementation implementation) {
        return results.nanos(Case.square(fill, side).title(), implementation.toString());
    }
}
