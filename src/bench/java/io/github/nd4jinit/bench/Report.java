package io.github.nd4jinit.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats the results as Markdown tables and as comma-separated values. */
final class Report {

    private static final int ALL_DIGITS_FROM = 1000;
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    /** Returns the title and the table of a comparison. */
    List<String> of(Comparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "contender",
                "median time",
                "10th percentile",
                comparison.relation() + ", medians",
                "10th percentiles",
                "bytes, median",
                "10th percentile"));
        for (String contender : results.contenders(comparison.title())) {
            Optional<Summary> nanos = results.nanos(comparison.title(), contender);
            Optional<Summary> ratio = ratio(comparison, contender);
            Optional<Summary> bytes = results.bytes(comparison.title(), contender);
            rows.add(List.of(
                    contender,
                    text(nanos.map(time -> time(time.median()))),
                    text(nanos.map(time -> time(time.p10()))),
                    text(ratio.map(Summary::median).map(Report::digits)),
                    text(ratio.map(Summary::p10).map(Report::digits)),
                    text(bytes.map(Summary::median).map(Report::digits)),
                    text(bytes.map(Summary::p10).map(Report::digits))));
        }
        return Stream.concat(Stream.of("", comparison.title(), ""), new Table(rows).lines().stream())
                .toList();
    }

    /** Returns the table of the goals that were measured, and the number of the other goals. */
    List<String> of(List<Goal> goals) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("goal", "limit", "measured, median", "10th percentile", "met"));
        for (Goal goal : goals) {
            goal.quantity()
                    .of(results)
                    .ifPresent(measured -> rows.add(List.of(
                            goal.name(),
                            "%s %s".formatted(goal.bound(), digits(goal.limit())),
                            digits(measured.median()),
                            digits(measured.p10()),
                            goal.isMetBy(measured) ? "yes" : "no")));
        }
        int measured = rows.size() - 1;
        List<String> lines = new ArrayList<>(List.of("", "goals", ""));
        lines.addAll(measured == 0 ? List.of() : new Table(rows).lines());
        lines.add("%d of %d goals were not measured.".formatted(goals.size() - measured, goals.size()));
        return lines;
    }

    private Optional<Summary> ratio(Comparison comparison, String contender) {
        String first = results.contenders(comparison.title()).get(0);
        return results.nanos(comparison.title(), contender)
                .flatMap(nanos -> results.nanos(comparison.title(), first)
                        .map(reference -> comparison.relation().of(nanos, reference)));
    }

    private static String text(Optional<String> cell) {
        return cell.orElse("");
    }

    private static String time(double nanos) {
        return nanos < 1e6 ? digits(nanos / 1e3) + " µs" : digits(nanos / 1e6) + " ms";
    }

    private static String digits(double value) {
        if (value >= ALL_DIGITS_FROM) {
            return "%.0f".formatted(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(THREE_DIGITS);
        return rounded.setScale(Math.max(0, rounded.scale())).toPlainString();
    }

    /** Returns a header line and one line per contender. Times are in nanoseconds per call. */
    List<String> csv(List<Comparison> comparisons) {
        List<String> lines = new ArrayList<>();
        lines.add("comparison,contender,median_ns,p10_ns,ratio_median,ratio_p10,bytes_median,bytes_p10");
        for (Comparison comparison : comparisons) {
            for (String contender : results.contenders(comparison.title())) {
                lines.add(Stream.of(
                                Stream.of(quoted(comparison.title()), quoted(contender)),
                                numbers(results.nanos(comparison.title(), contender)),
                                numbers(ratio(comparison, contender)),
                                numbers(results.bytes(comparison.title(), contender)))
                        .flatMap(cells -> cells)
                        .collect(Collectors.joining(",")));
            }
        }
        return lines;
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static Stream<String> numbers(Optional<Summary> summary) {
        return summary.map(known -> Stream.of(known.median(), known.p10()).map("%.5g"::formatted))
                .orElse(Stream.of("", ""));
    }
}
