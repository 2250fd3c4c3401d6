package io.github.nd4jinit.bench;

import java.util.Collection;

/** The minimum, the median and the maximum of a set of numbers. */
record Summary(double min, double median, double max) {

    static Summary of(Collection<Double> numbers) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Summary(sorted[0], median, sorted[sorted.length - 1]);
    }
}
