package io.github.nd4jinit.internal.sample.threefry;

import static io.github.nd4jinit.internal.sample.threefry.Statistics.ALPHA;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that an element is independent of its neighbors, of the element that shares its block, and of the elements at
 * the same position in the next groups. Uncorrelated values can have dependent magnitudes, for example in the pairs
 * of a polar method that reuses a radius. Therefore, the squares are tested as well.
 */
class NeighborsTest {

    /** The test detects a correlation of 3.9 / √N = 0.004. */
    private static final int N = 1 << 20;

    private static final double[] VALUES = Draw.widened(Draw.floats(
            StreamSource.of(Generator.seeded(4)).next(2 * N, FloatFormat.FLOAT).normal(0, 1), 0, N + 4096));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 31, 32, 33, 63, 64, 128, 2047, 2048, 4096})
    void neighborsAreUncorrelated(int distance) {
        double[] one = Arrays.copyOf(VALUES, N);
        double[] other = Arrays.copyOfRange(VALUES, distance, N + distance);
        assertThat(Statistics.correlation(one, other)).isGreaterThan(ALPHA);
        assertThat(Statistics.correlation(squares(one), squares(other))).isGreaterThan(ALPHA);
        assertThat(Statistics.correlation(one, squares(other))).isGreaterThan(ALPHA);
    }

    @Test
    void aCorrelationOfTwoPercentIsRejected() {
        double[] one = Arrays.copyOf(VALUES, N);
        double[] other = Arrays.copyOfRange(VALUES, 32, N + 32);
        for (int i = 0; i < N; i++) {
            other[i] += 0.02 * one[i];
        }
        assertThat(Statistics.correlation(one, other)).isLessThan(ALPHA);
    }

    /**
     * The numbers r cos θ and r cos θ', with the same radius and independent angles, are normal and uncorrelated, but
     * dependent.
     */
    @Test
    void pairsWithACommonRadiusAreRejected() {
        SplittableRandom random = new SplittableRandom(11);
        double[] one = new double[N];
        double[] other = new double[N];
        for (int i = 0; i < N; i++) {
            double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
            one[i] = radius * Math.cos(2 * Math.PI * random.nextDouble());
            other[i] = radius * Math.cos(2 * Math.PI * random.nextDouble());
        }
        assertThat(Statistics.correlation(one, other)).isGreaterThan(ALPHA);
        assertThat(Statistics.correlation(squares(one), squares(other))).isLessThan(ALPHA);
    }

    /** Tests that the low words, which affect only doubles, are independent of the high words and of other elements. */
    @Test
    void lowWordsAreIndependentOfHighWords() {
        double[] u = Draw.doubles(
                StreamSource.of(Generator.seeded(4))
                        .next(2 * N, FloatFormat.DOUBLE)
                        .uniform(0, 1),
                0,
                N);
        double[] high =
                Arrays.stream(u).map(x -> Math.floor(x * 0x1p32) * 0x1p-32).toArray();
        double[] low =
                Arrays.stream(u).map(x -> x * 0x1p32 - Math.floor(x * 0x1p32)).toArray();
        assertThat(Statistics.correlation(high, low)).isGreaterThan(ALPHA);
        assertThat(Statistics.correlation(Arrays.copyOf(low, N - 32), Arrays.copyOfRange(low, 32, N)))
                .isGreaterThan(ALPHA);
        assertThat(Statistics.correlation(Arrays.copyOf(high, N - 32), Arrays.copyOfRange(low, 32, N)))
                .isGreaterThan(ALPHA);
    }

    private static double[] squares(double[] values) {
        return Arrays.stream(values).map(z -> z * z).toArray();
    }
}
