package io.github.nd4jinit.random;

/**
 * The stored values of an interval, from the least to the most. Rounding a number of the interval can leave it; the
 * neighbour inside is then at most one step away.
 *
 * @param least the least stored value
 * @param most the most
 */
record Range(double least, double most) {

    /** The stored values of {@code [low, high)}; of an interval that has none, the one nearest to {@code low}. */
    static Range halfOpen(Precision precision, double low, double high) {
        return of(precision, low, precision.largestBelow(high));
    }

    /** The stored values of {@code [a, b]}; of an interval that has none, the one nearest to {@code a}. */
    static Range closed(Precision precision, double a, double b) {
        return of(precision, a, -precision.smallestFrom(-b));
    }

    private static Range of(Precision precision, double low, double most) {
        double least = precision.smallestFrom(low);
        double nearest = precision.round(low);
        return least > most ? new Range(nearest, nearest) : new Range(least, most);
    }

    double clamp(double value) {
        return Math.max(least, Math.min(most, value));
    }
}
