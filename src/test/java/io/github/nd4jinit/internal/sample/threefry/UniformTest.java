package io.github.nd4jinit.internal.sample.threefry;

import static io.github.nd4jinit.internal.sample.threefry.Statistics.ALPHA;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class UniformTest {

    /** Kolmogorov and Smirnov reject at a distance of 2.23 / √N = 0.0022: a bound wrong by half a per cent. */
    private static final int N = 1 << 20;

    /** Small intervals, intervals off zero, intervals with one stored value at some precision, or none. */
    private static final double[][] INTERVALS = Stream.concat(
                    Stream.of(new double[][] {
                        {0, 1},
                        {-1, 1},
                        {-1, 0},
                        {0, 1e-40},
                        {-1e-30, 1e-30},
                        {1000, 1001},
                        {-1001, -1000},
                        {0.1, 0.2},
                        {1, 1 + 1e-9},
                        {1 + 1e-9, 1 + 2e-9},
                        {-1 - 2e-9, -1 - 1e-9},
                        {0.3, 0.3001},
                        {60000, 65504},
                        {-65504, 65504},
                        {5, 5},
                        {0.1, 0.1},
                        {0, 0}
                    }),
                    new SplittableRandom(9).longs(100).mapToObj(UniformTest::someInterval))
            .toArray(double[][]::new);

    private static double[] someInterval(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double low = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-20, 15));
        return new double[] {low, low + Math.scalb(random.nextDouble(), random.nextInt(-30, 14))};
    }

    @ParameterizedTest
    @EnumSource
    void intervalsAreHalfOpenAtEveryPrecision(FloatFormat precision) {
        for (double[] interval : INTERVALS) {
            double low = interval[0];
            double high = interval[1];
            double least = precision.round(low);
            TensorValues values =
                    StreamSource.of(Generator.seeded(1)).next(N, precision).uniform(low, high);
            for (double value : Draw.stored(values, precision, 20_000)) {
                // where no stored value lies inside: the lower bound as it is stored
                assertThat(value).as("[%s, %s)", low, high).isBetween(least, Math.max(least, Math.nextDown(high)));
            }
        }
    }

    /** 1001 is what half of the last step's numbers round to: they are in the sample, so the test above can fail. */
    @Test
    void roundingAloneReachesTheUpperBound() {
        TensorValues values =
                StreamSource.of(Generator.seeded(1)).next(N, FloatFormat.FLOAT).uniform(0, 1);
        double[] u = Draw.stored(values, FloatFormat.FLOAT, N);
        assertThat(Arrays.stream(u).map(x -> (float) (1000 + x)).max()).hasValue(1001);
        double[] kept = Draw.stored(
                StreamSource.of(Generator.seeded(1)).next(N, FloatFormat.FLOAT).uniform(1000, 1001),
                FloatFormat.FLOAT,
                N);
        assertThat(Arrays.stream(kept).max()).hasValue(Math.nextDown(1001f));
    }

    /** Nothing is kept away from either end, unlike the half-open interval's upper one. */
    @ParameterizedTest
    @EnumSource
    void symmetricIntervalsAreClosedAndSymmetric(FloatFormat precision) {
        for (double bound : new double[] {1e-6, 0.1, 1, 1000}) {
            TensorValues values =
                    StreamSource.of(Generator.seeded(1)).next(N, precision).uniformSymmetric(bound);
            double[] stored = Draw.stored(values, precision, N);
            double end = precision.round(bound);
            assertThat(Arrays.stream(stored).max().orElseThrow()).isLessThanOrEqualTo(end);
            assertThat(Arrays.stream(stored).min().orElseThrow()).isGreaterThanOrEqualTo(-end);
            if (precision == FloatFormat.HALF || precision == FloatFormat.BFLOAT16) {
                // a step at the end is 2^-12 of the interval or more, so half a step has a hundred of the N values
                assertThat(stored).contains(end, -end);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "-0.03125, 0.03125", "1000, 1001", "-7, 100"})
    void isUniform(double low, double high) {
        assertThat(fit(sample(FloatFormat.FLOAT, low, high), low, high)).isGreaterThan(ALPHA);
        assertThat(fit(sample(FloatFormat.DOUBLE, low, high), low, high)).isGreaterThan(ALPHA);
    }

    @Test
    void anIntervalWrongByAHundredthIsRejected() {
        assertThat(fit(sample(FloatFormat.FLOAT, 0, 1), 0, 1.01)).isLessThan(ALPHA);
        assertThat(fit(sample(FloatFormat.FLOAT, -1.01, 1), -1, 1)).isLessThan(ALPHA);
    }

    /** Coarse numbers too: eight bits of u instead of 23 make steps of 0.004. */
    @Test
    void coarseStepsAreRejected() {
        double[] coarse = Arrays.stream(sample(FloatFormat.FLOAT, 0, 1))
                .map(u -> Math.floor(u * 256) / 256)
                .toArray();
        assertThat(fit(coarse, 0, 1)).isLessThan(ALPHA);
    }

    /** The mean of N numbers is known to 1.1e-3 at this level, the mean square to 1e-3. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"HALF", "BFLOAT16"})
    void hasItsMeanAndVariance(FloatFormat precision) {
        double[] sample = sample(precision, -1, 1);
        assertThat(Statistics.mean(0, Arrays.stream(sample))).isGreaterThan(ALPHA);
        assertThat(Statistics.mean(1 / 3.0, Arrays.stream(sample).map(x -> x * x)))
                .isGreaterThan(ALPHA);
    }

    /** The neighbouring wrong answers: [0, 2) shifted by a hundredth, and bounds one per cent too wide. */
    @Test
    void anotherMeanAndAnotherVarianceAreRejected() {
        double[] sample = sample(FloatFormat.FLOAT, -1, 1);
        assertThat(Statistics.mean(0, Arrays.stream(sample).map(x -> x + 0.01))).isLessThan(ALPHA);
        assertThat(Statistics.mean(1 / 3.0, Arrays.stream(sample).map(x -> 1.0201 * x * x)))
                .isLessThan(ALPHA);
    }

    /** The last bits of a double come of the low word: 256 classes, of which each expects 4096 numbers. */
    @Test
    void doublesAreUniformToTheirLastBits() {
        long[] counts = new long[256];
        for (double u : sample(FloatFormat.DOUBLE, 0, 1)) {
            counts[(int) ((long) (u * 0x1p52) & 0xff)]++;
        }
        double[] expected = new double[256];
        Arrays.fill(expected, N / 256.0);
        assertThat(Statistics.chiSquare(expected, counts)).isGreaterThan(ALPHA);
    }

    @Test
    void floatsInDoublesAreRejected() {
        long[] counts = new long[256];
        for (double u : sample(FloatFormat.FLOAT, 0, 1)) {
            counts[(int) ((long) (u * 0x1p52) & 0xff)]++;
        }
        double[] expected = new double[256];
        Arrays.fill(expected, N / 256.0);
        assertThat(Statistics.chiSquare(expected, counts)).isLessThan(ALPHA);
    }

    private static double[] sample(FloatFormat precision, double low, double high) {
        return Draw.stored(
                StreamSource.of(Generator.seeded(2)).next(N, precision).uniform(low, high), precision, N);
    }

    private static double fit(double[] sample, double low, double high) {
        return Statistics.kolmogorovSmirnov(sample, x -> Math.min(1, Math.max(0, (x - low) / (high - low))));
    }
}
