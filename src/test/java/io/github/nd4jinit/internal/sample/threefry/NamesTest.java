package io.github.nd4jinit.internal.sample.threefry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.random.Generator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamesTest {

    /**
     * Names with about four UTF-16 units, the number per block; names that differ only in NULs or nesting; and ordinary
     * names.
     */
    private static final List<String> NAMES = List.of(
            "",
            "\0",
            "\0\0\0\0\0\0\0",
            "\0\0\0\0\0\0\0\0",
            "a",
            "a\0",
            "\0a",
            "a\0\0\0\0\0\0\0",
            "ab",
            "ba",
            "abc",
            "abc\0",
            "abcd",
            "abcd\0",
            "abcda",
            "weights",
            "weights\0",
            "weights_",
            "weights_\0",
            "weights_0",
            "weights_0weights",
            "weights_0weights\0",
            "weightsweights_0",
            "layer.0.weight",
            "layer.1.weight",
            "größe",
            "groesse",
            "重み",
            "\uD83C\uDFB2");

    @Test
    void equalNamesGiveEqualValues() {
        for (String name : NAMES) {
            assertThat(key(Generator.seeded(42).named(name)))
                    .as(name)
                    .isEqualTo(key(Generator.seeded(42).named(name)));
        }
    }

    @Test
    void keysOfDifferentNamesNestingsTensorsAndSeedsDiffer() {
        Set<Long> keys = new HashSet<>();
        int expected = 0;
        for (long seed : new long[] {0, 42, 42L << 32}) {
            Generator root = Generator.seeded(seed);
            for (String name : NAMES) {
                Generator named = root.named(name);
                for (String inner : NAMES) {
                    keys.add(key(named.named(inner)));
                    expected++;
                }
                keys.add(key(named));
                keys.add(key(named)); // the key of the second tensor
                expected += 2;
            }
            for (int tensor = 0; tensor < 100; tensor++) {
                keys.add(key(root));
                expected++;
            }
        }
        assertThat(keys).hasSize(expected);
    }

    @Test
    void nestedNamesAreNotTheirConcatenation() {
        Generator root = Generator.seeded(42);
        assertThat(key(root.named("a").named("b")))
                .isNotEqualTo(key(root.named("ab")))
                .isNotEqualTo(key(root.named("b").named("a")))
                .isNotEqualTo(key(root.named("a/b")));
    }

    @Test
    void valuesOfANameDoNotDependOnEarlierDraws() {
        Generator fresh = Generator.seeded(42);
        Generator used = Generator.seeded(42);
        StreamSource.of(used).next(1000, FloatFormat.FLOAT);
        StreamSource.of(used.named("b")).next(1000, FloatFormat.FLOAT);
        StreamSource.of(used.named("a")).next(1000, FloatFormat.FLOAT);
        assertThat(key(used.named("a"))).isEqualTo(key(fresh.named("a")));
    }

    @Test
    void theSequenceDoesNotDependOnNames() {
        Generator fresh = Generator.seeded(42);
        Generator used = Generator.seeded(42);
        StreamSource.of(used.named("a")).next(1000, FloatFormat.FLOAT);
        assertThat(key(used)).isEqualTo(key(fresh));
    }

    @Test
    void valuesOfDifferentNamesAreIndependent() {
        int n = 1 << 20; // the test detects a correlation of 0.006, as ThreefryStreamSourceTest shows
        double[][] values = IntStream.range(0, 4)
                .mapToObj(i -> Draw.doubles(
                        StreamSource.of(Generator.seeded(42).named("layer." + i))
                                .next(n, FloatFormat.DOUBLE)
                                .normal(0, 1),
                        0,
                        n))
                .toArray(double[][]::new);
        for (int i = 1; i < 4; i++) {
            assertThat(Statistics.correlation(values[i - 1], values[i])).isGreaterThan(Statistics.ALPHA);
        }
    }

    /** Any string is a valid name, including strings with unpaired surrogates. */
    @Test
    void namesWithUnpairedSurrogatesDiffer() {
        Generator root = Generator.seeded(42);
        assertThat(key(root.named("\uD800")))
                .isNotEqualTo(key(root.named("\uD801")))
                .isNotEqualTo(key(root.named("?")));
    }

    @Test
    void nullNameIsRejected() {
        assertThatNullPointerException()
                .isThrownBy(() -> Generator.seeded(42).named(null))
                .withMessage("name must not be null");
    }

    private static long key(Generator generator) {
        return ((ThreefryStream) StreamSource.of(generator).next(1, FloatFormat.FLOAT)).key();
    }
}
