package io.github.nd4jinit.internal.sample.threefry;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * Statistical tests. Each returns a p-value: the probability that a correct sample deviates at least as much as the
 * given sample. Seeds are fixed, so the outcome of a test does not vary.
 */
final class Statistics {

    /** The significance level. The probability that any of about a hundred tests rejects a correct library is 1 %. */
    static final double ALPHA = 1e-4;

    /** The standard normal distribution of commons-math. */
    static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private static final int BLOCK = 64;

    private Statistics() {}

    /** Performs a Kolmogorov-Smirnov test of a sample from a continuous distribution. */
    static double kolmogorovSmirnov(double[] sample, DoubleUnaryOperator cdf) {
        double[] sorted = sample.clone();
        Arrays.parallelSort(sorted);
        double n = sorted.length;
        double distance = 0;
        for (int from = 0; from < n; from += BLOCK) {
            int to = (int) Math.min(from + BLOCK, n) - 1;
            double blockBound =
                    Math.max(cdf.applyAsDouble(sorted[to]) - from / n, (to + 1) / n - cdf.applyAsDouble(sorted[from]));
            // both functions increase, so this is an upper bound for the block, and most blocks can be skipped
            if (!(blockBound <= distance)) {
                for (int i = from; i <= to; i++) {
                    double below = cdf.applyAsDouble(sorted[i]);
                    distance = Math.max(distance, Math.max(below - i / n, (i + 1) / n - below));
                }
            }
        }
        return requireNumber(1 - new KolmogorovSmirnovTest().cdf(requireNumber(distance), sorted.length));
    }

    /** Performs a chi-square test of the counts in classes. */
    static double chiSquare(double[] expected, long[] observed) {
        return requireNumber(new ChiSquareTest().chiSquareTest(expected, observed));
    }

    /** Tests the number of rare events. */
    static double poisson(int observed, double expected) {
        PoissonDistribution poisson = new PoissonDistribution(expected);
        double atMost = poisson.cumulativeProbability(observed);
        double atLeast = 1 - poisson.cumulativeProbability(observed - 1);
        return Math.min(1, 2 * Math.min(atMost, atLeast));
    }

    /** Tests the mean of a sample with unknown variance; n must be large enough for the central limit theorem. */
    static double mean(double expected, DoubleStream sample) {
        double[] x = sample.toArray();
        double mean = Arrays.stream(x).sum() / x.length;
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
        return twoSided((mean - expected) / Math.sqrt(variance / x.length));
    }

    /**
     * Tests that pairs are uncorrelated. If they are, the sample correlation times √n is approximately standard normal.
     */
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
        return 2 * NORMAL.cumulativeProbability(-Math.abs(requireNumber(z)));
    }

    /** Rejects NaN, which would pass the tests because AssertJ considers it greater than any number. */
    private static double requireNumber(double value) {
        if (Double.isNaN(value)) {
            throw new AssertionError("not a number");
        }
        return value;
    }
}
