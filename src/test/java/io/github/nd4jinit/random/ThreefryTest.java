package io.github.nd4jinit.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreefryTest {

    /** Random123 1.14, tests/kat_vectors, threefry2x32 with 20 rounds; JAX's tests/random_test.py has the same. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0000000000000000, 6b20015999ba4efe",
        "ffffffffffffffff, ffffffffffffffff, 1cb996fcbb002be7",
        "13198a2e03707344, 243f6a8885a308d3, c4923a9c483df7a0"
    })
    void hasThePublishedBlocks(String key, String counter, String block) {
        assertThat(Threefry.block(hex(key), hex(counter))).isEqualTo(hex(block));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                (1L << 31) - 40,
                (1L << 32) - 101,
                (1L << 32) - 5,
                (1L << 32) - 1,
                1L << 32,
                (1L << 62) - 50,
                (7L << 32) - 50,
                -1
            })
    void manyBlocksAreTheSameAsOneByOne(long counter) {
        SplittableRandom keys = new SplittableRandom(1);
        for (int n = 0; n <= 100; n++) {
            long key = keys.nextLong();
            int[] x0 = new int[n];
            int[] x1 = new int[n];
            Threefry.blocks(key, counter, x0, x1, n);
            for (int i = 0; i < n; i++) {
                assertThat(((long) x0[i] << 32) | (x1[i] & 0xffffffffL))
                        .as("key %x, counter %x", key, counter + i)
                        .isEqualTo(Threefry.block(key, counter + i));
            }
        }
    }

    @Test
    void manyBlocksStayWithinTheirNumber() {
        int[] x0 = {0, 0, 123};
        int[] x1 = {0, 0, 456};
        Threefry.blocks(1, (1L << 32) - 1, x0, x1, 2);
        assertThat(x0[2]).isEqualTo(123);
        assertThat(x1[2]).isEqualTo(456);
    }

    @Test
    void eachBlockComesFromOneCounter() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 1000; i++) {
            long key = random.nextLong();
            long counter = random.nextLong();
            assertThat(ThreefryInverse.counter(key, Threefry.block(key, counter)))
                    .isEqualTo(counter);
        }
    }

    private static long hex(String digits) {
        return Long.parseUnsignedLong(digits, 16);
    }
}
