package io.github.nd4jinit.internal.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreefryTest {

    /**
     * The vectors are those of threefry2x32 in the file tests/kat_vectors of Random123 1.14. JAX's tests/random_test.py
     * also contains the vectors with 20 rounds.
     */
    @ParameterizedTest
    @CsvSource({
        "13, 0000000000000000, 0000000000000000, 9d1c5ec68bd50731",
        "13, ffffffffffffffff, ffffffffffffffff, fd36d0482d17272c",
        "13, 13198a2e03707344, 243f6a8885a308d3, ba3e4725f27d669e",
        "20, 0000000000000000, 0000000000000000, 6b20015999ba4efe",
        "20, ffffffffffffffff, ffffffffffffffff, 1cb996fcbb002be7",
        "20, 13198a2e03707344, 243f6a8885a308d3, c4923a9c483df7a0"
    })
    void blocksEqualThePublishedTestVectors(int rounds, String key, String counter, String block) {
        assertThat(Threefry.block(hex(key), hex(counter), rounds)).isEqualTo(hex(block));
    }

    @Test
    void keysUseTheDefaultOfTwentyRounds() {
        assertThat(Threefry.block(1, 2)).isEqualTo(Threefry.block(1, 2, 20));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                Threefry.LANES,
                (1L << 31) - Threefry.LANES,
                (1L << 32) - Threefry.LANES,
                1L << 32,
                (7L << 32),
                -Threefry.LANES
            })
    void blocksComputedTogetherEqualSingleBlocks(long counter) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            long key = random.nextLong();
            int from = random.nextInt(Threefry.LANES);
            int to = random.nextInt(from, Threefry.LANES + 1);
            int[] x = new int[2 * Threefry.LANES];
            Threefry.blocks(schedule(key, counter), x, from, to);
            for (int lane = 0; lane < Threefry.LANES; lane++) {
                long block = ((long) x[lane] << 32) | (x[Threefry.LANES + lane] & 0xffffffffL);
                assertThat(block)
                        .as("key %x, counter %x", key, counter + lane)
                        .isEqualTo(lane < from || lane >= to ? 0 : Threefry.block(key, counter + lane, 13));
            }
        }
    }

    @Test
    void floatBitsAreOnePlusTheLeading23BitsOfTheWords() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100; i++) {
            int[] schedule = schedule(random.nextLong(), random.nextLong() & -Threefry.LANES);
            int from = random.nextInt(Threefry.LANES);
            int to = random.nextInt(from, Threefry.LANES + 1);
            int[] words = new int[2 * Threefry.LANES];
            Threefry.blocks(schedule, words, from, to);
            int[] bits = new int[2 * Threefry.LANES];
            Threefry.unsignedFloatBits(schedule, bits, from, to);
            for (int j = 0; j < 2 * Threefry.LANES; j++) {
                int lane = j % Threefry.LANES;
                int expected = Float.floatToRawIntBits(1 + (words[j] >>> 9) * 0x1p-23f);
                assertThat(bits[j]).isEqualTo(lane < from || lane >= to ? 0 : expected);
            }
        }
    }

    /** The counters advance in both words. The second word wraps around without a carry. */
    @Test
    void countersInStepsEqualSingleBlocks() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 100; i++) {
            long key = random.nextLong();
            int first = random.nextInt();
            int step = random.nextInt();
            int second = i % 2 == 0 ? -5 : random.nextInt();
            int n = random.nextInt(Threefry.LANES + 1);
            int[] x = new int[2 * Threefry.LANES];
            Threefry.encrypt(key, first, step, second, new int[Threefry.SCHEDULE], x, n);
            for (int j = 0; j < Threefry.LANES; j++) {
                long block = ((long) x[j] << 32) | (x[Threefry.LANES + j] & 0xffffffffL);
                long counter = ((long) (first + j * step) << 32) | (second + j & 0xffffffffL);
                assertThat(block).isEqualTo(j < n ? Threefry.block(key, counter) : 0);
            }
        }
    }

    @Test
    void theCipherIsInvertible() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 1000; i++) {
            long key = random.nextLong();
            long counter = random.nextLong();
            assertThat(ThreefryInverse.counter(key, Threefry.block(key, counter, 13)))
                    .isEqualTo(counter);
        }
    }

    private static int[] schedule(long key, long counter) {
        int[] schedule = new int[Threefry.SCHEDULE];
        Threefry.schedule(key, counter, schedule);
        return schedule;
    }

    private static long hex(String digits) {
        return Long.parseUnsignedLong(digits, 16);
    }
}
