package io.github.nd4jinit.bench;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The median and the 10th percentile of numbers. For times, the 10th percentile describes the machine with little other
 * load.
 *
 * @param median the median
 * @param p10 the 10th percentile
 */
record Summary(double median, double p10) {

    static Summary of(double... numbers) {
        double[] sorted = Arrays.stream(numbers).sorted().toArray();
        return new Summary(quantile(sorted, 0.5), quantile(sorted, 0.1));
    }

    /** Interpolates linearly between the two nearest numbers. */
    private static double quantile(double[] sorted, double probability) {
        double index = probability * (sorted.length - 1);
        int below = (int) index;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (index - below) * (sorted[above] - sorted[below]);
    }

    /** Returns the ratio of the medians and the ratio of the 10th percentiles. */
    Summary relativeTo(Summary other) {
        return new Summary(median / other.median, p10 / other.p10);
    }

    Summary map(DoubleUnaryOperator function) {
        return new Summary(function.applyAsDouble(median), function.applyAsDouble(p10));
    }
}
