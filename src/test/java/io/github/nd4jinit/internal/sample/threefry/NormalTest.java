package io.github.nd4jinit.internal.sample.threefry;

import static io.github.nd4jinit.internal.sample.threefry.Statistics.ALPHA;
import static io.github.nd4jinit.internal.sample.threefry.Statistics.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class NormalTest {

    /**
     * The Kolmogorov-Smirnov test rejects at a distance of 2.23 / √N = 0.0022. An error of 1 % in the standard
     * deviation causes a distance of 0.0024. The moment test detects an error of 3.9 √(96 / N) = 0.037 in the fourth
     * moment.
     */
    private static final int N = 1 << 20;

    /** The sample size for the tails. Among these values, 28 are expected beyond 4.5 standard deviations. */
    private static final int MANY = 1 << 22;

    /** The boundaries of the classes in both tails. */
    private static final double[] EDGES = {2, 2.5, 3, 3.5, 4, 4.5};

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"HALF", "BFLOAT16"})
    void valuesAreNormal(FloatFormat format) {
        assertThat(Statistics.kolmogorovSmirnov(sample(format, 0, 1), NORMAL::cumulativeProbability))
                .isGreaterThan(ALPHA);
    }

    @ParameterizedTest
    @CsvSource({"3, 0.02", "-0.5, 100"})
    void hasTheGivenMeanAndStandardDeviation(double mean, double std) {
        double[] standard = Arrays.stream(sample(FloatFormat.FLOAT, mean, std))
                .map(x -> (x - mean) / std)
                .toArray();
        assertThat(Statistics.kolmogorovSmirnov(standard, NORMAL::cumulativeProbability))
                .isGreaterThan(ALPHA);
    }

    @ParameterizedTest
    @CsvSource({"0, 1.02", "0.01, 1", "0, 0.98"})
    void anotherMeanOrStandardDeviationIsRejected(double mean, double std) {
        assertThat(Statistics.kolmogorovSmirnov(sample(FloatFormat.FLOAT, mean, std), NORMAL::cumulativeProbability))
                .isLessThan(ALPHA);
    }

    /**
     * Some frameworks draw a normal distribution truncated at two standard deviations and scaled to the right variance
     * instead.
     */
    @Test
    void scaledTruncatedNormalIsRejected() {
        double[] stretched = Draw.doubles(
                StreamSource.of(Generator.seeded(1))
                        .next(N, FloatFormat.DOUBLE)
                        .truncatedNormal(0, 1 / 0.87962566, -2.27, 2.27),
                0,
                N);
        assertThat(Statistics.kolmogorovSmirnov(stretched, NORMAL::cumulativeProbability))
                .isLessThan(ALPHA);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"HALF", "BFLOAT16"})
    void tailsHaveTheRightFrequencies(FloatFormat format) {
        assertThat(tails(sample(format, MANY))).isGreaterThan(ALPHA);
    }

    /** Tests tails that end at 4.2, and tails that are 2 % too wide. */
    @Test
    void lightAndHeavyTailsAreRejected() {
        double[] sample = sample(FloatFormat.FLOAT, MANY);
        assertThat(tails(Arrays.stream(sample)
                        .map(z -> Math.max(-4.2, Math.min(4.2, z)))
                        .toArray()))
                .isLessThan(ALPHA);
        assertThat(tails(Arrays.stream(sample).map(z -> 1.02 * z).toArray())).isLessThan(ALPHA);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"HALF", "BFLOAT16"})
    void hasTheFirstFourMoments(FloatFormat format) {
        double[] sample = sample(format, 0, 1);
        assertThat(Statistics.mean(0, Arrays.stream(sample))).isGreaterThan(ALPHA);
        assertThat(Statistics.mean(1, Arrays.stream(sample).map(z -> z * z))).isGreaterThan(ALPHA);
        assertThat(Statistics.mean(0, Arrays.stream(sample).map(z -> z * z * z)))
                .isGreaterThan(ALPHA);
        assertThat(Statistics.mean(3, Arrays.stream(sample).map(z -> z * z * z * z)))
                .isGreaterThan(ALPHA);
    }

    /** The sum of twelve uniform numbers minus six is almost normal: its fourth moment is 2.9. */
    @Test
    void aSumOfTwelveUniformNumbersIsRejected() {
        SplittableRandom random = new SplittableRandom(10);
        double[] sums = new double[N];
        Arrays.setAll(sums, i -> random.doubles(12).sum() - 6);
        assertThat(Statistics.mean(3, Arrays.stream(sums).map(z -> z * z * z * z)))
                .isLessThan(ALPHA);
    }

    @Test
    void zeroStandardDeviationGivesTheMean() {
        assertThat(sample(FloatFormat.FLOAT, 0.5, 0)).containsOnly(0.5);
        assertThat(sample(FloatFormat.DOUBLE, 0.1, 0)).containsOnly(0.1);
    }

    private static double[] sample(FloatFormat format, int n) {
        return Draw.stored(StreamSource.of(Generator.seeded(3)).next(n, format).normal(0, 1), format, n);
    }

    private static double[] sample(FloatFormat format, double mean, double std) {
        return Draw.stored(StreamSource.of(Generator.seeded(3)).next(N, format).normal(mean, std), format, N);
    }

    private static double tails(double[] sample) {
        int k = EDGES.length;
        long[] counts = new long[2 * k + 1];
        double[] expected = new double[2 * k + 1];
        for (double z : sample) {
            int beyond = 0;
            while (beyond < k && Math.abs(z) >= EDGES[beyond]) {
                beyond++;
            }
            counts[z < 0 ? k - beyond : k + beyond]++;
        }
        for (int i = 0; i <= k; i++) {
            double from = i == 0 ? 0 : NORMAL.cumulativeProbability(-EDGES[i - 1]);
            double to = i == k ? 0 : NORMAL.cumulativeProbability(-EDGES[i]);
            expected[k - i] = sample.length * (from - to);
            expected[k + i] = expected[k - i];
        }
        expected[k] = sample.length * (1 - 2 * NORMAL.cumulativeProbability(-EDGES[0]));
        return Statistics.chiSquare(expected, counts);
    }
}
