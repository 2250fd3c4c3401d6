package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.math.StandardNormal;

/** Normal values {@code mean + std z}, where {@code z = Φ⁻¹(u)}. */
final class NormalValues extends VectorizedValues {

    /** A word whose distance from 0 or from 2³² - 1 is less than this number is in a tail. */
    private static final int FLOAT_TAIL = (int) (StandardNormal.FLOAT_TAIL * 0x1p32);

    private static final int DOUBLE_TAIL = (int) (StandardNormal.DOUBLE_TAIL * 0x1p32);

    /** The smallest distance from 0 or from 2³² - 1 for which the word w alone determines z to float precision. */
    private static final int MIN_SINGLE_WORD_DISTANCE = 1 << 20;

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
        scratch.toSignedFloats(w);
        int first = scratch.run.passFirst() + scratch.shift;
        int end = scratch.run.passEnd() + scratch.shift;
        central(scratch.floats, first, end, (float) mean, (float) std);
        tails(scratch, w, findTails(scratch, w, FLOAT_TAIL));
    }

    private static void central(float[] x, int first, int end, float mean, float std) {
        for (int i = first; i < end; i++) {
            x[i] = Math.fma(StandardNormal.quantileCentral(RunScratch.centered(x[i])), std, mean);
        }
    }

    private void tails(RunScratch scratch, int[] w, int count) {
        for (int k = 0; k < count; k++) {
            int i = scratch.found[k];
            float z = (float) tail(w[i], scratch.run.base() + i);
            scratch.floats[scratch.shift + i] = Math.fma(z, (float) std, (float) mean);
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
        StandardNormal.quantilesCentral(scratch.doubles, first, end, scratch.numerators);
        tails(scratch, w, lowWords, findTails(scratch, w, DOUBLE_TAIL));
        scale(scratch.doubles, first, end, std, mean);
    }

    private static void tails(RunScratch scratch, int[] w, int[] lowWords, int count) {
        for (int k = 0; k < count; k++) {
            int i = scratch.found[k];
            scratch.doubles[i] = tail(w[i], lowWords[i]);
        }
    }

    private static int findTails(RunScratch scratch, int[] w, int tail) {
        return scratch.findOutside(w, tail >>> 1, Integer.MAX_VALUE - (tail >>> 1));
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
