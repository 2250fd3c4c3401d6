package io.github.nd4jinit.internal.sample.threefry;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * Statistical tests. Each returns a p-value: the probability that a correct sample deviates at least as much as this one.
 * Seeds are fixed, so a test that passed once passes always.
 */
final class Statistics {

    /** A smaller p-value rejects. About a hundred tests at this level reject a correct library with a probability of 1 %. */
    static final double ALPHA = 1e-4;

    /** The standard normal distribution of commons-math. */
    static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private static final int BLOCK = 64;

    private Statistics() {}

    /** The Kolmogorov-Smirnov test of a sample from a continuous distribution. */
    static double kolmogorovSmirnov(double[] sample, DoubleUnaryOperator cdf) {
        double[] sorted = sample.clone();
        Arrays.parallelSort(sorted);
        double n = sorted.length;
        double distance = 0;
        for (int from = 0; from < n; from += BLOCK) {
            int to = (int) Math.min(from + BLOCK, n) - 1;
            double most =
                    Math.max(cdf.applyAsDouble(sorted[to]) - from / n, (to + 1) / n - cdf.applyAsDouble(sorted[from]));
            // both functions increase, so this is an upper bound for the block: most blocks are skipped
            if (!(most <= distance)) {
                for (int i = from; i <= to; i++) {
                    double below = cdf.applyAsDouble(sorted[i]);
                    distance = Math.max(distance, Math.max(below - i / n, (i + 1) / n - below));
                }
            }
        }
        return number(1 - new KolmogorovSmirnovTest().cdf(number(distance), sorted.length));
    }

    /** The chi-square test of counts in classes. */
    static double chiSquare(double[] expected, long[] observed) {
        return number(new ChiSquareTest().chiSquareTest(expected, observed));
    }

    /** A test of the number of rare events. */
    static double poisson(int observed, double expected) {
        PoissonDistribution poisson = new PoissonDistribution(expected);
        double atMost = poisson.cumulativeProbability(observed);
        double atLeast = 1 - poisson.cumulativeProbability(observed - 1);
        return Math.min(1, 2 * Math.min(atMost, atLeast));
    }

    /** A test of the mean of a sample with unknown variance (n is large enough for the central limit theorem). */
    static double mean(double expected, DoubleStream sample) {
        double[] x = sample.toArray();
        double mean = Arrays.stream(x).sum() / x.length;
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
        return twoSided((mean - expected) / Math.sqrt(variance / x.length));
    }

    /** A test that pairs are uncorrelated: their correlation times √n is then standard normal. */
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

    /** AssertJ considers NaN greater than any number, so it would pass. */
    private static double number(double value) {
        if (Double.isNaN(value)) {
            throw new AssertionError("not a number");
        }
        return value;
    }
}
