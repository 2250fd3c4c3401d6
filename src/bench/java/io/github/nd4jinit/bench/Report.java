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

/** The results as text: a Markdown table to read, comma-separated values to reckon with. */
final class Report {

    private static final String OURS = Rival.OURS.toString();
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private record Column(String title, Function<Case, Optional<String>> cell) {}

    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    /** The lines of the table; columns without any cell are left out. */
    List<String> table() {
        return columns()
                .map(this::texts)
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
        Stream<String> rivals = Stream.concat(
                Stream.of(Rival.values()).filter(rival -> rival != Rival.OURS).map(Rival::toString),
                Stream.of(Results.TORCH, Results.REFERENCE));
        return Stream.of(
                        Stream.of(
                                new Column(
                                        "fill",
                                        subject -> Optional.of(subject.fill().toString())),
                                new Column("array", subject -> Optional.of(subject.array())),
                                new Column(
                                        "a call",
                                        subject -> results.time(subject, OURS).map(Report::time)),
                                new Column("Gvalues/s", subject -> speed(subject, OURS))),
                        rivals.map(rival -> new Column(rival, subject -> against(subject, rival))),
                        Stream.of(new Column(
                                "bytes",
                                subject -> results.bytes(subject).map(bytes -> "%.0f".formatted(bytes.median())))))
                .flatMap(Function.identity());
    }

    /** A column's title, rule and cells, as wide as the widest. */
    private List<String> texts(Column column) {
        List<String> texts = new ArrayList<>(List.of(column.title(), ""));
        results.cases()
                .forEach(subject -> texts.add(column.cell().apply(subject).orElse("")));
        int width = texts.stream().mapToInt(String::length).max().orElseThrow();
        texts.set(1, "-".repeat(width));
        return texts.stream()
                .map(text -> (" %-" + width + "s ").formatted(text))
                .toList();
    }

    /** A rival's speed, then ours as a multiple of it: the median, and in brackets the least and the most. */
    private Optional<String> against(Case subject, String rival) {
        return speed(subject, rival)
                .flatMap(speed -> results.ratio(subject, rival)
                        .map(ratio -> speed + " : " + digits(ratio.median()) + "x " + range(ratio)));
    }

    /** Billions of values a second. */
    private Optional<String> speed(Case subject, String contender) {
        return results.time(subject, contender).map(time -> digits(subject.values() / time.median()));
    }

    private static String time(Spread nanos) {
        boolean small = nanos.median() < 1e6;
        double unit = small ? 1e3 : 1e6;
        Spread time = new Spread(nanos.min() / unit, nanos.median() / unit, nanos.max() / unit);
        return "%s %s %s".formatted(digits(time.median()), small ? "µs" : "ms", range(time));
    }

    private static String range(Spread spread) {
        return "(%s..%s)".formatted(digits(spread.min()), digits(spread.max()));
    }

    private static String digits(double value) {
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        return rounded.setScale(Math.max(0, rounded.scale())).toPlainString();
    }

    /** A line for every case and contender, after one of titles; times are nanoseconds a call. */
    List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add("fill,subject,rows,columns,contender,median_ns,min_ns,max_ns,ratio_median,ratio_min,ratio_max,bytes");
        for (Case subject : results.cases()) {
            for (String contender : results.contenders(subject)) {
                Optional<Spread> bytes = results.bytes(subject).filter(any -> contender.equals(OURS));
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

    private static Stream<String> numbers(Optional<Spread> spread) {
        return spread.map(known ->
                        Stream.of(known.median(), known.min(), known.max()).map(number -> "%.5g".formatted(number)))
                .orElse(Stream.of("", "", ""));
    }
}
