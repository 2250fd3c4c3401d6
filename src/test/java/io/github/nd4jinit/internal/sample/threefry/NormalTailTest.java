package io.github.nd4jinit.internal.sample.threefry;

import static io.github.nd4jinit.internal.sample.threefry.Statistics.ALPHA;
import static io.github.nd4jinit.internal.sample.threefry.Statistics.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.internal.math.StandardNormal;
import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.internal.sample.Threefry;
import io.github.nd4jinit.internal.sample.ThreefryInverse;
import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that values in the tails are not clamped, redrawn or repeated. */
class NormalTailTest {

    private static final ThreefryStream STREAM =
            (ThreefryStream) StreamSource.of(Generator.seeded(1)).next(Long.MAX_VALUE, FloatFormat.DOUBLE);
    private static final TensorValues VALUES = STREAM.normal(0, 1);

    /**
     * Among this number of values, 13 are expected beyond 5.2 standard deviations; the probability that there are none
     * is 2e-6.
     */
    private static final int MANY = 1 << 26;

    private static final double FAR = 5.2;

    @Test
    void valuesBeyondFivePointTwoSigmaHaveTheRightFrequency() {
        double expected = MANY * 2 * NORMAL.cumulativeProbability(-FAR);
        float[] extremes = extremes();
        assertThat(Statistics.poisson(beyond(extremes, FAR), expected)).isGreaterThan(ALPHA);
        // the upper tail separately
        int above = (int) IntStream.range(0, extremes.length)
                .filter(i -> extremes[i] > FAR)
                .count();
        assertThat(Statistics.poisson(above, expected / 2)).isGreaterThan(ALPHA);
    }

    @Test
    void tailsTruncatedAtFourPointEightSigmaAreRejected() {
        float[] cut = extremes();
        for (int i = 0; i < cut.length; i++) {
            cut[i] = Math.max(-4.8f, Math.min(4.8f, cut[i]));
        }
        double expected = MANY * 2 * NORMAL.cumulativeProbability(-FAR);
        assertThat(Statistics.poisson(beyond(cut, FAR), expected)).isLessThan(ALPHA);
    }

    /**
     * 456 values beyond 4.5 are expected. About 200 of them are below 4.62, where they are computed from the first word
     * alone, which has 12,800 values there; 1.5 pairs of equal values are expected. Other equal values are unlikely,
     * because there are 500,000 floats from 4.62 to 4.86. If u had only its 24 leading bits, there would be 114 distinct
     * values.
     */
    @Test
    void extremeValuesAreDistinct() {
        float[] extremes = extremes();
        long distinct = IntStream.range(0, extremes.length)
                .mapToObj(i -> extremes[i])
                .distinct()
                .count();
        assertThat(extremes.length).isGreaterThan(350);
        assertThat(distinct).isGreaterThan(extremes.length - 10);
    }

    /**
     * Searches the elements that have the most extreme word. In one in six of them, the low word is extreme enough.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tailsExtendBeyondSixAndAHalfSigma(boolean upper) {
        long element = extremeElement(upper, NORMAL.cumulativeProbability(-6.5));
        assertThat(Math.abs(Draw.floats(VALUES, element, 1)[0])).isGreaterThan(6.5f);
        assertThat(Draw.floats(VALUES, element, 1)[0] > 0).isEqualTo(upper);
    }

    /** Searches as the previous test does, but the low word is extreme enough in only one in 370,000 elements. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tailsOfDoublesExtendBeyondEightSigma(boolean upper) {
        long element = extremeElement(upper, NORMAL.cumulativeProbability(-8));
        assertThat(Math.abs(Draw.doubles(VALUES, element, 1)[0])).isGreaterThan(8);
        assertThat(Draw.doubles(VALUES, element, 1)[0] > 0).isEqualTo(upper);
        assertThat(Math.abs(Draw.floats(VALUES, element, 1)[0])).isGreaterThan(8);
    }

    /** Shows the power of the two previous tests: if u had 24 or 32 bits, the tails would be shorter. */
    @Test
    void tailsOfFewerBitsAreShorter() {
        assertThat(StandardNormal.quantileTail(true, 0x1p-33)).isLessThan(6.5);
        assertThat(StandardNormal.quantileTail(true, 0x1p-25)).isLessThan(5.5);
        assertThat(StandardNormal.quantileTail(true, 0x1p-65)).isGreaterThan(9);
    }

    /**
     * Tests distances throughout the tail, around 2^13, below which floats use the low word, and around 2^21, the start
     * of the tail.
     */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                1000,
                (1 << 13) - 1,
                1 << 13,
                (1 << 13) + 1,
                1 << 17,
                (1 << 21) - 1,
                1 << 21,
                (1 << 21) + 1,
                1 << 24,
                43_000_000
            })
    void tailProbabilityMatchesTheBits(int distance) {
        for (boolean upper : new boolean[] {false, true}) {
            long element = element(STREAM.key(), upper ? ~distance : distance, 0);
            double p = probability(element);
            double z = Draw.doubles(VALUES, element, 1)[0];
            assertThat(z > 0).isEqualTo(upper);
            // the relative error of z is about 1e-15, the relative error of its probability is z² times as large, and
            // commons-math adds 1e-15; outside the tail, u has 52 bits plus half a step
            double errorOfU = distance < 1 << 21 ? 0 : 0x1p-53;
            assertThat(NORMAL.cumulativeProbability(-Math.abs(z))).isCloseTo(p, within(1e-13 * p + errorOfU));
            assertThat((double) Draw.floats(VALUES, element, 1)[0]).isCloseTo(z, within(ValueKind.NORMAL.floatError));
        }
    }

    /** Floats depend on the low words only if the word is close to its ends, doubles always. */
    @Test
    void elementsWithTheSameWordDifferInTheTail() {
        for (int distance : new int[] {0, 1000, (1 << 13) - 1, 1 << 13, 1 << 20, 1 << 25}) {
            for (boolean upper : new boolean[] {false, true}) {
                long first = element(STREAM.key(), upper ? ~distance : distance, 0);
                long second = element(STREAM.key(), upper ? ~distance : distance, 1);
                assertThat(Draw.floats(VALUES, first, 1)[0] == Draw.floats(VALUES, second, 1)[0])
                        .isEqualTo(distance >= 1 << 13);
                assertThat(Draw.doubles(VALUES, first, 1)[0]).isNotEqualTo(Draw.doubles(VALUES, second, 1)[0]);
            }
        }
    }

    /**
     * The values of words on both sides of a limit are in the right order, and the gap is at most one and a half steps of
     * the coarser side: 2^-24 outside the tails, 2^-32 in the part of the tail without low words.
     */
    @ParameterizedTest
    @ValueSource(ints = {1 << 13, 1 << 21})
    void floatsAreContinuousAtTheLimits(int limit) {
        for (boolean upper : new boolean[] {false, true}) {
            int inside = limit - 1;
            int outside = limit;
            float far = Math.abs(Draw.floats(VALUES, element(STREAM.key(), upper ? ~inside : inside, 0), 1)[0]);
            float near = Math.abs(Draw.floats(VALUES, element(STREAM.key(), upper ? ~outside : outside, 0), 1)[0]);
            double step = (limit == 1 << 13 ? 0x1p-32 : 0x1p-24) / StandardNormal.density(near);
            assertThat(far).isGreaterThan(near);
            assertThat((double) far - near).isLessThan(1.5 * step + 2 * Math.ulp(near));
        }
    }

    /**
     * Returns the nth element, in an arbitrary order, that has the given word and is in the first half of its group.
     */
    private static long element(long key, int word, int nth) {
        int remaining = nth;
        for (long other = 0; ; other++) {
            long counter = ThreefryInverse.counter(key, ((long) word << 32) | other);
            // the index of an element is a positive long, so the counter of its block has at most 62 bits
            if (counter >>> 62 == 0 && remaining-- == 0) {
                return counter / Threefry.LANES * ThreefryWords.GROUP + counter % Threefry.LANES;
            }
        }
    }

    /** Returns an element whose u is less than p or, if upper, greater than 1 - p. */
    private static long extremeElement(boolean upper, double p) {
        for (long other = 0; ; other++) {
            long word = upper ? 0xffffffffL : 0;
            long counter = ThreefryInverse.counter(STREAM.key(), (word << 32) | other);
            if (counter >>> 62 == 0) {
                long element = counter / Threefry.LANES * ThreefryWords.GROUP + counter % Threefry.LANES;
                if (probability(element) < p) {
                    return element;
                }
            }
        }
    }

    /** Returns the tail probability of an element: its u or 1 - u, whichever is smaller. */
    private static double probability(long element) {
        long word = Integer.toUnsignedLong(ThreefryWords.of(STREAM.key(), element));
        long both = (word << 32) | Integer.toUnsignedLong(STREAM.lowWord(element));
        return ((word >>> 31 == 1 ? ~both : both) + 0.5) * 0x1p-64;
    }

    /** Returns the values beyond about 4.5 standard deviations, whose words have a tail probability below 3.4e-6. */
    private static float[] extremes() {
        int limit = (int) (NORMAL.cumulativeProbability(-4.5) * 0x1p32);
        IntStream.Builder elements = IntStream.builder();
        RunScratch scratch = RunScratch.POOL.acquire();
        for (int from = 0; from < MANY; from += ThreefryWords.GROUP) {
            scratch.begin(from, ThreefryWords.GROUP);
            int[] w = scratch.words(STREAM.key());
            for (int i = 0; i < ThreefryWords.GROUP; i++) {
                if ((w[i] < 0 ? ~w[i] : w[i]) < limit) {
                    elements.add(from + i);
                }
            }
        }
        int[] found = elements.build().toArray();
        float[] extremes = new float[found.length];
        for (int i = 0; i < found.length; i++) {
            VALUES.fill(found[i], extremes, i, 1);
        }
        return extremes;
    }

    private static int beyond(float[] values, double sigma) {
        return (int) Arrays.stream(Draw.widened(values))
                .filter(z -> Math.abs(z) > sigma)
                .count();
    }
}
