package io.github.nd4jinit.internal;

/** Argument checks. Each check except {@link #divides} returns the value that it received. No check accepts NaN. */
public final class Check {

    private Check() {}

    /**
     * Checks that a number is finite.
     *
     * @param context the name of the called method, for the message
     * @param name the name of the argument
     * @param value the value of the argument
     * @return the value
     * @throws IllegalArgumentException if it is infinite or NaN
     */
    public static double finite(String context, String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "%s: %s must be finite, but was %s; pass a finite number".formatted(context, name, value));
        }
        return value;
    }

    /**
     * Checks that a number is finite and not negative.
     *
     * @param context the name of the called method, for the message
     * @param name the name of the argument
     * @param value the value of the argument
     * @return the value
     * @throws IllegalArgumentException if it is negative, infinite or NaN
     */
    public static double notNegative(String context, String name, double value) {
        if (!(finite(context, name, value) >= 0)) {
            throw new IllegalArgumentException(
                    "%s: %s must not be negative, but was %s; pass 0 or more".formatted(context, name, value));
        }
        return value;
    }

    /**
     * Checks that a whole number is not negative.
     *
     * @param context the name of the called method, for the message
     * @param name the name of the argument
     * @param value the value of the argument
     * @return the value
     * @throws IllegalArgumentException if it is negative
     */
    public static long notNegative(String context, String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "%s: %s must not be negative, but was %s; pass 0 or more".formatted(context, name, value));
        }
        return value;
    }

    /**
     * Checks that a number is finite and positive.
     *
     * @param context the name of the called method, for the message
     * @param name the name of the argument
     * @param value the value of the argument
     * @return the value
     * @throws IllegalArgumentException if it is zero, negative, infinite or NaN
     */
    public static double positive(String context, String name, double value) {
        if (!(finite(context, name, value) > 0)) {
            throw new IllegalArgumentException(
                    "%s: %s must be positive, but was %s; pass a number above 0".formatted(context, name, value));
        }
        return value;
    }

    /**
     * Checks that a whole number is positive.
     *
     * @param context the name of the called method, for the message
     * @param name the name of the argument
     * @param value the value of the argument
     * @return the value
     * @throws IllegalArgumentException if it is zero or negative
     */
    public static long positive(String context, String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "%s: %s must be at least 1, but was %s; pass 1 or more".formatted(context, name, value));
        }
        return value;
    }

    /**
     * Checks that a number divides the length of an axis.
     *
     * @param context the name of the called method, for the message
     * @param what what the number counts, such as {@code groups}, for the message
     * @param divisor the number
     * @param axis the name of the axis, for the message
     * @param length the length of the axis, a whole number
     * @throws IllegalArgumentException if the length is not divisible by the number
     */
    public static void divides(String context, String what, long divisor, String axis, double length) {
        if (!(length % divisor == 0)) {
            throw new IllegalArgumentException(
                    "%s: the length of the %s, %s, must be divisible by the number of %s, received %s; pass a divisor of %s"
                            .formatted(context, axis, (long) length, what, divisor, (long) length));
        }
    }

    /**
     * Checks that an argument is not null.
     *
     * @param context the name of the called method, for the message
     * @param name the name of the argument
     * @param value the value of the argument
     * @param <T> the type of the argument
     * @return the value
     * @throws NullPointerException if it is null
     */
    public static <T> T notNull(String context, String name, T value) {
        if (value == null) {
            throw new NullPointerException(context + ": " + name + " must not be null");
        }
        return value;
    }
}
