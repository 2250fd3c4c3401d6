package io.github.nd4jinit.diagnose;

import java.util.Locale;

/** Formats numbers for tables and messages. */
final class NumberText {

    private static final double MIN_FIXED_POINT = 0.001;
    private static final double MAX_FIXED_POINT = 10_000;

    private NumberText() {}

    /** Three decimal places, or three significant digits in scientific notation; a dash if the value is not finite. */
    static String of(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        double magnitude = Math.abs(value);
        boolean isFixedPoint = value == 0 || (magnitude >= MIN_FIXED_POINT && magnitude < MAX_FIXED_POINT);
        return String.format(Locale.ROOT, isFixedPoint ? "%.3f" : "%.2e", value);
    }
}
