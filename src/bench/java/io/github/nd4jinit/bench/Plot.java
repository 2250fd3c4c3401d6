package io.github.nd4jinit.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How a call's time grows with the array: both axes logarithmic, our lines solid, those of ND4J's ops dashed. */
final class Plot {

    private static final float[] DASHES = {6, 4};

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
                .setLegendPosition(LegendPosition.OutsideE);
    }

    /** Writes the plot as SVG, if anything was measured that it can show. */
    void save(Path file) throws IOException {
        Iterator<Color> colors = List.of(chart.getStyler().getSeriesColors()).iterator();
        for (Fill fill : Fill.values()) {
            Color color = colors.next();
            line(fill.toString(), fill, Rival.OURS).ifPresent(line -> line.setLineColor(color));
            line(fill + ", ND4J's op", fill, Rival.OP)
                    .ifPresent(line -> line.setLineColor(color)
                            .setLineStyle(
                                    new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)));
        }
        line(Rival.MEMORY.toString(), Fill.UNIFORM, Rival.MEMORY)
                .ifPresent(line -> line.setLineColor(Color.LIGHT_GRAY));
        if (!chart.getSeriesMap().isEmpty()) {
            VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
        }
    }

    private Optional<XYSeries> line(String name, Fill fill, Rival rival) {
        String contender = rival.toString();
        List<Case> sizes = results.cases().stream()
                .filter(subject -> subject.fill() == fill && subject.subject().equals("FLOAT"))
                .filter(subject -> results.contenders(subject).contains(contender))
                .toList();
        if (sizes.isEmpty()) {
            return Optional.empty();
        }
        XYSeries line = chart.addSeries(
                name,
                sizes.stream().mapToDouble(Case::values).toArray(),
                sizes.stream()
                        .mapToDouble(subject ->
                                results.time(subject, contender).orElseThrow().median() / 1e3)
                        .toArray());
        line.setMarker(SeriesMarkers.NONE);
        return Optional.of(line);
    }
}
