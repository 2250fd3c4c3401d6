package io.github.nd4jinit.internal.sample.threefry;

import static io.github.nd4jinit.internal.sample.threefry.Statistics.ALPHA;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.internal.sample.Threefry;
import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseValuesTest {

    /** The ten subsets of two rows out of five, as bits. */
    private static final int[] SUBSETS = {3, 5, 6, 9, 10, 12, 17, 18, 20, 24};

    /**
     * 10,000 columns are expected per subset. The tests detect a difference of 5 % in the frequency of a subset, or of
     * 20 % for pairs of subsets.
     */
    private static final int COLUMNS = 100_000;

    /**
     * Tests numbers of columns near the length of one run and of several runs, with zeros in no, some or all rows.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0",
        "1, 1, 1",
        "5, 3, 0",
        "5, 3, 5",
        "5, 3, 1",
        "7, 2047, 3",
        "7, 2048, 3",
        "7, 2049, 3",
        "7, 5000, 6",
        "10000, 3, 1",
        "10000, 3, 9999",
        "1, 5000, 1",
        "3000, 70, 300"
    })
    void everyColumnHasTheExactNumberOfZeros(int rows, int columns, int zeros) {
        TensorValues values = StreamSource.of(Generator.seeded(1))
                .next((long) rows * columns, FloatFormat.FLOAT)
                .sparse(rows, columns, zeros, 1);
        float[] floats = Draw.floats(values, 0, rows * columns);
        double[] doubles = Draw.doubles(values, 0, rows * columns);
        int[] found = new int[columns];
        for (int i = 0; i < rows * columns; i++) {
            assertThat(doubles[i] == 0).isEqualTo(floats[i] == 0);
            found[i % columns] += floats[i] == 0 ? 1 : 0;
        }
        assertThat(found).containsOnly(zeros);
    }

    /** The nonzero elements of a group have the first normal values of the group. */
    @Test
    void nonzeroElementsAreNormal() {
        RandomStream stream = StreamSource.of(Generator.seeded(1)).next(100 * 50, FloatFormat.FLOAT);
        float[] sparse = Draw.floats(stream.sparse(100, 50, 30, 0.5), 0, 100 * 50);
        float[] normal = Draw.floats(stream.normal(0, 0.5), 0, 100 * 50);
        int next = 0;
        for (int i = 0; i < sparse.length; i++) {
            next = i % ThreefryWords.GROUP == 0 ? i : next;
            if (sparse[i] != 0) {
                assertThat(sparse[i]).isEqualTo(normal[next++]);
            }
        }
    }

    /** If the zeros depended on the normal values, the distribution of the nonzero elements would not be normal. */
    @Test
    void zerosAreIndependentOfTheNormalValues() {
        int n = 1000 * 1000;
        double[] sparse = Draw.doubles(
                StreamSource.of(Generator.seeded(2)).next(n, FloatFormat.DOUBLE).sparse(1000, 1000, 500, 1), 0, n);
        double[] nonzero = Arrays.stream(sparse).filter(x -> x != 0).toArray();
        assertThat(Statistics.kolmogorovSmirnov(nonzero, Statistics.NORMAL::cumulativeProbability))
                .isGreaterThan(ALPHA);
        // without the values that are closest to zero (5 %), as if small values were more likely to become zero
        double[] withGap =
                Arrays.stream(nonzero).filter(x -> Math.abs(x) > 0.06).toArray();
        assertThat(Statistics.kolmogorovSmirnov(withGap, Statistics.NORMAL::cumulativeProbability))
                .isLessThan(ALPHA);
    }

    @Test
    void everySubsetOfRowsIsEquallyLikely() {
        boolean[] isNonzero = fiveRows();
        assertThat(subsetPValue(column -> subset(isNonzero, column))).isGreaterThan(ALPHA);
    }

    /**
     * Tests a constant subset, subsets of equally likely but adjacent rows, and a first row that is 10 % less likely.
     */
    @Test
    void unequallyLikelySubsetsAreRejected() {
        assertThat(subsetPValue(column -> 3)).isLessThan(ALPHA);
        assertThat(subsetPValue(column -> new int[] {3, 6, 12, 24, 17}[column % 5]))
                .isLessThan(ALPHA);
        boolean[] isNonzero = fiveRows();
        assertThat(subsetPValue(column -> {
                    int subset = subset(isNonzero, column);
                    return subset % 2 == 1 && column % 10 == 0 ? SUBSETS[2] : subset;
                }))
                .isLessThan(ALPHA);
    }

    @Test
    void columnsAreIndependent() {
        boolean[] isNonzero = fiveRows();
        for (int distance : new int[] {1, 32, 64, 2048}) {
            assertThat(pairPValue(column -> subset(isNonzero, column), distance))
                    .isGreaterThan(ALPHA);
        }
    }

    /** The test detects that every twentieth column repeats the preceding column. */
    @Test
    void dependentColumnsAreRejected() {
        boolean[] isNonzero = fiveRows();
        assertThat(pairPValue(column -> subset(isNonzero, column % 20 == 19 ? column - 1 : column), 1))
                .isLessThan(ALPHA);
    }

    /**
     * The first distinct rows that the words of a column select are nonzero or, if a column has fewer zeros than
     * nonzero elements, zero.
     */
    @ParameterizedTest
    @CsvSource({"11, 2100, 4", "11, 2100, 8", "3000, 3, 1400", "3000, 3, 1600", "7, 65, 0", "7, 65, 7"})
    void rowsAreTheFirstDistinctDraws(int rows, int columns, int zeros) {
        boolean[] isNonzero = isNonzero(new SparsityMask(5, rows, columns, zeros), rows * columns);
        boolean drawsZeros = zeros < rows - zeros;
        for (int column = 0; column < columns; column++) {
            long key = Threefry.block(5, column);
            Set<Integer> drawn = new HashSet<>();
            for (long draw = 0; drawn.size() < Math.min(zeros, rows - zeros); draw++) {
                long product = Integer.toUnsignedLong(ThreefryWords.of(key, draw)) * rows;
                // rejection, so that every row corresponds to the same number of the 2^32 words
                if ((product & 0xffffffffL) >= (1L << 32) % rows) {
                    drawn.add((int) (product >> 32));
                }
            }
            for (int row = 0; row < rows; row++) {
                assertThat(isNonzero[row * columns + column])
                        .as("row %d, column %d", row, column)
                        .isEqualTo(drawn.contains(row) != drawsZeros);
            }
        }
    }

    @Test
    void anyRunHasTheBitsOfItsElements() {
        int rows = 50;
        SplittableRandom random = new SplittableRandom(6);
        for (int columns : new int[] {1, 3, 63, 64, 65, 128, 200, 4096}) {
            SparsityMask mask = new SparsityMask(7, rows, columns, 20);
            boolean[] isNonzero = isNonzero(mask, rows * columns);
            for (int i = 0; i < 200; i++) {
                int from = random.nextInt(rows * columns);
                int n = random.nextInt(Math.min(ThreefryWords.GROUP, rows * columns - from) + 1);
                long[] bits = new long[ThreefryWords.GROUP / Long.SIZE + 1];
                Arrays.fill(bits, -1);
                mask.read(from, n, bits);
                BitSet expected = new BitSet();
                IntStream.range(0, n).filter(k -> isNonzero[from + k]).forEach(expected::set);
                assertThat(BitSet.valueOf(bits)).as("%d from %d", n, from).isEqualTo(expected);
            }
        }
    }

    /** Threads share the computation of the blocks, and no thread may read an incomplete block. */
    @Test
    void threadsReadTheSameValues() {
        int rows = 2000;
        int columns = 5000;
        for (int seed = 0; seed < 5; seed++) {
            TensorValues one = StreamSource.of(Generator.seeded(seed))
                    .next((long) rows * columns, FloatFormat.FLOAT)
                    .sparse(rows, columns, 1900, 1);
            TensorValues many = StreamSource.of(Generator.seeded(seed))
                    .next((long) rows * columns, FloatFormat.FLOAT)
                    .sparse(rows, columns, 1900, 1);
            float[] expected = Draw.floats(one, 0, rows * columns);
            float[] found = new float[rows * columns];
            IntStream.range(0, 8)
                    .parallel()
                    .forEach(i -> many.fill(
                            (long) i * rows * columns / 8, found, i * (rows * columns / 8), rows * columns / 8));
            assertThat(Arrays.mismatch(found, expected)).isEqualTo(-1);
        }
    }

    /** Returns the mask of a matrix with five rows, two of which are zero in each column. */
    private static boolean[] fiveRows() {
        return isNonzero(new SparsityMask(1, 5, COLUMNS, 2), 5 * COLUMNS);
    }

    private static boolean[] isNonzero(SparsityMask mask, int length) {
        boolean[] isNonzero = new boolean[length];
        long[] bits = new long[2];
        for (int i = 0; i < length; i++) {
            mask.read(i, 1, bits);
            isNonzero[i] = bits[0] != 0;
        }
        return isNonzero;
    }

    private static int subset(boolean[] isNonzero, int column) {
        int subset = 0;
        for (int row = 0; row < 5; row++) {
            subset |= isNonzero[row * COLUMNS + column] ? 0 : 1 << row;
        }
        return subset;
    }

    private static double subsetPValue(IntUnaryOperator subset) {
        long[] counts = new long[SUBSETS.length];
        for (int column = 0; column < COLUMNS; column++) {
            counts[Arrays.binarySearch(SUBSETS, subset.applyAsInt(column))]++;
        }
        return Statistics.chiSquare(equalCounts(SUBSETS.length), counts);
    }

    private static double pairPValue(IntUnaryOperator subset, int distance) {
        int k = SUBSETS.length;
        long[] counts = new long[k * k];
        for (int column = 0; column < COLUMNS - distance; column++) {
            int one = Arrays.binarySearch(SUBSETS, subset.applyAsInt(column));
            int other = Arrays.binarySearch(SUBSETS, subset.applyAsInt(column + distance));
            counts[k * one + other]++;
        }
        return Statistics.chiSquare(equalCounts(k * k), counts);
    }

    private static double[] equalCounts(int classes) {
        double[] expected = new double[classes];
        Arrays.fill(expected, (double) COLUMNS / classes);
        return expected;
    }
}
