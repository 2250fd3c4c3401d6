package io.github.nd4jinit.diagnose;

import java.util.List;
import java.util.Locale;

/** Formats numbers for tables and messages. */
final class NumberText {

    private static final double MIN_FIXED_POINT = 0.001;
    private static final double MAX_FIXED_POINT = 10_000;

    private NumberText() {}

    /**
     * Formats a number with three decimal places, or with three significant digits in scientific notation; a dash if
     * the value is not finite.
     */
    static String of(double value) {
        return text(value, isFixedPoint(value));
    }

    /**
     * Formats a column of scales: all with three decimal places, or all in scientific notation if one of them needs it.
     */
    static List<String> column(List<Double> values) {
        boolean isFixedPoint = values.stream().allMatch(NumberText::isFixedPoint);
        return values.stream().map(value -> text(value, isFixedPoint)).toList();
    }

    /** Formats a column of means, which may be close to 0: the notation depends only on the largest magnitude. */
    static List<String> columnOfMeans(List<Double> values) {
        boolean isFixedPoint = isFixedPoint(values.stream()
                .mapToDouble(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0));
        return values.stream().map(value -> text(value, isFixedPoint)).toList();
    }

    private static boolean isFixedPoint(double value) {
        double magnitude = Math.abs(value);
        return value == 0 || !Double.isFinite(value) || (magnitude >= MIN_FIXED_POINT && magnitude < MAX_FIXED_POINT);
    }

    private static String text(double value, boolean isFixedPoint) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, isFixedPoint ? "%.3f" : "%.2e", value);
    }
}
