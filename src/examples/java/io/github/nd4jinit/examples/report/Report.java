package io.github.nd4jinit.examples.report;

import io.github.nd4jinit.diagnose.Histogram;
import io.github.nd4jinit.diagnose.LayerReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A page that shows what initializations do: how trainings went, the flow of signals and gradients through the layers, and
 * histograms of the weights. One HTML file that needs no network, with all of its data as tables too. What there is nothing of, it
 * leaves out.
 *
 * <pre>{@code
 * Probe probe = Dl4j.probe(network, batch); // or SameDiffs.probe, or a DenseStack
 * new Report("My network", List.of(new Flow(new Setup("kaiming_normal"), Diagnosis.of(probe)))).write(Path.of("report.html"));
 * }</pre>
 *
 * @param title what the page shows
 * @param note a sentence or two on how the flows were measured, such as when, and with which examples; may be empty
 * @param classes how many classes the trainings' examples are of; with less than two an accuracy says nothing, and so does the page
 * @param flows what initializations do to signals and gradients; one of each setup
 * @param runs how trainings went
 */
public record Report(String title, String note, int classes, List<Flow> flows, List<Run> runs) {

    private static final Pattern PART = Pattern.compile("\\{\\{(\\w+)}}");

    /**
     * A report.
     *
     * @throws IllegalArgumentException if two diagnoses are of one setup
     */
    public Report {
        flows = List.copyOf(flows);
        runs = List.copyOf(runs);
        Set<Setup> seen = new HashSet<>();
        for (Flow flow : flows) {
            if (!seen.add(flow.setup())) {
                throw new IllegalArgumentException(
                        "two diagnoses are of %s; give each a setup of its own, such as \"%s, trained\" for its initializer"
                                .formatted(flow.setup(), flow.setup().initializer()));
            }
        }
    }

    /**
     * A report on networks that were looked into, but not trained.
     *
     * @param title what the page shows
     * @param flows what initializations do to signals and gradients; one of each setup
     */
    public Report(String title, List<Flow> flows) {
        this(title, "", 0, flows, List.of());
    }

    /** A flow; of each layer's density, if some are known, the values at the middles of its histogram's intervals. */
    private record Curves(Setup setup, Measured diagnosis, List<List<Double>> densities) {

        static Curves of(Flow flow) {
            List<LayerReport> layers = flow.diagnosis().layers();
            return new Curves(
                    flow.setup(),
                    Measured.of(flow.diagnosis()),
                    IntStream.range(0, flow.densities().size())
                            .mapToObj(i -> values(
                                    flow.densities().get(i),
                                    layers.get(i).weight().histogram()))
                            .toList());
        }

        private static List<Double> values(Density density, Histogram histogram) {
            List<Double> edges = histogram.edges();
            return IntStream.range(1, edges.size())
                    .mapToObj(i -> density.at((edges.get(i - 1) + edges.get(i)) / 2))
                    .toList();
        }
    }

    /** What the page's script reads. */
    private record Data(int classes, List<Curves> flows, List<Run> runs) {}

    /**
     * Writes the page.
     *
     * @param file the file, which is replaced if there is one; its folder is made if there is none
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, html());
    }

    /** {@return the page} */
    public String html() {
        return PART.matcher(resource("report.html")).replaceAll(part -> Matcher.quoteReplacement(part(part.group(1))));
    }

    private String part(String name) {
        return switch (name) {
            case "title" -> escaped(title);
            case "note" -> escaped(note);
            case "style" -> resource("report.css");
            case "echarts" -> resource("echarts.min.js");
            case "figures" -> resource("figures.js");
            case "lines" -> resource("lines.js");
            case "script" -> resource("report.js");
            case "data" -> data();
            default -> throw new IllegalStateException("report.html: there is no part " + name);
        };
    }

    /** No text within may end the script element that it stands in, so there is no less-than sign. */
    private String data() {
        Data data = new Data(classes, flows.stream().map(Curves::of).toList(), runs);
        return Json.of(data).replace("<", "\\u003c");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String resource(String name) {
        try (InputStream bytes = Report.class.getResourceAsStream(name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
