package io.github.nd4jinit.random;

import static io.github.nd4jinit.random.Statistics.ALPHA;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseTest {

    /** The ten choices of two rows out of five, as bits. */
    private static final int[] CHOICES = {3, 5, 6, 9, 10, 12, 17, 18, 20, 24};

    /** Each choice expects 10 000 of them: known to 5 % at this level, for the pairs of choices to a fifth. */
    private static final int COLUMNS = 100_000;

    /** Columns of one run of words, of one more and one less, and of several; rows of which none, some or all are zero. */
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
    void everyColumnHasExactlyItsZeros(int rows, int columns, int zeros) {
        Values values =
                Generator.seeded(1).next((long) rows * columns, Precision.FLOAT).sparse(rows, columns, zeros, 1);
        float[] floats = Draw.floats(values, 0, rows * columns);
        double[] doubles = Draw.doubles(values, 0, rows * columns);
        int[] found = new int[columns];
        for (int i = 0; i < rows * columns; i++) {
            assertThat(doubles[i] == 0).isEqualTo(floats[i] == 0);
            found[i % columns] += floats[i] == 0 ? 1 : 0;
        }
        assertThat(found).containsOnly(zeros);
    }

    @Test
    void theOtherEntriesAreThoseOfTheNormalDistribution() {
        RandomStream stream = Generator.seeded(1).next(100 * 50, Precision.FLOAT);
        float[] sparse = Draw.floats(stream.sparse(100, 50, 30, 0.5), 0, 100 * 50);
        float[] normal = Draw.floats(stream.normal(0, 0.5), 0, 100 * 50);
        for (int i = 0; i < sparse.length; i++) {
            assertThat(sparse[i] == 0 || sparse[i] == normal[i]).isTrue();
        }
    }

    /** Zeros chosen by the size of the entries would leave a distribution with a hole in it. */
    @Test
    void theZerosDoNotChooseTheirEntries() {
        int n = 1000 * 1000;
        double[] sparse =
                Draw.doubles(Generator.seeded(2).next(n, Precision.DOUBLE).sparse(1000, 1000, 500, 1), 0, n);
        double[] others = Arrays.stream(sparse).filter(x -> x != 0).toArray();
        assertThat(Statistics.kolmogorovSmirnov(others, Statistics.NORMAL::cumulativeProbability))
                .isGreaterThan(ALPHA);
        // a twentieth of the smallest gone, as if they had been the likelier ones to become zero
        double[] holed = Arrays.stream(others).filter(x -> Math.abs(x) > 0.06).toArray();
        assertThat(Statistics.kolmogorovSmirnov(holed, Statistics.NORMAL::cumulativeProbability))
                .isLessThan(ALPHA);
    }

    @Test
    void everyChoiceOfRowsIsEquallyLikely() {
        ZeroPositions zeros = seeded();
        assertThat(choices(column -> choice(zeros, column))).isGreaterThan(ALPHA);
    }

    /** Always the first rows; every row with the same probability but only neighbours; a first row less likely by a tenth. */
    @Test
    void unequalChoicesAreRejected() {
        assertThat(choices(column -> 3)).isLessThan(ALPHA);
        assertThat(choices(column -> new int[] {3, 6, 12, 24, 17}[column % 5])).isLessThan(ALPHA);
        ZeroPositions zeros = seeded();
        assertThat(choices(column -> {
                    int choice = choice(zeros, column);
                    return choice % 2 == 1 && column % 10 == 0 ? CHOICES[2] : choice;
                }))
                .isLessThan(ALPHA);
    }

    @Test
    void columnsKnowNothingOfEachOther() {
        ZeroPositions zeros = seeded();
        for (int apart : new int[] {1, 32, 64, 2048}) {
            assertThat(pairs(column -> choice(zeros, column), apart)).isGreaterThan(ALPHA);
        }
    }

    /** One column in twenty that repeats its neighbour is found. */
    @Test
    void columnsThatRepeatTheirNeighboursAreRejected() {
        ZeroPositions zeros = seeded();
        assertThat(pairs(column -> choice(zeros, column % 20 == 19 ? column - 1 : column), 1))
                .isLessThan(ALPHA);
    }

    /** Algorithm S in whole numbers, one column at a time. */
    @Test
    void positionsAreAlgorithmS() {
        int rows = 11;
        int columns = 2100;
        ZeroPositions zeros = ZeroPositions.choose(5, rows, columns, 4);
        for (int column = 0; column < columns; column++) {
            int toPlace = 4;
            for (int row = 0; row < rows; row++) {
                long element = (long) row * columns + column;
                boolean zero = Integer.toUnsignedLong(Words.word(5, element)) * (rows - row) < (long) toPlace << 32;
                toPlace -= zero ? 1 : 0;
                assertThat(zeros.contain(element))
                        .as("row %d, column %d", row, column)
                        .isEqualTo(zero);
            }
        }
    }

    private static ZeroPositions seeded() {
        return ZeroPositions.choose(1, 5, COLUMNS, 2);
    }

    private static int choice(ZeroPositions zeros, int column) {
        int choice = 0;
        for (int row = 0; row < 5; row++) {
            choice |= zeros.contain((long) row * COLUMNS + column) ? 1 << row : 0;
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
