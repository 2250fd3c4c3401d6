package io.github.nd4jinit.examples;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Assignment;
import io.github.nd4jinit.plan.Parameter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of results with aligned columns. */
final class Table {

    /** The maximum length of a name, so that the table fits on a screen. */
    private static final int MAX_NAME_LENGTH = 36;

    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+(E-?\\d+)?");
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private static final List<Column> COLUMNS = List.of(
            new Column(
                    "parameter",
                    "-",
                    result -> shortened(result.assignment().parameter().name())),
            new Column("shape", "-", result -> shape(result.assignment().parameter())),
            new Column("initializer", "-", result -> text(result.assignment())),
            new Column("fan in", "", result -> fan(result, Fans::fanIn)),
            new Column("fan out", "", result -> fan(result, Fans::fanOut)),
            new Column(
                    "mean", "", result -> number(result.assignment().moments().mean())),
            new Column("measured", "", result -> number(result.sample().mean())),
            new Column("std", "", result -> number(result.assignment().moments().std())),
            new Column("measured", "", result -> number(result.sample().std())),
            new Column("ms", "", result -> "%.1f".formatted(result.time().toNanos() / 1e6)));

    /** A column: its title, "-" if it is left-aligned, and its cells. */
    private record Column(String title, String alignment, Function<Result, String> cell) {

        /** Returns the title and the cells, padded to the width of the widest text. */
        List<String> texts(List<Result> results) {
            List<String> texts = new ArrayList<>(List.of(title));
            results.forEach(result -> texts.add(cell.apply(result)));
            int width = texts.stream().mapToInt(String::length).max().orElseThrow();
            return texts.stream()
                    .map(text -> ("%" + alignment + width + "s").formatted(text))
                    .toList();
        }
    }

    private Table() {}

    /**
     * Returns the lines of the table, starting with the line of titles. Both the expected and the measured mean and std
     * are shown.
     */
    static List<String> lines(List<Result> results) {
        List<List<String>> columns =
                COLUMNS.stream().map(column -> column.texts(results)).toList();
        return IntStream.rangeClosed(0, results.size())
                .mapToObj(
                        line -> columns.stream().map(column -> column.get(line)).collect(Collectors.joining("  ")))
                .toList();
    }

    /** Returns the end of a long name, because names differ at the end. */
    private static String shortened(String name) {
        int excess = name.length() - MAX_NAME_LENGTH;
        return excess <= 0 ? name : ".." + name.substring(excess + 2);
    }

    private static String shape(Parameter parameter) {
        return Arrays.stream(parameter.shape()).mapToObj(Long::toString).collect(Collectors.joining("x"));
    }

    /**
     * Returns the text of an initializer with numbers rounded to four digits, and the layout unless it is OUT_IN or
     * IN_OUT.
     */
    private static String text(Assignment assignment) {
        String text = NUMBER.matcher(assignment.initializer().orElseThrow().toString())
                .replaceAll(number -> shorter(number.group()));
        Layout layout = assignment.layout();
        return layout.equals(Layout.OUT_IN) || layout.equals(Layout.IN_OUT) ? text : text + ", " + layout;
    }

    private static String shorter(String number) {
        BigDecimal rounded = new BigDecimal(number).round(FOUR_DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toString();
    }

    private static String fan(Result result, ToDoubleFunction<Fans> which) {
        return result.assignment()
                .fans()
                .map(fans -> "%.0f".formatted(which.applyAsDouble(fans)))
                .orElse("-");
    }

    private static String number(double value) {
        if (value == Math.rint(value)) {
            return "%.0f".formatted(value);
        }
        return (Math.abs(value) < 0.001 ? "%.2e" : "%.5f").formatted(value);
    }
}
