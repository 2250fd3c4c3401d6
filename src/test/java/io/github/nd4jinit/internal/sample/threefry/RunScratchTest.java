package io.github.nd4jinit.internal.sample.threefry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunScratchTest {

    private static final long KEY = 0x0123456789abcdefL;

    /** Words at the limits of every conversion, and random words. */
    private static final int[] EXAMPLES = IntStream.concat(
                    IntStream.of(0, 1, 0xff, 0x100, 0x1ff, 0x200, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x80000100, -1),
                    new SplittableRandom(3).ints(2038))
            .toArray();

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                255,
                256,
                257,
                1023,
                1024,
                1025,
                2047,
                2048,
                (1L << 31) - 1,
                1L << 31,
                (1L << 32) - 33,
                (1L << 33) - 1,
                1L << 33,
                (1L << 40) + 5,
                Long.MAX_VALUE - 2100
            })
    void runContainsTheWordsOfItsElements(long from) {
        RunScratch scratch = RunScratch.POOL.acquire();
        for (int n : new int[] {1, 2, 255, 256, 257, 1024, 1025, 2047, 2048, 5000}) {
            scratch.begin(from, n);
            int index = (int) (from - scratch.run.base());
            assertThat(scratch.run.length()).isEqualTo(Math.min(n, ThreefryWords.GROUP - index));
            int[] w = scratch.words(KEY);
            int[] lowWords = scratch.lowWords(99);
            for (int i = 0; i < scratch.run.length(); i++) {
                assertThat(w[index + i]).as("word %d", from + i).isEqualTo(ThreefryWords.of(KEY, from + i));
                assertThat(lowWords[index + i]).as("low word %d", from + i).isEqualTo(ThreefryWords.of(99, from + i));
            }
        }
    }

    /**
     * Blocks are cached from run to run. The next run may need another key, another group, more blocks, or floats instead
     * of words.
     */
    @Test
    void runsInAnyOrderContainTheWordsOrFloatsOfTheirElements() {
        RunScratch scratch = RunScratch.POOL.acquire();
        SplittableRandom random = new SplittableRandom(4);
        for (int run = 0; run < 4000; run++) {
            long key = random.nextInt(2);
            long from = random.nextInt(3 * ThreefryWords.GROUP);
            scratch.begin(from, 1 + random.nextInt(ThreefryWords.GROUP));
            int index = (int) (from - scratch.run.base());
            if (random.nextBoolean()) {
                int[] w = scratch.words(key);
                for (int i = 0; i < scratch.run.length(); i++) {
                    assertThat(w[index + i]).isEqualTo(ThreefryWords.of(key, from + i));
                }
            } else {
                scratch.toUnsignedFloats(key);
                for (int i = 0; i < scratch.run.length(); i++) {
                    assertThat((double) scratch.floats[index + i])
                            .isEqualTo(onePlusLeading23Bits(ThreefryWords.of(key, from + i)));
                }
            }
        }
    }

    private static double onePlusLeading23Bits(int word) {
        return 1 + Math.floor(unsigned(word) / 512.0) / (1 << 23);
    }

    /** Tests the marks of a whole group, which are searched in another way than those of a shorter run. */
    @ParameterizedTest
    @ValueSource(ints = {2048, 2047, 1000, 1})
    void wordsInTailsAreMarked(int length) {
        for (int tail : new int[] {0, 1, 2, 0x100, 1 << 13, 1 << 21, 1 << 28, Integer.MAX_VALUE}) {
            RunScratch scratch = RunScratch.POOL.acquire();
            scratch.begin(ThreefryWords.GROUP - length, length);
            scratch.toCentralQuantiles(EXAMPLES, 1, 0, 1, 0, tail);
            int[] expected = IntStream.range(ThreefryWords.GROUP - length, ThreefryWords.GROUP)
                    .filter(i -> Math.min(unsigned(EXAMPLES[i]), unsigned(~EXAMPLES[i])) < tail)
                    .toArray();
            assertThat(Arrays.copyOf(scratch.found, scratch.findMarks()))
                    .as("tail %d", tail)
                    .containsExactlyInAnyOrder(expected);
            if (tail % 2 == 0) { // findTails ignores the last bit
                assertThat(Arrays.copyOf(scratch.found, scratch.findTails(EXAMPLES, tail)))
                        .as("tail %d", tail)
                        .containsExactlyInAnyOrder(expected);
            }
        }
    }

    @Test
    void unsignedDoublesAreOnePlusTheLeading52Bits() {
        int[] low = new SplittableRandom(5).ints(EXAMPLES.length).toArray();
        RunScratch scratch = withExamples();
        scratch.toUnsignedDoubles(EXAMPLES, low);
        for (int i = 0; i < EXAMPLES.length; i++) {
            long both = (unsigned(EXAMPLES[i]) << 20) | (unsigned(low[i]) >> 12);
            assertThat(scratch.doubles[i]).isEqualTo(1 + both * 0x1p-52);
        }
    }

    /** Words are unsigned. The bounds are halved, so the last bit of a word is ignored. */
    @Test
    void wordsOutsideTheBoundsAreFound() {
        int[][] bounds = {{0, Integer.MAX_VALUE}, {1, Integer.MAX_VALUE - 1}, {128, 1 << 30}, {0, -1}, {0, 0}};
        for (int[] bound : bounds) {
            RunScratch scratch = withExamples();
            int[] expected = IntStream.range(0, EXAMPLES.length)
                    .filter(i -> EXAMPLES[i] >>> 1 < bound[0] || EXAMPLES[i] >>> 1 > bound[1])
                    .toArray();
            int[] found = Arrays.copyOf(scratch.found, scratch.findOutside(EXAMPLES, bound[0], bound[1]));
            Arrays.sort(found); // the order of the indices is not specified
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void elementsOutsideTheRunAreIgnored() {
        RunScratch scratch = RunScratch.POOL.acquire();
        float[] floats = new float[5];
        scratch.begin(10, 3, floats, 1);
        int[] w = new int[ThreefryWords.GROUP];
        assertThat(scratch.findOutside(w, 1, Integer.MAX_VALUE)).isEqualTo(3);
        assertThat(Arrays.copyOf(scratch.found, 3)).containsExactly(10, 11, 12);
        Arrays.fill(scratch.floats, 7);
        scratch.copyTo(floats, 1);
        assertThat(floats).containsExactly(0, 7, 7, 7, 0);
        Arrays.fill(scratch.doubles, 7);
        double[] doubles = new double[5];
        scratch.copyTo(doubles, 1);
        assertThat(doubles).containsExactly(0, 7, 7, 7, 0);
    }

    /** An aligned run is computed in the caller's array if its indices are the same, and nothing outside it is written. */
    @Test
    void alignedRunNeedsNoCopy() {
        RunScratch scratch = RunScratch.POOL.acquire();
        float[] floats = new float[600];
        scratch.begin(ThreefryWords.GROUP + 256, 256, floats, 256);
        scratch.toUnsignedFloats(KEY);
        assertThat(scratch.floats).isSameAs(floats);
        assertThat(floats[255]).isZero();
        assertThat(floats[2 * 256]).isZero();
        for (int i = 256; i < 2 * 256; i++) {
            assertThat((double) floats[i])
                    .isEqualTo(onePlusLeading23Bits(ThreefryWords.of(KEY, ThreefryWords.GROUP + i)));
        }
        float[] computed = floats.clone();
        scratch.copyTo(floats, 256);
        assertThat(floats).isEqualTo(computed);
        assertThat(scratch.floats).isNotSameAs(floats);
    }

    @Test
    void otherRunsAreCopied() {
        RunScratch scratch = RunScratch.POOL.acquire();
        float[] floats = new float[600];
        scratch.begin(ThreefryWords.GROUP + 256, 256, floats, 20); // other indices
        assertThat(scratch.floats).isNotSameAs(floats);
        scratch.begin(ThreefryWords.GROUP + 256, 255, floats, 256); // not aligned
        assertThat(scratch.floats).isNotSameAs(floats);
    }

    private static RunScratch withExamples() {
        RunScratch scratch = RunScratch.POOL.acquire();
        scratch.begin(0, EXAMPLES.length);
        return scratch;
    }

    private static long unsigned(int word) {
        return Integer.toUnsignedLong(word);
    }
}
