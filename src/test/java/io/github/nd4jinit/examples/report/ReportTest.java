package io.github.nd4jinit.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The page as text; what a browser makes of it is {@link PageTest}'s affair. */
class ReportTest {

    private static JsonNode data(Report report) throws IOException {
        String before = "<script type=\"application/json\" id=\"data\">";
        String html = report.html();
        int begin = html.indexOf(before) + before.length();
        return new ObjectMapper().readTree(html.substring(begin, html.indexOf("</script>", begin)));
    }

    /** The page without the charts' library, which has addresses in its texts. */
    private static String own(String html) throws IOException {
        try (InputStream library = Report.class.getResourceAsStream("echarts.min.js")) {
            return html.replace(new String(library.readAllBytes(), StandardCharsets.UTF_8), "");
        }
    }

    @Test
    void thePageIsOneFileThatNamesNoOther(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/report.html");
        Reports.good().write(file);
        assertThat(Files.readString(file)).contains("Licensed to the Apache Software Foundation");
        assertThat(own(Files.readString(file)))
                .startsWith("<!DOCTYPE html>")
                .contains("<title>Good and bad</title>", "default-src 'none'")
                .doesNotContainPattern("<script[^>]* src=|<link[^>]* href=\"http|@import|url\\(");
    }

    @Test
    void itsDataAreWhatWasGiven() throws IOException {
        JsonNode data = data(Reports.good());
        assertThat(data.at("/classes").asInt()).isEqualTo(10);
        assertThat(data.at("/runs")).hasSize(16);
        assertThat(data.at("/runs/0/setup/initializer").asText()).isEqualTo("kaiming_normal");
        assertThat(data.at("/runs/0/points/1").toString()).isEqualTo("[20,0.25,0.84]");
        assertThat(data.at("/flows/2/diagnosis/layers")).hasSize(6);
        assertThat(data.at("/flows/2/densities")).hasSize(6);
    }

    /** The page's script reads these keys, and would show "undefined" without them. */
    @Test
    void aDiagnosisHasTheKeysThatTheScriptReads() throws IOException {
        JsonNode diagnosis = data(Reports.single()).at("/flows/0/diagnosis");
        assertThat(diagnosis.at("/layers/0").fieldNames())
                .toIterable()
                .containsExactly(
                        "name",
                        "outputMean",
                        "outputStd",
                        "activationMean",
                        "activationStd",
                        "activationRms",
                        "ratio",
                        "dead",
                        "saturated",
                        "gradientRms",
                        "units",
                        "weights");
        assertThat(diagnosis.at("/layers/0/weights/0").fieldNames())
                .toIterable()
                .containsExactly("name", "mean", "std", "topSingularValue", "histogram");
        assertThat(diagnosis.at("/layers/0/weights/0/histogram").fieldNames())
                .toIterable()
                .containsExactly("low", "high", "counts");
        assertThat(diagnosis.at("/weightless").toString()).isEqualTo("[\"pool\",\"flatten\"]");
        assertThat(diagnosis.at("/findings/0").toString())
                .isEqualTo("{\"kind\":\"HEALTHY\",\"layer\":\"\",\"text\":\"all is well\"}");
    }

    @Test
    void aDensityIsGivenAtTheMiddlesOfIntervals() throws IOException {
        Flow flow = Reports.flow("normal", 1, 1);
        JsonNode data = data(new Report(
                "Densities",
                List.of(
                        new Flow(flow.setup(), flow.diagnosis(), List.of(Density.normal(0, 0.5), Density.unknown())),
                        Reports.flow("other", 1, 1))));
        assertThat(data.at("/flows/0/densities/0").toString()).isEqualTo("[0.25904,0.70413,0.70413,0.25904]");
        assertThat(data.at("/flows/0/densities/1").toString()).isEqualTo("[null,null,null,null]");
        assertThat(data.at("/flows/1/densities").toString()).isEqualTo("[]");
    }

    @Test
    void aDensityIsNeededForEachLayerOrNone() {
        Flow flow = Reports.flow("normal", 1, 1);
        assertThatThrownBy(() -> new Flow(flow.setup(), flow.diagnosis(), List.of(Density.normal(0, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "flow: needs a density for each of the 2 layers, or none, received 1 for Setup[initializer=normal, nonlinearity=, depth=0]; pass Density.unknown() where none is known");
    }

    @Test
    void twoDiagnosesOfOneSetupAreRefused() {
        Report good = Reports.good();
        Flow twice = good.flows().get(0);
        assertThatThrownBy(() -> new Report("twice", "", 10, List.of(twice, twice), good.runs()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give each a setup of its own, such as \""
                        + twice.setup().initializer());
    }

    @Test
    void textThatIsCodeStaysText() throws IOException {
        String html = own(Reports.bad().html());
        assertThat(html)
                .doesNotContain("<img")
                .contains("<title>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;{{data}}$1<");
        assertThat(data(Reports.bad()).at("/runs/0/setup/initializer").asText())
                .isEqualTo("</script><img src=x onerror=alert(1)>{{data}}$1");
    }

    @Test
    void whatIsNotFiniteIsNull() throws IOException {
        assertThat(data(Reports.bad()).at("/runs/0/points/0").toString()).isEqualTo("[10,null,null]");
    }

    @Test
    void aRunNeedsAPoint() {
        assertThatThrownBy(() -> new Run(new Setup("ones", "relu", 2), 7, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "run: needs at least one point, received none for Setup[initializer=ones, nonlinearity=relu, depth=2], seed 7; leave out runs that have not begun");
    }

    @Test
    void densitiesHaveArea1AndTheirVariance() {
        assertMoments(Density.normal(0, 0.1), 0.01);
        assertMoments(Density.uniform(-0.5, 0.5), 1.0 / 12);
        assertMoments(Density.truncatedNormal(0.1), Math.pow(0.1 * 0.8796256610342398, 2));
        assertMoments(Density.orthogonal(20), 1.0 / 20);
    }

    /** By the midpoints of a million intervals: densities that jump are off by less than one of them. */
    private static void assertMoments(Density density, double variance) {
        int intervals = 1_000_000;
        double area = 0;
        double square = 0;
        for (int i = 0; i < intervals; i++) {
            double x = (2 * i + 1.0) / intervals - 1;
            double share = density.at(x) * 2 / intervals;
            area += share;
            square += x * x * share;
        }
        assertThat(area).isCloseTo(1, within(1e-5));
        assertThat(square).isCloseTo(variance, within(1e-5));
    }

    @Test
    void aPictureShowsACellForEachInitializerAndDepth(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/accuracy.png");
        Picture.accuracy(Reports.good().runs(), "tanh", file);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(270 + 2 * 170);
    }

    /** Whether a picture has a cell of the colour for 0: only cells have it, and the scale at the right. */
    private static boolean hasCells(List<Run> runs, Path file) throws IOException {
        Picture.accuracy(runs, "relu", file);
        BufferedImage image = ImageIO.read(file.toFile());
        int[] pixels = image.getRGB(0, 0, 200, image.getHeight(), null, 0, 200);
        return Arrays.stream(pixels).anyMatch(pixel -> pixel == 0xfff4f1ea);
    }

    @Test
    void aPictureHasNoColourForWhatDiverged(@TempDir Path folder) throws IOException {
        Run diverged = Reports.divergedRun("ones", 1);
        Run wrong = new Run(diverged.setup(), 2, List.of(new Point(10, 9, 0)));
        assertThat(hasCells(List.of(diverged), folder.resolve("diverged.png"))).isFalse();
        assertThat(hasCells(List.of(diverged, wrong), folder.resolve("wrong.png")))
                .isTrue();
    }

    @Test
    void anOutcomeTellsOfAllRuns() {
        Setup setup = new Setup("ones", "relu", 2);
        Run diverged = new Run(setup, 1, List.of(new Point(5, 1, 0.5), new Point(10, Double.POSITIVE_INFINITY, 0.13)));
        Run good = new Run(setup, 2, List.of(new Point(10, 0.5, 0.5)));
        Run better = new Run(setup, 3, List.of(new Point(10, 0.5, 0.546)));
        Run unjudged = new Run(setup, 4, List.of(new Point(10, 0.5, Double.NaN)));
        assertThat(diverged.last().accuracy()).isNaN();
        assertThat(Outcome.of(setup, List.of(diverged, good, better)).text()).isEqualTo("52.3 (1 of 3 diverged)");
        assertThat(Outcome.of(setup, List.of(good, better)).text()).isEqualTo("52.3");
        assertThat(Outcome.of(setup, List.of(diverged, diverged)).text()).isEqualTo("diverges");
        assertThat(Outcome.of(setup, List.of(unjudged)).text()).isEqualTo("unknown");
        assertThat(Outcome.of(new Setup("ones", "relu", 3), List.of(good)).text())
                .isEqualTo("no run");
    }

    @Test
    void aPictureNeedsARun(@TempDir Path folder) {
        Path file = folder.resolve("accuracy.png");
        assertThatThrownBy(() -> Picture.accuracy(Reports.good().runs(), "selu", file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("picture: needs a run with selu, received 16 runs without; train one, or choose another");
        assertThat(file).doesNotExist();
    }
}
