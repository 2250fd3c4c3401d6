package io.github.nd4jinit.internal.sample.threefry;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * Statistical tests, each as its p-value: how often a right sample looks as wrong as this one. Seeds are fixed, so a
 * test of a right sample that once passed passes for ever.
 */
final class Statistics {

    /** A p-value below this rejects. Some hundred tests at this level reject a right library once in a hundred times. */
    static final double ALPHA = 1e-4;

    /** The standard normal distribution as others compute it. */
    static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private static final int BLOCK = 64;

    private Statistics() {}

    /** Of a sample from a continuous distribution (Kolmogorov and Smirnov). */
    static double kolmogorovSmirnov(double[] sample, DoubleUnaryOperator cdf) {
        double[] sorted = sample.clone();
        Arrays.parallelSort(sorted);
        double n = sorted.length;
        double distance = 0;
        for (int from = 0; from < n; from += BLOCK) {
            int to = (int) Math.min(from + BLOCK, n) - 1;
            double most =
                    Math.max(cdf.applyAsDouble(sorted[to]) - from / n, (to + 1) / n - cdf.applyAsDouble(sorted[from]));
            // both functions grow, so a block is off by no more than that: most blocks need no closer look
            if (!(most <= distance)) {
                for (int i = from; i <= to; i++) {
                    double below = cdf.applyAsDouble(sorted[i]);
                    distance = Math.max(distance, Math.max(below - i / n, (i + 1) / n - below));
                }
            }
        }
        return number(1 - new KolmogorovSmirnovTest().cdf(number(distance), sorted.length));
    }

    /** Of counts in classes that are expected in the given proportions. */
    static double chiSquare(double[] expected, long[] observed) {
        return number(new ChiSquareTest().chiSquareTest(expected, observed));
    }

    /** Of the number of rare events. */
    static double poisson(int observed, double expected) {
        PoissonDistribution poisson = new PoissonDistribution(expected);
        double atMost = poisson.cumulativeProbability(observed);
        double atLeast = 1 - poisson.cumulativeProbability(observed - 1);
        return Math.min(1, 2 * Math.min(atMost, atLeast));
    }

    /** Of the mean of a sample whose own spread tells how far it may be off (n is large enough for the limit theorem). */
    static double mean(double expected, DoubleStream sample) {
        double[] x = sample.toArray();
        double mean = Arrays.stream(x).sum() / x.length;
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
        return twoSided((mean - expected) / Math.sqrt(variance / x.length));
    }

    /** Of pairs that have nothing to do with each other: their correlation times √n is standard normal. */
    static double correlation(double[] x, double[] y) {
        int n = x.length;
        double meanX = Arrays.stream(x).sum() / n;
        double meanY = Arrays.stream(y).sum() / n;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < n; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        return twoSided(xy / Math.sqrt(xx * yy) * Math.sqrt(n));
    }

    private static double twoSided(double z) {
        return 2 * NORMAL.cumulativeProbability(-Math.abs(number(z)));
    }

    /** AssertJ holds NaN for greater than any number: a sample that has it must not pass for a good one. */
    private static double number(double value) {
        if (Double.isNaN(value)) {
            throw new AssertionError("not a number");
        }
        return value;
    }
}
