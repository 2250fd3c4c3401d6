package io.github.nd4jinit.internal.sample.threefry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.Threefry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreefryWordsTest {

    private static final long KEY = 0x0123456789abcdefL;

    @Test
    void everyWordOfEveryBlockBelongsToExactlyOneElement() {
        List<Integer> halves = new ArrayList<>();
        List<Integer> words = new ArrayList<>();
        for (int block = 0; block < 4 * Threefry.LANES; block++) {
            long both = Threefry.block(KEY, block, Threefry.WORD_ROUNDS);
            halves.add((int) (both >>> 32));
            halves.add((int) both);
        }
        for (int element = 0; element < 4 * ThreefryWords.GROUP; element++) {
            words.add(ThreefryWords.of(KEY, element));
        }
        assertThat(words).containsExactlyInAnyOrderElementsOf(halves).doesNotHaveDuplicates();
    }

    @Test
    void lowWordsHaveASeparateKey() {
        assertThat(new ThreefryStream(KEY, FloatFormat.FLOAT).lowKey())
                .isEqualTo(Threefry.block(KEY, -1))
                .isNotEqualTo(KEY);
    }
}
