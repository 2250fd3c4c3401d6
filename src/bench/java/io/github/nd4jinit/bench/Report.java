package io.github.nd4jinit.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Formats the results as a Markdown table and as comma-separated values. */
final class Report {

    private static final String OURS = Implementation.OURS.toString();
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private record Column(String title, Function<Case, Optional<String>> cell) {}

    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    /** Returns the lines of the table, without empty columns. */
    List<String> table() {
        return columns()
                .map(this::paddedCells)
                .filter(texts -> texts.stream().skip(2).anyMatch(text -> !text.isBlank()))
                .reduce((left, right) -> IntStream.range(0, left.size())
                        .mapToObj(line -> left.get(line) + "|" + right.get(line))
                        .toList())
                .orElseThrow()
                .stream()
                .map(line -> "|" + line + "|")
                .toList();
    }

    private Stream<Column> columns() {
        Stream<String> implementations = Stream.concat(
                Stream.of(Implementation.values())
                        .filter(implementation -> implementation != Implementation.OURS)
                        .map(Implementation::toString),
                Stream.of(Results.TORCH, Results.REFERENCE));
        return Stream.of(
                        Stream.of(
                                new Column(
                                        "fill",
                                        subject -> Optional.of(subject.fill().toString())),
                                new Column("array", subject -> Optional.of(subject.array())),
                                new Column(
                                        "time per call",
                                        subject -> results.time(subject, OURS).map(Report::time)),
                                new Column("Gvalues/s", subject -> speed(subject, OURS))),
                        implementations.map(implementation ->
                                new Column(implementation, subject -> comparison(subject, implementation))),
                        Stream.of(new Column(
                                "bytes",
                                subject -> results.bytes(subject).map(bytes -> "%.0f".formatted(bytes.median())))))
                .flatMap(Function.identity());
    }

    /** Returns the title, the delimiter line and the cells of a column, padded to the width of the widest text. */
    private List<String> paddedCells(Column column) {
        List<String> texts = new ArrayList<>(List.of(column.title(), ""));
        results.cases()
                .forEach(subject -> texts.add(column.cell().apply(subject).orElse("")));
        int width = texts.stream().mapToInt(String::length).max().orElseThrow();
        texts.set(1, "-".repeat(width));
        return texts.stream()
                .map(text -> (" %-" + width + "s ").formatted(text))
                .toList();
    }

    /**
     * Returns the speed of an implementation, and the ratio of this library's speed to that speed: the median, with the
     * minimum and the maximum in parentheses.
     */
    private Optional<String> comparison(Case subject, String implementation) {
        return speed(subject, implementation)
                .flatMap(speed -> results.ratio(subject, implementation)
                        .map(ratio -> speed + " : " + digits(ratio.median()) + "x " + range(ratio)));
    }

    /** Returns the speed in billions of values per second. */
    private Optional<String> speed(Case subject, String contender) {
        return results.time(subject, contender).map(time -> digits(subject.values() / time.median()));
    }

    private static String time(Summary nanos) {
        boolean small = nanos.median() < 1e6;
        double unit = small ? 1e3 : 1e6;
        Summary time = new Summary(nanos.min() / unit, nanos.median() / unit, nanos.max() / unit);
        return "%s %s %s".formatted(digits(time.median()), small ? "µs" : "ms", range(time));
    }

    private static String range(Summary summary) {
        return "(%s..%s)".formatted(digits(summary.min()), digits(summary.max()));
    }

    private static String digits(double value) {
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        return rounded.setScale(Math.max(0, rounded.scale())).toPlainString();
    }

    /** Returns a header line and one line per case and contender. Times are in nanoseconds per call. */
    List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add("fill,subject,rows,columns,contender,median_ns,min_ns,max_ns,ratio_median,ratio_min,ratio_max,bytes");
        for (Case subject : results.cases()) {
            for (String contender : results.contenders(subject)) {
                Optional<Summary> bytes = results.bytes(subject).filter(any -> contender.equals(OURS));
                lines.add(Stream.of(
                                Stream.of(
                                        subject.fill().toString(),
                                        subject.subject(),
                                        String.valueOf(subject.rows()),
                                        String.valueOf(subject.columns()),
                                        contender),
                                numbers(results.time(subject, contender)),
                                numbers(results.ratio(subject, contender)),
                                Stream.of(bytes.map(any -> digits(any.median())).orElse("")))
                        .flatMap(Function.identity())
                        .collect(Collectors.joining(",")));
            }
        }
        return lines;
    }

    private static Stream<String> numbers(Optional<Summary> summary) {
        return summary.map(known ->
                        Stream.of(known.median(), known.min(), known.max()).map(number -> "%.5g".formatted(number)))
                .orElse(Stream.of("", "", ""));
    }
}
