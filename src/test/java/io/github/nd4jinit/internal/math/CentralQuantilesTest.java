package io.github.nd4jinit.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CentralQuantilesTest {

    /**
     * The largest error of floats, for all words outside the tails, is 1.904 units in the last place of the quantile,
     * compared with the formula for doubles.
     */
    private static final double FLOAT_ULP = 2;

    /**
     * The largest observed error of doubles is 2.89 units in the last place, compared at two million points with 64-bit
     * arithmetic and at a sample of them with mpmath; it occurs near z = 3.1. The bound adds a half for the rounding of
     * the golden double and a tenth.
     */
    private static final double DOUBLE_ULP = 3.5;

    /** The bound of the tail formula; see StandardNormalTest. */
    private static final double TAIL_ULP = 3.4;

    /** The number of positive m, {@code (k + ½) / 2²³}, of words outside the tails. */
    private static final int POSITIVE = (int) ((1 - 2 * CentralQuantiles.TAIL) * 0x1p23);

    private static final int TAIL_WORDS = (int) (CentralQuantiles.TAIL * 0x1p32);

    private static final int LENGTH = 2048;

    @ParameterizedTest
    @CsvFileSource(resources = "standard_normal.csv")
    void agreesWithSixtyDigitReferenceValues(String function, double q, double value) {
        switch (function) {
            case "central float" -> {
                float[] z = {0};
                ofRange((float) (2 * q), z);
                assertThat((double) z[0]).isCloseTo(value, within(FLOAT_ULP * Math.ulp((float) value)));
            }
            case "central double" -> assertThat(quantile(2 * q)).isCloseTo(value, within(DOUBLE_ULP * Math.ulp(value)));
            default -> {} // see StandardNormalTest
        }
    }

    /** Computes the quantile of any {@code ½ + ½ m}: a range of 0 leaves only the summand. */
    private static void ofRange(float m, float[] z) {
        new CentralQuantiles(1).floats(new int[1], 0, 1, 0, m, 1, 0, z, 0, new int[1]);
    }

    /** Tests all words whose quantiles are positive. The words with negative quantiles follow by symmetry. */
    @Test
    void floatsOfAllWordsAreWithinTwoUnitsAndIncrease() {
        CentralQuantiles quantiles = new CentralQuantiles(LENGTH);
        int[] words = new int[LENGTH];
        int[] marks = new int[LENGTH];
        float[] floats = new float[LENGTH];
        double[] doubles = new double[LENGTH];
        double last = 0;
        for (int k = 0; k < POSITIVE; k += LENGTH) {
            for (int i = 0; i < LENGTH; i++) {
                words[i] = (1 << 23 | k + i) << 8;
                doubles[i] = (k + i + 0.5) * 0x1p-23;
            }
            quantiles.floats(words, 0, LENGTH, 1, 0, 1, 0, floats, TAIL_WORDS, marks);
            quantiles.replace(doubles, 0, LENGTH);
            for (int i = 0; i < Math.min(LENGTH, POSITIVE - k); i++) {
                // fewer calls of AssertJ, because there are eight million words
                double error = Math.abs(floats[i] - doubles[i]);
                if (!(error < FLOAT_ULP * Math.ulp((float) doubles[i])) || !(floats[i] > last) || marks[i] != 0) {
                    fail("k = %d: %s instead of %s, after %s", k + i, floats[i], doubles[i], last);
                }
                last = floats[i];
            }
        }
        // the last quantile is half a step before the limit of the tail
        assertThat(last).isCloseTo(3.29719335, within(0x1p-25 / StandardNormal.density(3.2972) + 1e-6));
    }

    @Test
    void floatsOfAllWordsAreSymmetric() {
        CentralQuantiles quantiles = new CentralQuantiles(LENGTH);
        int[] words = new int[LENGTH];
        float[] upper = new float[LENGTH];
        float[] lower = new float[LENGTH];
        for (int k = 0; k < POSITIVE; k += LENGTH) {
            for (int i = 0; i < LENGTH; i++) {
                words[i] = (1 << 23 | k + i) << 8;
            }
            quantiles.floats(words, 0, LENGTH, 1, 0, 1, 0, upper, TAIL_WORDS, new int[LENGTH]);
            for (int i = 0; i < LENGTH; i++) {
                words[i] = ~words[i];
            }
            quantiles.floats(words, 0, LENGTH, 1, 0, 1, 0, lower, TAIL_WORDS, new int[LENGTH]);
            for (int i = 0; i < Math.min(LENGTH, POSITIVE - k); i++) {
                if (upper[i] != -lower[i]) {
                    fail("k = %d: %s and %s", k + i, upper[i], lower[i]);
                }
            }
        }
    }

    /** Tests that all bits of a word other than the leading 24 are ignored. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7f, 0x80, 0xff})
    void onlyTheLeadingBitsMatter(int last) {
        int[] words = new SplittableRandom(1).ints(LENGTH).map(w -> w & ~0xff).toArray();
        float[] expected = new float[LENGTH];
        CentralQuantiles quantiles = new CentralQuantiles(LENGTH);
        quantiles.floats(words, 0, LENGTH, 0.9f, 0, 1, 0, expected, 0, new int[LENGTH]);
        float[] floats = new float[LENGTH];
        quantiles.floats(
                Arrays.stream(words).map(w -> w | last).toArray(),
                0,
                LENGTH,
                0.9f,
                0,
                1,
                0,
                floats,
                0,
                new int[LENGTH]);
        assertThat(floats).isEqualTo(expected);
    }

    /** {@code m} is rounded after its multiplication and after its addition, and so is the value. */
    @ParameterizedTest
    @CsvSource({"1, 0, 1, 0", "0.5, 0.25, 1, 0", "0.9, -0.05, 0.02, 3", "0.1, 0.7, 100, -1e-3"})
    void rangeAndScaleAreApplied(float range, float middle, float std, float mean) {
        CentralQuantiles quantiles = new CentralQuantiles(LENGTH);
        int[] words = new SplittableRandom(2).ints(LENGTH).toArray();
        float[] floats = new float[LENGTH];
        quantiles.floats(words, 0, LENGTH, range, middle, std, mean, floats, 0, new int[LENGTH]);
        for (int i = 0; i < LENGTH; i++) {
            float m = (float) (((words[i] >>> 8) + 0.5) * 0x1p-23 - 1);
            float[] z = {0};
            ofRange(m * range + middle, z);
            assertThat(floats[i]).isEqualTo(z[0] * std + mean);
        }
    }

    /**
     * Tests that a word has mark -1 if its distance from 0 or from 2^32 - 1 is less than the limit, and 0 otherwise.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1 << 13, 1 << 21, Integer.MAX_VALUE})
    void wordsNearTheEndsAreMarked(int tail) {
        int[] words = {0, tail - 1, tail, tail + 1, Integer.MAX_VALUE, Integer.MIN_VALUE, ~tail, ~(tail - 1), -1};
        int[] marks = new int[words.length];
        int n = words.length;
        new CentralQuantiles(n).floats(words, 0, n, 1, 0, 1, 0, new float[n], tail, marks);
        for (int i = 0; i < n; i++) {
            long unsigned = Integer.toUnsignedLong(words[i]);
            long distance = Math.min(unsigned, 0xffffffffL - unsigned);
            assertThat(marks[i]).as("word %x", unsigned).isEqualTo(distance < tail ? -1 : 0);
        }
    }

    @Test
    void nothingOutsideTheRangeOfIndicesIsWritten() {
        CentralQuantiles quantiles = new CentralQuantiles(5);
        float[] floats = {7, 7, 7, 7, 7};
        int[] marks = {7, 7, 7, 7, 7};
        quantiles.floats(new int[5], 1, 3, 0, 0.5f, 1, 0, floats, 1, marks);
        assertThat(floats).containsExactly(7, 0.67448974f, 0.67448974f, 7, 7);
        assertThat(marks).containsExactly(7, -1, -1, 7, 7);
        double[] doubles = {0.5, 0.5, 0.5, 0.5, 0.5};
        quantiles.replace(doubles, 2, 4);
        assertThat(doubles[0] + doubles[1] + doubles[4]).isEqualTo(1.5);
        assertThat(doubles[2]).isEqualTo(doubles[3]).isCloseTo(0.6744897501960817, within(3e-16));
    }

    /**
     * Two quantiles can be in the wrong order if they differ by less than twice the error. The tested ones differ by 8
     * ulp.
     */
    @Test
    void doublesIncrease() {
        new SplittableRandom(5)
                .doubles(1_000_000, 1e-3, 1 - 2 * CentralQuantiles.TAIL - 1e-11)
                .forEach(m -> {
                    double z = quantile(m);
                    double larger = m + 2 * (8 * Math.ulp(z) * StandardNormal.density(z) + Math.ulp(m));
                    if (!(quantile(larger) > z)) {
                        fail("quantile after %a", m);
                    }
                });
    }

    @Test
    void doublesAreSymmetric() {
        new SplittableRandom(7)
                .doubles(1_000_000, 0, 1 - 2 * CentralQuantiles.TAIL)
                .forEach(m -> {
                    if (quantile(-m) != -quantile(m)) {
                        fail("quantile of %a", m);
                    }
                });
    }

    /** The difference must not exceed the sum of the errors of both formulas. */
    @Test
    void centralAndTailFormulasAgreeAtTheirBoundary() {
        double m = 1 - 2 * CentralQuantiles.TAIL; // exact
        double tail = StandardNormal.quantileTail(true, CentralQuantiles.TAIL);
        assertThat(quantile(m)).isCloseTo(tail, within((DOUBLE_ULP + TAIL_ULP) * Math.ulp(tail)));
        float[] z = {0};
        ofRange((float) m, z);
        assertThat((double) z[0]).isCloseTo(tail, within(FLOAT_ULP * Math.ulp(z[0])));
    }

    /** The tail formula is valid to 0.02, so it also tests the formula for doubles where the density is low. */
    @Test
    void doublesAgreeWithTheTailFormula() {
        new SplittableRandom(8).doubles(1_000_000, CentralQuantiles.TAIL, 0.02).forEach(p -> {
            double m = 1 - 2 * p;
            double tail = StandardNormal.quantileTail(true, (1 - m) / 2); // exact
            double ulp = Math.ulp(tail);
            if (!(Math.abs(quantile(m) - tail) <= (DOUBLE_ULP + TAIL_ULP) * ulp)) {
                fail("quantile of %a", m);
            }
        });
    }

    private static final CentralQuantiles SINGLE = new CentralQuantiles(1);

    private static double quantile(double m) {
        double[] one = {m};
        SINGLE.replace(one, 0, 1);
        return one[0];
    }
}
