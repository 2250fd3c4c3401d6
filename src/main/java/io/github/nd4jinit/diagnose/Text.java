package io.github.nd4jinit.diagnose;

import java.util.Locale;

/** Numbers as people read them. */
final class Text {

    private static final double LEAST_PLAIN = 0.001;
    private static final double MOST_PLAIN = 10_000;

    private Text() {}

    /** With three digits after the point, or in all; a dash for what is not finite. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        double size = Math.abs(value);
        boolean plain = value == 0 || (size >= LEAST_PLAIN && size < MOST_PLAIN);
        return String.format(Locale.ROOT, plain ? "%.3f" : "%.2e", value);
    }
}
