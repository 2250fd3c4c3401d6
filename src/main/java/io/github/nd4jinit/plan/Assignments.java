package io.github.nd4jinit.plan;

import io.github.nd4jinit.Fans;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The assignments of all parameters of a network, in the network's order. The text form is a table. */
public final class Assignments implements Iterable<Assignment> {

    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+(E-?\\d+)?");
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private static final List<Column> COLUMNS = List.of(
            new Column("parameter", "-", assignment -> assignment.parameter().name()),
            new Column("role", "-", assignment -> assignment.parameter().role().toString()),
            new Column("shape", "-", assignment -> shape(assignment.parameter())),
            new Column("initializer", "-", Assignments::initializer),
            new Column("by", "-", Assignment::reason),
            new Column("fan in", "", assignment -> fan(assignment.fans().map(Fans::fanIn))),
            new Column("fan out", "", assignment -> fan(assignment.fans().map(Fans::fanOut))),
            new Column("mean", "", assignment -> number(assignment.moments().mean())),
            new Column("std", "", assignment -> number(assignment.moments().std())));

    private final List<Assignment> list;

    Assignments(List<Assignment> list) {
        this.list = List.copyOf(list);
    }

    /** A column of the table: its title, the flag "-" if it is left-aligned, and its cells. */
    private record Column(String title, String alignment, Function<Assignment, String> cell) {

        /** The title and the cells, all as wide as the widest of them. */
        List<String> texts(List<Assignment> assignments) {
            List<String> texts = new ArrayList<>(List.of(title));
            assignments.forEach(assignment -> texts.add(cell.apply(assignment)));
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
                .orElseThrow(() ->
                        new IllegalArgumentException("no parameter has the name \"%s\"; pass one of the %s names: %s"
                                .formatted(name, list.size(), PlanResolver.listed(names()))));
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
                COLUMNS.stream().map(column -> column.texts(list)).toList();
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

    /** The initializer's text, with numbers rounded to four digits. */
    private static String initializer(Assignment assignment) {
        return assignment
                .initializer()
                .map(initializer ->
                        NUMBER.matcher(initializer.toString()).replaceAll(number -> shorter(number.group())))
                .orElse("kept");
    }

    private static String shorter(String number) {
        BigDecimal rounded = new BigDecimal(number).round(FOUR_DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toString();
    }

    private static String fan(Optional<Double> fan) {
        return fan.map(value -> value == Math.rint(value) ? "%.0f".formatted(value) : text("%.2f", value))
                .orElse("-");
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (value == Math.rint(value)) {
            return text("%.0f", value);
        }
        return text(Math.abs(value) < 0.001 ? "%.2e" : "%.5f", value);
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
