package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.math.CentralQuantiles;
import io.github.nd4jinit.internal.math.StandardNormal;

/** Normal values {@code mean + std z}, where {@code z = Φ⁻¹(u)}. */
final class NormalValues extends VectorizedValues {

    /** A word whose distance from 0 or from 2³² - 1 is less than this number is in a tail. */
    private static final int TAIL = (int) (CentralQuantiles.TAIL * 0x1p32);

    /**
     * The smallest distance from 0 or from 2³² - 1 for which a tail probability is computed from the word w alone. It has
     * as many significant bits as the smallest tail probability outside the tails, which is computed from 24 bits.
     */
    private static final int MIN_SINGLE_WORD_DISTANCE = 1 << 13;

    private final ThreefryStream stream;
    private final double mean;
    private final double std;

    NormalValues(ThreefryStream stream, double mean, double std) {
        this.stream = stream;
        this.mean = mean;
        this.std = std;
    }

    @Override
    void computeFloats(RunScratch scratch) {
        int[] w = scratch.words(stream.key());
        scratch.toCentralQuantiles(w, 1, 0, (float) std, (float) mean, TAIL);
        tails(scratch, w, scratch.findMarks());
    }

    private void tails(RunScratch scratch, int[] w, int count) {
        for (int k = 0; k < count; k++) {
            int i = scratch.found[k];
            float z = (float) tail(w[i], scratch.run.base() + i);
            scratch.floats[i] = z * (float) std + (float) mean;
        }
    }

    @Override
    void computeDoubles(RunScratch scratch) {
        int[] w = scratch.words(stream.key());
        int[] lowWords = scratch.lowWords(stream.lowKey());
        int first = scratch.run.passFirst();
        int end = scratch.run.passEnd();
        scratch.toUnsignedDoubles(w, lowWords);
        center(scratch.doubles, first, end);
        scratch.quantiles.replace(scratch.doubles, first, end);
        tails(scratch, w, lowWords, scratch.findTails(w, TAIL));
        scale(scratch.doubles, first, end, std, mean);
    }

    private static void tails(RunScratch scratch, int[] w, int[] lowWords, int count) {
        for (int k = 0; k < count; k++) {
            int i = scratch.found[k];
            scratch.doubles[i] = tail(w[i], lowWords[i]);
        }
    }

    private double tail(int word, long element) {
        int distance = word < 0 ? ~word : word;
        return distance >= MIN_SINGLE_WORD_DISTANCE
                ? StandardNormal.quantileTail(word < 0, (distance + 0.5) * 0x1p-32)
                : tail(word, stream.lowWord(element));
    }

    private static double tail(int word, int lowWord) {
        boolean upper = word < 0;
        long both = ((long) word << 32) | (lowWord & 0xffffffffL);
        return StandardNormal.quantileTail(upper, ((upper ? ~both : both) + 0.5) * 0x1p-64);
    }
}
