package io.github.nd4jinit.bench;

import java.util.Collection;

/** The middle of some numbers, and how far they reach. */
record Spread(double min, double median, double max) {

    static Spread of(Collection<Double> numbers) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
}
