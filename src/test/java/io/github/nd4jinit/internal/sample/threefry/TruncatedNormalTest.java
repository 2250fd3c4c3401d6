package io.github.nd4jinit.internal.sample.threefry;

import static io.github.nd4jinit.internal.sample.threefry.Statistics.ALPHA;
import static io.github.nd4jinit.internal.sample.threefry.Statistics.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TruncatedNormalTest {

    /**
     * The Kolmogorov-Smirnov test rejects at a distance of 2.23 / √N = 0.0022. The wrong samples below have ten times
     * this distance.
     */
    private static final int N = 1_000_000;

    /** The parameters of a parent distribution, and the bounds. */
    record Case(double mean, double std, double a, double b) {

        /** Returns the exact distribution function, computed from the tail in which probabilities are precise. */
        DoubleUnaryOperator cdf() {
            double side = a > mean ? -1 : 1;
            double fromA = cdf(side * (a - mean) / std);
            double between = cdf(side * (b - mean) / std) - fromA;
            return x -> (cdf(side * (Math.max(a, Math.min(b, x)) - mean) / std) - fromA) / between;
        }

        private static double cdf(double z) {
            return NORMAL.cumulativeProbability(z);
        }

        TensorValues values(long seed, FloatFormat format) {
            return StreamSource.of(Generator.seeded(seed)).next(N, format).truncatedNormal(mean, std, a, b);
        }
    }

    private static final Case TWO_SIGMA = new Case(0, 1, -2, 2);

    static Case[] cases() {
        return new Case[] {
            TWO_SIGMA,
            new Case(0, 0.02, -0.04, 0.04),
            new Case(0, 1, 1, 5), // on one side of the mean, across the limit of the central formula
            new Case(0, 1, -5, -1),
            new Case(0, 1, -100, 0.5), // truncated on one side only
            new Case(0, 1, 7, 9), // in the tail, where Φ is 1 except for the last digits
            new Case(0, 1, 8, 8.2), // Φ at both bounds differs from 1 by a few units in the last place
            new Case(1, 0.5, -9, -5),
            new Case(0, 1, 30, 36.5),
            new Case(0, 1, 0.3, 0.3001), // narrow
            new Case(-0.25, 2, -1, 4), // asymmetric
            new Case(0, 1, -9, 9), // practically not truncated
        };
    }

    /** Returns all cases, and cases with intervals so narrow that rounding errors could exceed the bounds. */
    private static List<Case> casesAndNarrowIntervals() {
        List<Case> all = new ArrayList<>(List.of(cases()));
        all.add(new Case(30, 1, 0, 1e-14)); // for doubles
        all.add(new Case(0, 1, 0.3, 0.30001));
        all.add(new Case(0.5, 1, 0, 1e-5));
        all.add(new Case(30, 1, 0, 0.01));
        all.add(new Case(30, 1, 59.99, 60));
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesFollowTheConditionalDistribution(Case tested) {
        float[] floats = Draw.floats(tested.values(1, FloatFormat.FLOAT), 0, N);
        assertThat(Statistics.kolmogorovSmirnov(Draw.widened(floats), tested.cdf()))
                .isGreaterThan(ALPHA);
        double[] doubles = Draw.doubles(tested.values(1, FloatFormat.DOUBLE), 0, N);
        assertThat(Statistics.kolmogorovSmirnov(doubles, tested.cdf())).isGreaterThan(ALPHA);
    }

    /** Tests plausible mistakes: no truncation, truncation on one side only, and clamping to the bounds. */
    @Test
    void wrongTruncationsAreRejected() {
        double[] normal = Draw.doubles(
                StreamSource.of(Generator.seeded(1)).next(N, FloatFormat.DOUBLE).normal(0, 1), 0, N);
        assertThat(fitsTwoSigma(normal)).isLessThan(ALPHA);
        assertThat(fitsTwoSigma(Draw.doubles(new Case(0, 1, -40, 2).values(1, FloatFormat.DOUBLE), 0, N)))
                .isLessThan(ALPHA);
        assertThat(fitsTwoSigma(Arrays.stream(normal)
                        .map(z -> Math.max(-2, Math.min(2, z)))
                        .toArray()))
                .isLessThan(ALPHA);
    }

    /**
     * Tests more mistakes: a parent scaled so that the result has standard deviation 1, and a bound that is 0.5 % off.
     */
    @Test
    void wrongScalesAreRejected() {
        Case corrected = new Case(0, 1 / deviation(), -2 / deviation(), 2 / deviation());
        assertThat(fitsTwoSigma(Draw.doubles(corrected.values(1, FloatFormat.DOUBLE), 0, N)))
                .isLessThan(ALPHA);
        // in the tail (7, 9), a change of 0.5 % in the bound affects a fifth of the values
        double[] shifted = Draw.doubles(new Case(0, 1, 7.035, 9).values(1, FloatFormat.DOUBLE), 0, N);
        assertThat(Statistics.kolmogorovSmirnov(shifted, new Case(0, 1, 7, 9).cdf()))
                .isLessThan(ALPHA);
    }

    /** ND4J replaces values outside the bounds, which are 4.6 % of all values, with the mean. */
    @Test
    void tooManyValuesAtTheMeanAreRejected() {
        double[] normal = Draw.doubles(
                StreamSource.of(Generator.seeded(1)).next(N, FloatFormat.DOUBLE).normal(0, 1), 0, N);
        double[] spiked =
                Arrays.stream(normal).map(z -> Math.abs(z) > 2 ? 0 : z).toArray();
        assertThat(fitsTwoSigma(spiked)).isLessThan(ALPHA);
        assertThat(largestMultiplicity(spiked)).isGreaterThan(8);
    }

    /**
     * u has 2^24 values, 17 per element. At most two or three of them give the same float, so the expected count of a
     * float is at most 0.2. The probability that any float occurs nine times is 2^24 * 0.2^9 / 9! = 2e-5.
     */
    @Test
    void noValueIsTooFrequent() {
        double[] floats = Draw.widened(Draw.floats(TWO_SIGMA.values(1, FloatFormat.FLOAT), 0, N));
        assertThat(largestMultiplicity(floats)).isLessThanOrEqualTo(8);
        assertThat(largestMultiplicity(Draw.doubles(TWO_SIGMA.values(1, FloatFormat.DOUBLE), 0, N)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void roundedValuesAreBetweenTheRoundedBounds(FloatFormat format) {
        for (Case tested : casesAndNarrowIntervals()) {
            for (double value : Draw.stored(tested.values(2, format), format, N)) {
                assertThat(value)
                        .as("%s of %s", value, tested)
                        .isBetween(format.round(tested.a), format.round(tested.b));
            }
        }
    }

    /** A product z std of more than 3.4e38 must not become the bound if the mean makes the sum smaller. */
    @Test
    void floatsWithALargeDeviationAreNotInfiniteBeforeTheMeanIsAdded() {
        TensorValues values = new Case(-1.7e38, 1.7e38, -3.4e38, 3.4e38).values(1, FloatFormat.FLOAT);
        float[] floats = Draw.floats(values, 0, 10_000);
        double[] doubles = Draw.doubles(values, 0, 10_000);
        for (int i = 0; i < floats.length; i++) {
            assertThat(floats[i]).isEqualTo((float) doubles[i]);
        }
        assertThat(Arrays.stream(doubles).filter(x -> x + 1.7e38 > Float.MAX_VALUE))
                .hasSizeGreaterThan(100);
    }

    /** The expected moments follow from E z^k = (k - 1) E z^(k-2) - 2 · 2^(k-1) φ(2) / (Φ(2) - Φ(-2)). */
    @Test
    void valuesHaveTheMomentsOfTheConditionalDistribution() {
        double[] z = Draw.widened(Draw.floats(TWO_SIGMA.values(3, FloatFormat.FLOAT), 0, N));
        assertThat(Statistics.mean(0, Arrays.stream(z))).isGreaterThan(ALPHA);
        assertThat(secondMoment(z)).isGreaterThan(ALPHA);
        assertThat(fourthMoment(z)).isGreaterThan(ALPHA);
    }

    /** A uniform and a normal distribution with the right variance have a different kurtosis. */
    @Test
    void otherMomentsAreRejected() {
        double std = deviation();
        RandomStream stream = StreamSource.of(Generator.seeded(3)).next(N, FloatFormat.DOUBLE);
        double[] uniform = Draw.doubles(stream.uniform(-std * Math.sqrt(3), std * Math.sqrt(3)), 0, N);
        assertThat(secondMoment(uniform)).isGreaterThan(ALPHA);
        assertThat(fourthMoment(uniform)).isLessThan(ALPHA);
        double[] normal = Draw.doubles(stream.normal(0, std), 0, N);
        assertThat(secondMoment(normal)).isGreaterThan(ALPHA);
        assertThat(fourthMoment(normal)).isLessThan(ALPHA);
        // the variance without its reduction by truncation
        assertThat(secondMoment(Draw.doubles(stream.normal(0, 1), 0, N))).isLessThan(ALPHA);
    }

    /** Bounds that are fifty or more standard deviations from the mean have no effect. */
    @ParameterizedTest
    @MethodSource
    void boundsInTheFarTailsDoNotTruncate(Case near, Case far) {
        assertThat(Draw.doubles(far.values(4, FloatFormat.DOUBLE), 0, 10_000))
                .isEqualTo(Draw.doubles(near.values(4, FloatFormat.DOUBLE), 0, 10_000));
    }

    static Stream<Arguments> boundsInTheFarTailsDoNotTruncate() {
        return Stream.of(
                arguments(new Case(0, 1, -50, 2), new Case(0, 1, -1e100, 2)),
                arguments(new Case(0, 1, -50, 2), new Case(0, 1, -Double.MAX_VALUE, 2)),
                arguments(new Case(0, 1, -2, 50), new Case(0, 1, -2, Double.MAX_VALUE)),
                arguments(new Case(0, 1e-200, -50e-200, 50e-200), new Case(0, 1e-200, -1, 1)));
    }

    private static double fitsTwoSigma(double[] sample) {
        return Statistics.kolmogorovSmirnov(sample, TWO_SIGMA.cdf());
    }

    private static double secondMoment(double[] z) {
        return Statistics.mean(1 - boundary(2), Arrays.stream(z).map(x -> x * x));
    }

    private static double fourthMoment(double[] z) {
        double second = 1 - boundary(2);
        return Statistics.mean(3 * second - boundary(4), Arrays.stream(z).map(x -> x * x * x * x));
    }

    /** Returns the standard deviation of a standard normal variable truncated at ±2, which is 0.88. */
    private static double deviation() {
        return Math.sqrt(1 - boundary(2));
    }

    private static double boundary(int k) {
        return 2 * Math.pow(2, k - 1) * NORMAL.density(2) / (1 - 2 * NORMAL.cumulativeProbability(-2));
    }

    private static int largestMultiplicity(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int most = 0;
        int run = 0;
        for (int i = 0; i < sorted.length; i++) {
            run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
            most = Math.max(most, run);
        }
        return most;
    }
}
