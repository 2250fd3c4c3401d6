package io.github.nd4jinit.internal.sample.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MersenneTwisterTest {

    private static final int N = 100_000;

    /**
     * ISO C++ requires that the 10,000th word of a default-constructed {@code std::mt19937}, whose seed is 5489, is
     * 4123659995.
     */
    @Test
    void tenThousandthWordIsTheOneRequiredByTheCppStandard() {
        MersenneTwister engine = MersenneTwister.seeded(5489);
        assertThat(Integer.toUnsignedLong(engine.word())).isEqualTo(3499211612L);
        engine.skip(9998);
        assertThat(Integer.toUnsignedLong(engine.word())).isEqualTo(4123659995L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 623, 624, 625, 1248, 5000})
    void wordsReadInChunksEqualSingleWords(int chunk) {
        MersenneTwister engine = MersenneTwister.seeded(7);
        int[] out = new int[N + chunk];
        for (int i = 0; i < N; i += chunk) {
            engine.words(out, i, chunk);
        }
        assertThat(Arrays.copyOf(out, N)).isEqualTo(singleWords(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 623, 624, 625, 64 * 624, 64 * 624 + 1})
    void readersCanReadWordsInAnyOrder(int before) {
        MersenneTwister engine = MersenneTwister.seeded(7);
        engine.skip(before);
        int length = N - before - 1;
        MersenneReader words = new MersenneReader(engine, length);
        int[] expected = singleWords(7);
        int[] read = new int[N];
        int chunk = 1999;
        for (int begin = length / chunk * chunk; begin >= 0; begin -= chunk) {
            words.read(begin, Math.min(chunk, length - begin), read, before + begin);
        }
        assertThat(Arrays.copyOfRange(read, before, N - 1)).isEqualTo(Arrays.copyOfRange(expected, before, N - 1));
    }

    @Test
    void readersOfSuccessiveTensorsCanBeReadAlternately() {
        MersenneReader first = new MersenneReader(MersenneTwister.seeded(7), 50_000);
        MersenneReader second = new MersenneReader(first.end(), 50_000);
        int[] read = new int[N];
        for (int i = 0; i < 50_000; i += 1000) {
            first.read(i, 1000, read, i);
            second.read(i, 1000, read, 50_000 + i);
        }
        assertThat(read).isEqualTo(singleWords(7));
    }

    private static int[] singleWords(int seed) {
        MersenneTwister engine = MersenneTwister.seeded(seed);
        int[] words = new int[N];
        for (int i = 0; i < N; i++) {
            words[i] = engine.word();
        }
        return words;
    }
}
