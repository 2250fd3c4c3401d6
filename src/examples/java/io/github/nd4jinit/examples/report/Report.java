package io.github.nd4jinit.examples.report;

import io.github.nd4jinit.diagnose.Histogram;
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
 * A page that shows what initializations do: histograms of weights, the flow of signals and gradients through the layers, and how
 * trainings went. One HTML file that needs no network, with all of its data as tables too. Any part may be empty, and says so then.
 *
 * <pre>{@code
 * Probe probe = Dl4j.probe(network, batch); // or SameDiffs.probe, or a DenseStack
 * Setup mine = new Setup("kaiming_normal", "relu", 12);
 * new Report("My network", 10, List.of(), List.of(new Flow(mine, Diagnosis.of(probe))), runs).write(Path.of("report.html"));
 * }</pre>
 *
 * @param title what the page shows
 * @param classes how many classes the trainings' examples are of; with less than two an accuracy says nothing, and so does the page
 * @param weights weights' values, such as those of {@code diagnosis.layers().get(0).weight().histogram()}
 * @param flows what initializations do to signals and gradients; one of each setup
 * @param runs how trainings went
 */
public record Report(String title, int classes, List<Weights> weights, List<Flow> flows, List<Run> runs) {

    private static final Pattern PART = Pattern.compile("\\{\\{(\\w+)}}");
    private static final int CURVE = 200;

    /** A report. */
    public Report {
        weights = List.copyOf(weights);
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

    /** A histogram, and the density's curve over it. */
    private record Bars(String name, double low, double high, List<Long> counts, List<Double> density) {

        static Bars of(Weights weights) {
            Histogram histogram = weights.histogram();
            double low = histogram.low();
            double high = histogram.high();
            List<Double> density = IntStream.rangeClosed(0, CURVE)
                    .mapToObj(i -> weights.density().at(low + (high - low) * i / CURVE))
                    .toList();
            return new Bars(weights.name(), low, high, histogram.counts(), density);
        }
    }

    /** What the page's script reads. */
    private record Data(int classes, List<Bars> weights, List<Flow> flows, List<Run> runs) {}

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
            case "style" -> resource("report.css");
            case "echarts" -> resource("echarts.min.js");
            case "script" -> resource("report.js");
            case "data" -> data();
            default -> throw new IllegalStateException("report.html: there is no part " + name);
        };
    }

    /** No text within may end the script element that it stands in, so there is no less-than sign. */
    private String data() {
        Data data = new Data(classes, weights.stream().map(Bars::of).toList(), flows, runs);
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
