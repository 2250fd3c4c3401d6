package io.github.nd4jinit;

import java.util.Objects;

/** Checks of arguments. Each returns the value it was given, and is written so that NaN fails it. */
final class Check {

    private Check() {}

    static double finite(String who, String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "%s: %s must be finite, received %s; pass a finite number".formatted(who, name, value));
        }
        return value;
    }

    static double notNegative(String who, String name, double value) {
        if (!(finite(who, name, value) >= 0)) {
            throw new IllegalArgumentException(
                    "%s: %s must not be negative, received %s; pass 0 or more".formatted(who, name, value));
        }
        return value;
    }

    static long notNegative(String who, String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "%s: %s must not be negative, received %s; pass 0 or more".formatted(who, name, value));
        }
        return value;
    }

    static double positive(String who, String name, double value) {
        if (!(finite(who, name, value) > 0)) {
            throw new IllegalArgumentException(
                    "%s: %s must be positive, received %s; pass a number above 0".formatted(who, name, value));
        }
        return value;
    }

    static long positive(String who, String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "%s: %s must be at least 1, received %s; pass 1 or more".formatted(who, name, value));
        }
        return value;
    }

    static void divides(String who, String what, long divisor, String axis, double length) {
        if (length % divisor != 0) {
            throw new IllegalArgumentException("%s: %s %s do not divide the %s of %s; pass a divisor of %s"
                    .formatted(who, divisor, what, axis, (long) length, (long) length));
        }
    }

    static <T> T notNull(String who, String name, T value) {
        return Objects.requireNonNull(value, () -> who + ": " + name + " must not be null");
    }
}
