package io.github.nd4jinit.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static final long KEY = 0x0123456789abcdefL;
    private static final ThreefryStream STREAM = new ThreefryStream(KEY, Precision.FLOAT);

    /** Words at the corners of every conversion, and some of no distinction. */
    private static final int[] SOME = IntStream.concat(
                    IntStream.of(0, 1, 0xff, 0x100, 0x1ff, 0x200, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x80000100, -1),
                    new SplittableRandom(3).ints(1000))
            .toArray();

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                31,
                32,
                33,
                63,
                64,
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
        for (int n : new int[] {1, 2, 31, 32, 33, 63, 64, 65, 127, 2047, Words.RUN}) {
            int[] words = Words.of(STREAM, from, n);
            int[] lowWords = Words.lowOf(STREAM, from, n);
            for (int i = 0; i < n; i++) {
                assertThat(words[i]).as("word %d", from + i).isEqualTo(Words.word(KEY, from + i));
                assertThat(lowWords[i]).as("low word %d", from + i).isEqualTo(STREAM.lowWord(from + i));
            }
        }
    }

    @Test
    void runsUnderAKeyHoldTheWordsOfThatKey() {
        int[] words = Words.under(99, 70, 200);
        for (int i = 0; i < 200; i++) {
            assertThat(words[i]).isEqualTo(Words.word(99, 70 + i));
        }
    }

    @Test
    void eachHalfOfEachBlockBelongsToOneElement() {
        List<Integer> halves = new ArrayList<>();
        List<Integer> words = new ArrayList<>();
        for (int block = 0; block < 4 * Words.LANES; block++) {
            long both = Threefry.block(KEY, block);
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
        float[] out = new float[SOME.length];
        Words.unsigned(SOME, out, 0, SOME.length);
        for (int i = 0; i < SOME.length; i++) {
            assertThat((double) out[i]).isEqualTo(1 + Math.floor(unsigned(SOME[i]) / 512.0) / (1 << 23));
        }
    }

    @Test
    void centredNumbersAreTheLeading24BitsAndHalfAStepLessAHalf() {
        float[] out = new float[SOME.length];
        Words.signed(SOME, out, 0, SOME.length);
        for (int i = 0; i < SOME.length; i++) {
            double u = (Math.floor(unsigned(SOME[i]) / 256.0) + 0.5) / (1 << 24);
            assertThat((double) Words.centred(out[i])).isEqualTo(u - 0.5);
        }
    }

    @Test
    void conversionsWriteFromTheOffsetOn() {
        float[] out = {9, 9, 9, 9};
        Words.unsigned(new int[] {0, 0}, out, 1, 2);
        assertThat(out).containsExactly(9, 1, 1, 9);
        Words.signed(new int[] {0x80000000, 0x7fffffff}, out, 1, 2);
        assertThat(out).containsExactly(9, 1, -1, 9);
    }

    @Test
    void theMiddleIsBetweenTheTwo31BitHalves() {
        for (int word : SOME) {
            long w = unsigned(word);
            long expected = w < 1L << 31 ? (1L << 31) - 1 - w : w - (1L << 31);
            assertThat((long) Words.fromMiddle(word)).isEqualTo(expected);
        }
    }

    @Test
    void unitIsTheLeading52BitsAndHalfAStep() {
        for (int i = 1; i < SOME.length; i++) {
            long both = (unsigned(SOME[i]) << 20) | (unsigned(SOME[i - 1]) >> 12);
            // 53 bits: exact
            assertThat(UniformValues.unit(SOME[i], SOME[i - 1])).isEqualTo((2 * both + 1) * 0x1p-53);
        }
    }

    private static long unsigned(int word) {
        return Integer.toUnsignedLong(word);
    }
}
