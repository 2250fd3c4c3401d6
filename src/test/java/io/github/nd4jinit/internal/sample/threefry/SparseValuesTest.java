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

    /** The ten choices of two rows out of five, as bits. */
    private static final int[] CHOICES = {3, 5, 6, 9, 10, 12, 17, 18, 20, 24};

    /** 10 000 columns are expected per choice: the test detects a difference of 5 %, or of 20 % for pairs of choices. */
    private static final int COLUMNS = 100_000;

    /** Numbers of columns around the length of a run, and of several runs; none, some or all rows are zero. */
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

    /** The kept elements of a group have the first normal values of the group. */
    @Test
    void theOtherEntriesAreNormal() {
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

    /** If zeros depended on the magnitude of the entries, the distribution of the others would have a gap. */
    @Test
    void zerosAreIndependentOfTheNormalValues() {
        int n = 1000 * 1000;
        double[] sparse = Draw.doubles(
                StreamSource.of(Generator.seeded(2)).next(n, FloatFormat.DOUBLE).sparse(1000, 1000, 500, 1), 0, n);
        double[] others = Arrays.stream(sparse).filter(x -> x != 0).toArray();
        assertThat(Statistics.kolmogorovSmirnov(others, Statistics.NORMAL::cumulativeProbability))
                .isGreaterThan(ALPHA);
        // without the smallest twentieth, as if small entries were more likely to become zero
        double[] holed = Arrays.stream(others).filter(x -> Math.abs(x) > 0.06).toArray();
        assertThat(Statistics.kolmogorovSmirnov(holed, Statistics.NORMAL::cumulativeProbability))
                .isLessThan(ALPHA);
    }

    @Test
    void everyChoiceOfRowsIsEquallyLikely() {
        boolean[] kept = seeded();
        assertThat(choices(column -> choice(kept, column))).isGreaterThan(ALPHA);
    }

    /** Always the first rows; equally likely rows, but only adjacent ones; a first row that is 10 % less likely. */
    @Test
    void unequalChoicesAreRejected() {
        assertThat(choices(column -> 3)).isLessThan(ALPHA);
        assertThat(choices(column -> new int[] {3, 6, 12, 24, 17}[column % 5])).isLessThan(ALPHA);
        boolean[] kept = seeded();
        assertThat(choices(column -> {
                    int choice = choice(kept, column);
                    return choice % 2 == 1 && column % 10 == 0 ? CHOICES[2] : choice;
                }))
                .isLessThan(ALPHA);
    }

    @Test
    void columnsAreIndependent() {
        boolean[] kept = seeded();
        for (int apart : new int[] {1, 32, 64, 2048}) {
            assertThat(pairs(column -> choice(kept, column), apart)).isGreaterThan(ALPHA);
        }
    }

    /** The test detects that one column of twenty repeats the column before. */
    @Test
    void dependentColumnsAreRejected() {
        boolean[] kept = seeded();
        assertThat(pairs(column -> choice(kept, column % 20 == 19 ? column - 1 : column), 1))
                .isLessThan(ALPHA);
    }

    /** The first different rows that the words of the column select are kept or, if fewer are to be zero, are the zeros. */
    @ParameterizedTest
    @CsvSource({"11, 2100, 4", "11, 2100, 8", "3000, 3, 1400", "3000, 3, 1600", "7, 65, 0", "7, 65, 7"})
    void rowsAreThoseFirstDrawn(int rows, int columns, int zeros) {
        boolean[] kept = kept(new SparsityMask(5, rows, columns, zeros), rows * columns);
        boolean zerosDrawn = zeros < rows - zeros;
        for (int column = 0; column < columns; column++) {
            long key = Threefry.block(5, column);
            Set<Integer> drawn = new HashSet<>();
            for (long draw = 0; drawn.size() < Math.min(zeros, rows - zeros); draw++) {
                long product = Integer.toUnsignedLong(ThreefryWords.of(key, draw)) * rows;
                // rejection: every row has the same number of the 2^32 words
                if ((product & 0xffffffffL) >= (1L << 32) % rows) {
                    drawn.add((int) (product >> 32));
                }
            }
            for (int row = 0; row < rows; row++) {
                assertThat(kept[row * columns + column])
                        .as("row %d, column %d", row, column)
                        .isEqualTo(drawn.contains(row) != zerosDrawn);
            }
        }
    }

    @Test
    void anyRunHasTheBitsOfItsElements() {
        int rows = 50;
        SplittableRandom random = new SplittableRandom(6);
        for (int columns : new int[] {1, 3, 63, 64, 65, 128, 200, 4096}) {
            SparsityMask entries = new SparsityMask(7, rows, columns, 20);
            boolean[] kept = kept(entries, rows * columns);
            for (int i = 0; i < 200; i++) {
                int from = random.nextInt(rows * columns);
                int n = random.nextInt(Math.min(ThreefryWords.GROUP, rows * columns - from) + 1);
                long[] bits = new long[ThreefryWords.GROUP / Long.SIZE + 1];
                Arrays.fill(bits, -1);
                entries.read(from, n, bits);
                BitSet expected = new BitSet();
                IntStream.range(0, n).filter(k -> kept[from + k]).forEach(expected::set);
                assertThat(BitSet.valueOf(bits)).as("%d from %d", n, from).isEqualTo(expected);
            }
        }
    }

    /** Threads compute the blocks together; none may read an incomplete one. */
    @Test
    void threadsReadTheSameValues() {
        int rows = 2000;
        int columns = 5000;
        for (int time = 0; time < 5; time++) {
            TensorValues one = StreamSource.of(Generator.seeded(time))
                    .next((long) rows * columns, FloatFormat.FLOAT)
                    .sparse(rows, columns, 1900, 1);
            TensorValues many = StreamSource.of(Generator.seeded(time))
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

    /** Five rows, two of them zero in each column. */
    private static boolean[] seeded() {
        return kept(new SparsityMask(1, 5, COLUMNS, 2), 5 * COLUMNS);
    }

    private static boolean[] kept(SparsityMask entries, int length) {
        boolean[] kept = new boolean[length];
        long[] bits = new long[2];
        for (int i = 0; i < length; i++) {
            entries.read(i, 1, bits);
            kept[i] = bits[0] != 0;
        }
        return kept;
    }

    private static int choice(boolean[] kept, int column) {
        int choice = 0;
        for (int row = 0; row < 5; row++) {
            choice |= kept[row * COLUMNS + column] ? 0 : 1 << row;
        }
        return choice;
    }

    private static double choices(IntUnaryOperator choice) {
        long[] counts = new long[CHOICES.length];
        for (int column = 0; column < COLUMNS; column++) {
            counts[Arrays.binarySearch(CHOICES, choice.applyAsInt(column))]++;
        }
        return Statistics.chiSquare(equal(CHOICES.length), counts);
    }

    private static double pairs(IntUnaryOperator choice, int apart) {
        int k = CHOICES.length;
        long[] counts = new long[k * k];
        for (int column = 0; column < COLUMNS - apart; column++) {
            int one = Arrays.binarySearch(CHOICES, choice.applyAsInt(column));
            int other = Arrays.binarySearch(CHOICES, choice.applyAsInt(column + apart));
            counts[k * one + other]++;
        }
        return Statistics.chiSquare(equal(k * k), counts);
    }

    private static double[] equal(int classes) {
        double[] expected = new double[classes];
        Arrays.fill(expected, (double) COLUMNS / classes);
        return expected;
    }
}
