package io.github.nd4jinit.plan;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Moments;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The assignments of all parameters of a network, in the network's order. Their text form is a table. */
public final class Assignments implements Iterable<Assignment> {

    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+(E-?\\d+)?");
    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final double MIN_FIXED_POINT = 0.001;

    private static final List<Column> COLUMNS = List.of(
            Column.ofStrings(
                    "parameter", "-", assignment -> assignment.parameter().name()),
            Column.ofStrings(
                    "role", "-", assignment -> assignment.parameter().role().toString()),
            Column.ofStrings("shape", "-", assignment -> shape(assignment.parameter())),
            Column.ofStrings("initializer", "-", Assignments::initializer),
            Column.ofStrings("by", "-", Assignment::reason),
            Column.ofStrings("fan in", "", assignment -> fan(assignment.fans().map(Fans::fanIn))),
            Column.ofStrings("fan out", "", assignment -> fan(assignment.fans().map(Fans::fanOut))),
            Column.ofNumbers("mean", Moments::mean),
            Column.ofNumbers("std", Moments::std));

    private final List<Assignment> list;

    Assignments(List<Assignment> list) {
        this.list = List.copyOf(list);
    }

    /**
     * A column of the table.
     *
     * @param title the first line
     * @param alignment the flag "-" if the column is left-aligned, otherwise empty
     * @param cells the function that computes one cell for each assignment
     */
    private record Column(String title, String alignment, Function<List<Assignment>, List<String>> cells) {

        static Column ofStrings(String title, String alignment, Function<Assignment, String> cell) {
            return new Column(
                    title,
                    alignment,
                    assignments -> assignments.stream().map(cell).toList());
        }

        static Column ofNumbers(String title, ToDoubleFunction<Moments> number) {
            return new Column(
                    title,
                    "",
                    assignments -> numbers(assignments.stream()
                            .mapToDouble(assignment -> number.applyAsDouble(assignment.moments()))
                            .toArray()));
        }

        /** The title and the cells, padded to the same width. */
        List<String> paddedCells(List<Assignment> assignments) {
            List<String> texts = new ArrayList<>(List.of(title));
            texts.addAll(cells.apply(assignments));
            int width = texts.stream().mapToInt(String::length).max().orElseThrow();
            return texts.stream()
                    .map(text -> ("%" + alignment + width + "s").formatted(text))
                    .toList();
        }
    }

    /**
     * The assignments.
     *
     * @return one assignment for each parameter
     */
    public List<Assignment> list() {
        return list;
    }

    @Override
    public Iterator<Assignment> iterator() {
        return list.iterator();
    }

    /**
     * The number of elements that are filled.
     *
     * @return the total size of the parameters that are not kept
     */
    public long elementCount() {
        return list.stream()
                .filter(assignment -> assignment.initializer().isPresent())
                .mapToLong(assignment -> assignment.parameter().size())
                .sum();
    }

    /**
     * The assignment of a parameter.
     *
     * @param name the parameter's name
     * @return its assignment
     * @throws IllegalArgumentException if no parameter has this name
     */
    public Assignment get(String name) {
        Objects.requireNonNull(name, "name must not be null");
        return list.stream()
                .filter(assignment -> assignment.parameter().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no parameter has the name \"%s\"; pass one of the existing names: %s"
                                .formatted(name, PlanResolver.listed(names()))));
    }

    private List<String> names() {
        return list.stream().map(assignment -> assignment.parameter().name()).toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Assignments that && list.equals(that.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    /** {@return a table: a line of titles, then a line for each parameter; a dash marks a cell without a value} */
    @Override
    public String toString() {
        List<List<String>> columns =
                COLUMNS.stream().map(column -> column.paddedCells(list)).toList();
        return IntStream.rangeClosed(0, list.size())
                .mapToObj(line -> columns.stream()
                        .map(column -> column.get(line))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private static String shape(Parameter parameter) {
        long[] shape = parameter.shape();
        return shape.length == 0
                ? "scalar"
                : Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining("x"));
    }

    /** The text form of the initializer, with numbers rounded to four significant digits. */
    private static String initializer(Assignment assignment) {
        return assignment
                .initializer()
                .map(initializer ->
                        NUMBER.matcher(initializer.toString()).replaceAll(number -> shortened(number.group())))
                .orElse("kept");
    }

    private static String shortened(String number) {
        BigDecimal rounded = new BigDecimal(number).round(FOUR_DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toString();
    }

    private static String fan(Optional<Double> fan) {
        return fan.map(value -> value == Math.rint(value) ? "%.0f".formatted(value) : text("%.2f", value))
                .orElse("-");
    }

    /**
     * Formats whole numbers without decimal places and all other numbers with five decimal places. If any of the other
     * numbers needs scientific notation, all of them are formatted in it.
     */
    private static List<String> numbers(double... values) {
        boolean isFixedPoint = Arrays.stream(values)
                .map(Math::abs)
                .allMatch(value -> Double.isNaN(value) || value == 0 || value >= MIN_FIXED_POINT);
        return Arrays.stream(values)
                .mapToObj(value -> number(value, isFixedPoint ? "%.5f" : "%.2e"))
                .toList();
    }

    private static String number(double value, String format) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return text(value == Math.rint(value) ? "%.0f" : format, value);
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
