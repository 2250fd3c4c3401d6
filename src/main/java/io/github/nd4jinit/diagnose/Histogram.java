package io.github.nd4jinit.diagnose;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many values lie in each of some intervals of equal length, which are closed on the left; the last is closed on both sides.
 *
 * @param low where the first interval begins
 * @param high where the last one ends
 * @param counts how many values lie in each
 */
public record Histogram(double low, double high, List<Long> counts) {

    /**
     * A histogram.
     *
     * @param low where the first interval begins
     * @param high where the last one ends
     * @param counts how many values lie in each
     */
    public Histogram {
        counts = List.copyOf(counts);
    }

    /** The histogram of the finite ones of some values, from the least to the greatest. */
    static Histogram of(double[] values, int intervals) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double low = Arrays.stream(finite).min().orElse(0);
        double high = Arrays.stream(finite).max().orElse(0);
        long[] counts = new long[intervals];
        for (double value : finite) {
            double share = high > low ? (value - low) / (high - low) : 0;
            counts[(int) Math.min(intervals - 1, share * intervals)]++;
        }
        return new Histogram(low, high, Arrays.stream(counts).boxed().toList());
    }

    /**
     * Where the intervals begin and end.
     *
     * @return one number more than there are intervals
     */
    public List<Double> edges() {
        int n = counts.size();
        return IntStream.rangeClosed(0, n)
                .mapToObj(i -> low + (high - low) * i / n)
                .toList();
    }
}
