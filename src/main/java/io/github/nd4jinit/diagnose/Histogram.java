package io.github.nd4jinit.diagnose;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A histogram with bins of equal width. Each bin includes its lower edge, and the last bin also includes its upper
 * edge.
 *
 * @param low the lower edge of the first bin
 * @param high the upper edge of the last bin
 * @param counts the number of values in each bin
 */
public record Histogram(double low, double high, List<Long> counts) {

    /**
     * A histogram.
     *
     * @param low the lower edge of the first bin
     * @param high the upper edge of the last bin
     * @param counts the number of values in each bin
     */
    public Histogram {
        counts = List.copyOf(counts);
    }

    /** The histogram of the finite values, from the smallest to the largest. */
    static Histogram of(double[] values, int bins) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double low = Arrays.stream(finite).min().orElse(0);
        double high = Arrays.stream(finite).max().orElse(0);
        long[] counts = new long[bins];
        for (double value : finite) {
            double position = high > low ? (value - low) / (high - low) : 0;
            counts[(int) Math.min(bins - 1, position * bins)]++;
        }
        return new Histogram(low, high, Arrays.stream(counts).boxed().toList());
    }

    /**
     * The edges of the bins.
     *
     * @return the edges in ascending order, one more than there are bins
     */
    public List<Double> edges() {
        int bins = counts.size();
        return IntStream.rangeClosed(0, bins)
                .mapToObj(i -> low + (high - low) * i / bins)
                .toList();
    }
}
