package io.github.nd4jinit.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page of a report: the template with its placeholders replaced. */
record HtmlPage(Report report) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    /**
     * The files whose text must be included in every copy, as the licenses of the chart library and its components
     * require.
     */
    private static final List<String> LICENSES = List.of(
            "echarts-NOTICE.txt", "echarts-LICENSE.txt", "zrender-LICENSE.txt", "d3-LICENSE.txt", "tslib-LICENSE.txt");

    String text() {
        return PLACEHOLDER
                .matcher(resource("report.html"))
                .replaceAll(placeholder -> Matcher.quoteReplacement(value(placeholder.group(1))));
    }

    private String value(String name) {
        return switch (name) {
            case "title" -> escaped(report.title());
            case "note" -> escaped(report.note());
            case "style" -> resource("report.css");
            case "echarts" -> resource("echarts.min.js");
            case "figures" -> resource("figures.js");
            case "lines" -> resource("lines.js");
            case "script" -> resource("report.js");
            case "data" -> data();
            case "licenses" -> licenses();
            default -> throw new IllegalStateException("report.html: unknown placeholder " + name);
        };
    }

    /** Returns the data without less-than signs, so that no string in the data ends the script element. */
    private String data() {
        return report.json().replace("<", "\\u003c");
    }

    private static String licenses() {
        return LICENSES.stream()
                .map(name -> escaped(resource("/META-INF/licenses/nd4j-init-report/" + name))
                        .strip())
                .collect(Collectors.joining("\n\n" + "-".repeat(72) + "\n\n"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String resource(String name) {
        try (InputStream in = Report.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
