package io.github.nd4jinit.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.internal.sample.FloatFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static final long KEY = 0x0123456789abcdefL;
    private static final ThreefryStream STREAM = new ThreefryStream(KEY, FloatFormat.FLOAT);

    /** Words at the corners of every conversion, and some of no distinction. */
    private static final int[] SOME = IntStream.concat(
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
    void runsHoldTheWordsOfTheirElements(long from) {
        Words words = Words.ofThread();
        for (int n : new int[] {1, 2, 255, 256, 257, 1024, 1025, 2047, 2048, 5000}) {
            words.begin(from, n);
            int place = (int) (from - words.base);
            assertThat(words.length()).isEqualTo(Math.min(n, Words.GROUP - place));
            int[] w = words.words(KEY);
            int[] lowWords = words.lowWords(99);
            for (int i = 0; i < words.length(); i++) {
                assertThat(w[place + i]).as("word %d", from + i).isEqualTo(Words.word(KEY, from + i));
                assertThat(lowWords[place + i]).as("low word %d", from + i).isEqualTo(Words.word(99, from + i));
            }
        }
    }

    /** Blocks are kept from run to run, and may be wanted under another key, in another group, or more of them. */
    @Test
    void runsInAnyOrderHoldTheWordsOfTheirElements() {
        Words words = Words.ofThread();
        SplittableRandom random = new SplittableRandom(4);
        for (int run = 0; run < 2000; run++) {
            long key = random.nextInt(2);
            long from = random.nextInt(3 * Words.GROUP);
            words.begin(from, 1 + random.nextInt(Words.GROUP));
            int[] w = words.words(key);
            for (int i = 0; i < words.length(); i++) {
                assertThat(w[(int) (from - words.base) + i]).isEqualTo(Words.word(key, from + i));
            }
        }
    }

    @Test
    void passesCoverTheRunInWholeParts() {
        Words words = Words.ofThread();
        words.begin(2 * Words.GROUP + 300, 100);
        assertThat(words.base).isEqualTo(2 * Words.GROUP);
        assertThat(words.first).isEqualTo(256);
        assertThat(words.end).isEqualTo(512);
    }

    @Test
    void eachHalfOfEachBlockBelongsToOneElement() {
        List<Integer> halves = new ArrayList<>();
        List<Integer> words = new ArrayList<>();
        for (int block = 0; block < 4 * Words.LANES; block++) {
            long both = Threefry.block(KEY, block, Threefry.WORD_ROUNDS);
            halves.add((int) (both >>> 32));
            halves.add((int) both);
        }
        for (int element = 0; element < 4 * Words.GROUP; element++) {
            words.add(Words.word(KEY, element));
        }
        assertThat(words).containsExactlyInAnyOrderElementsOf(halves).doesNotHaveDuplicates();
    }

    @Test
    void lowWordsHaveAKeyOfTheirOwn() {
        assertThat(STREAM.lowKey()).isEqualTo(Threefry.block(KEY, -1)).isNotEqualTo(KEY);
    }

    @Test
    void unsignedNumbersAreOnePlusTheLeading23Bits() {
        Words words = withSome();
        words.unsigned(SOME);
        for (int i = 0; i < SOME.length; i++) {
            assertThat((double) words.floats[i]).isEqualTo(1 + Math.floor(unsigned(SOME[i]) / 512.0) / (1 << 23));
        }
    }

    @Test
    void centredNumbersAreTheLeading24BitsAndHalfAStepFromMinusOneToOne() {
        Words words = withSome();
        words.signed(SOME);
        for (int i = 0; i < SOME.length; i++) {
            double u = (Math.floor(unsigned(SOME[i]) / 256.0) + 0.5) / (1 << 24);
            assertThat((double) Words.centred(words.floats[i])).isEqualTo(2 * u - 1);
        }
    }

    @Test
    void doublesAreOnePlusTheLeading52Bits() {
        int[] low = new SplittableRandom(5).ints(SOME.length).toArray();
        Words words = withSome();
        words.unsigned(SOME, low);
        for (int i = 0; i < SOME.length; i++) {
            long both = (unsigned(SOME[i]) << 20) | (unsigned(low[i]) >> 12);
            assertThat(words.doubles[i]).isEqualTo(1 + both * 0x1p-52);
        }
    }

    /** Words without sign; bounds and words are halved, so the last bit does not count. */
    @Test
    void wordsOutsideTheBoundsAreFound() {
        int[][] bounds = {{0, Integer.MAX_VALUE}, {1, Integer.MAX_VALUE - 1}, {128, 1 << 30}, {0, -1}, {0, 0}};
        for (int[] bound : bounds) {
            Words words = withSome();
            int[] expected = IntStream.range(0, SOME.length)
                    .filter(i -> SOME[i] >>> 1 < bound[0] || SOME[i] >>> 1 > bound[1])
                    .toArray();
            assertThat(Arrays.copyOf(words.found, words.outside(SOME, bound[0], bound[1])))
                    .isEqualTo(expected);
        }
    }

    @Test
    void onlyTheRunIsFoundAndTaken() {
        Words words = Words.ofThread();
        float[] floats = new float[5];
        words.begin(10, 3, floats, 1);
        int[] w = new int[Words.GROUP];
        assertThat(words.outside(w, 1, Integer.MAX_VALUE)).isEqualTo(3);
        assertThat(Arrays.copyOf(words.found, 3)).containsExactly(10, 11, 12);
        Arrays.fill(words.floats, 7);
        words.take(floats, 1);
        assertThat(floats).containsExactly(0, 7, 7, 7, 0);
        Arrays.fill(words.doubles, 7);
        double[] doubles = new double[5];
        words.take(doubles, 1);
        assertThat(doubles).containsExactly(0, 7, 7, 7, 0);
    }

    /** Whole parts are made where they are wanted, and nothing beside them. */
    @Test
    void aRunOfWholePartsNeedsNoCopy() {
        Words words = Words.ofThread();
        float[] floats = new float[300];
        words.begin(Words.GROUP + 256, 256, floats, 20);
        words.unsigned(words.words(KEY));
        assertThat(words.floats).isSameAs(floats);
        assertThat(floats[19]).isZero();
        assertThat(floats[20 + 256]).isZero();
        for (int i = 0; i < 256; i++) {
            int word = Words.word(KEY, Words.GROUP + 256 + i);
            assertThat(floats[20 + i]).isEqualTo(1 + (word >>> 9) * 0x1p-23f);
        }
        words.take(floats, 20);
        assertThat(words.floats).isNotSameAs(floats);
    }

    private static Words withSome() {
        Words words = Words.ofThread();
        words.begin(0, SOME.length);
        return words;
    }

    private static long unsigned(int word) {
        return Integer.toUnsignedLong(word);
    }
}
