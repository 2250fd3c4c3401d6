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

    /**
     * The Kolmogorov-Smirnov test rejects at a distance of 2.23 / √N = 0.0022. It detects an error of 0.5 % in a bound.
     */
    private static final int N = 1 << 20;

    /** Short intervals, intervals away from zero, and intervals that contain one number of some format or none. */
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
                    new SplittableRandom(9).longs(100).mapToObj(UniformTest::randomInterval))
            .toArray(double[][]::new);

    private static double[] randomInterval(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double low = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-20, 15));
        return new double[] {low, low + Math.scalb(random.nextDouble(), random.nextInt(-30, 14))};
    }

    @ParameterizedTest
    @EnumSource
    void intervalsAreHalfOpenInEveryFormat(FloatFormat format) {
        for (double[] interval : INTERVALS) {
            double low = interval[0];
            double high = interval[1];
            double least = format.round(low);
            TensorValues values =
                    StreamSource.of(Generator.seeded(1)).next(N, format).uniform(low, high);
            for (double value : Draw.stored(values, format, 20_000)) {
                // if an interval contains no number of the format, its rounded lower bound is allowed
                assertThat(value).as("[%s, %s)", low, high).isBetween(least, Math.max(least, Math.nextDown(high)));
            }
        }
    }

    /** Without the limit, half of the values in the last step would round to 1001. The sample contains such values. */
    @Test
    void roundingWithoutALimitReachesTheUpperBound() {
        TensorValues values =
                StreamSource.of(Generator.seeded(1)).next(N, FloatFormat.FLOAT).uniform(0, 1);
        double[] u = Draw.stored(values, FloatFormat.FLOAT, N);
        assertThat(Arrays.stream(u).map(x -> (float) (1000 + x)).max()).hasValue(1001);
        double[] limited = Draw.stored(
                StreamSource.of(Generator.seeded(1)).next(N, FloatFormat.FLOAT).uniform(1000, 1001),
                FloatFormat.FLOAT,
                N);
        assertThat(Arrays.stream(limited).max()).hasValue(Math.nextDown(1001f));
    }

    /** Both bounds occur, unlike the upper bound of a half-open interval. */
    @ParameterizedTest
    @EnumSource
    void symmetricIntervalsAreClosedAndSymmetric(FloatFormat format) {
        for (double bound : new double[] {1e-6, 0.1, 1, 1000}) {
            TensorValues values =
                    StreamSource.of(Generator.seeded(1)).next(N, format).uniformSymmetric(bound);
            double[] stored = Draw.stored(values, format, N);
            double end = format.round(bound);
            assertThat(Arrays.stream(stored).max().orElseThrow()).isLessThanOrEqualTo(end);
            assertThat(Arrays.stream(stored).min().orElseThrow()).isGreaterThanOrEqualTo(-end);
            if (format == FloatFormat.HALF || format == FloatFormat.BFLOAT16) {
                // a step at a bound is at least 2^-12 of the interval, so about a hundred of the N values round to the
                // bound
                assertThat(stored).contains(end, -end);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "-0.03125, 0.03125", "1000, 1001", "-7, 100"})
    void valuesAreUniform(double low, double high) {
        assertThat(fit(sample(FloatFormat.FLOAT, low, high), low, high)).isGreaterThan(ALPHA);
        assertThat(fit(sample(FloatFormat.DOUBLE, low, high), low, high)).isGreaterThan(ALPHA);
    }

    @Test
    void intervalThatIsOnePercentOffIsRejected() {
        assertThat(fit(sample(FloatFormat.FLOAT, 0, 1), 0, 1.01)).isLessThan(ALPHA);
        assertThat(fit(sample(FloatFormat.FLOAT, -1.01, 1), -1, 1)).isLessThan(ALPHA);
    }

    /** If u has only 8 bits instead of 23, the step is 0.004. */
    @Test
    void coarseStepsAreRejected() {
        double[] coarse = Arrays.stream(sample(FloatFormat.FLOAT, 0, 1))
                .map(u -> Math.floor(u * 256) / 256)
                .toArray();
        assertThat(fit(coarse, 0, 1)).isLessThan(ALPHA);
    }

    /** The test detects an error of 2.2e-3 in the mean of N values, and of 1.1e-3 in the mean square. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"HALF", "BFLOAT16"})
    void valuesHaveTheMeanAndVariance(FloatFormat format) {
        double[] sample = sample(format, -1, 1);
        assertThat(Statistics.mean(0, Arrays.stream(sample))).isGreaterThan(ALPHA);
        assertThat(Statistics.mean(1 / 3.0, Arrays.stream(sample).map(x -> x * x)))
                .isGreaterThan(ALPHA);
    }

    /** Tests an interval that is shifted by 0.01, and an interval that is 1 % too wide. */
    @Test
    void otherMeansAndVariancesAreRejected() {
        double[] sample = sample(FloatFormat.FLOAT, -1, 1);
        assertThat(Statistics.mean(0, Arrays.stream(sample).map(x -> x + 0.01))).isLessThan(ALPHA);
        assertThat(Statistics.mean(1 / 3.0, Arrays.stream(sample).map(x -> 1.0201 * x * x)))
                .isLessThan(ALPHA);
    }

    /** The last bits of a double are bits of the low word. Each of the 256 classes has an expected count of 4096. */
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
    void doublesWithFloatPrecisionAreRejected() {
        long[] counts = new long[256];
        for (double u : sample(FloatFormat.FLOAT, 0, 1)) {
            counts[(int) ((long) (u * 0x1p52) & 0xff)]++;
        }
        double[] expected = new double[256];
        Arrays.fill(expected, N / 256.0);
        assertThat(Statistics.chiSquare(expected, counts)).isLessThan(ALPHA);
    }

    private static double[] sample(FloatFormat format, double low, double high) {
        return Draw.stored(StreamSource.of(Generator.seeded(2)).next(N, format).uniform(low, high), format, N);
    }

    private static double fit(double[] sample, double low, double high) {
        return Statistics.kolmogorovSmirnov(sample, x -> Math.min(1, Math.max(0, (x - low) / (high - low))));
    }
}
