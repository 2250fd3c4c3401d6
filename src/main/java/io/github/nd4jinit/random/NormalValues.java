package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.math.StandardNormal;

/** {@code mean + std z} with {@code z = Φ⁻¹(u)}. */
final class NormalValues extends RunValues {

    /** Words with less than this beyond them are in a tail. */
    private static final int FLOAT_TAIL = (int) (StandardNormal.FLOAT_TAIL * 0x1p32);

    private static final int DOUBLE_TAIL = (int) (StandardNormal.DOUBLE_TAIL * 0x1p32);

    /** In a tail of at least this many words, a word alone places z to the last digit of a float. */
    private static final int DENSE = 1 << 20;

    private final ThreefryStream stream;
    private final double mean;
    private final double std;

    NormalValues(ThreefryStream stream, double mean, double std) {
        this.stream = stream;
        this.mean = mean;
        this.std = std;
    }

    @Override
    void floats(Words words) {
        int[] w = words.words(stream.key());
        words.signed(w);
        central(words.floats, words.first + words.shift, words.end + words.shift, (float) mean, (float) std);
        tails(words, w, outside(words, w, FLOAT_TAIL));
    }

    private static void central(float[] x, int first, int end, float mean, float std) {
        for (int i = first; i < end; i++) {
            x[i] = Math.fma(StandardNormal.quantileCentral(Words.centred(x[i])), std, mean);
        }
    }

    private void tails(Words words, int[] w, int count) {
        for (int k = 0; k < count; k++) {
            int i = words.found[k];
            words.floats[words.shift + i] = Math.fma((float) tail(w[i], words.base + i), (float) std, (float) mean);
        }
    }

    @Override
    void doubles(Words words) {
        int[] w = words.words(stream.key());
        int[] lowWords = words.lowWords(stream.lowKey());
        words.unsigned(w, lowWords);
        centre(words.doubles, words.first, words.end);
        StandardNormal.quantilesCentral(words.doubles, words.first, words.end, words.numerators);
        tails(words, w, lowWords, outside(words, w, DOUBLE_TAIL));
        scale(words.doubles, words.first, words.end, std, mean);
    }

    private static void tails(Words words, int[] w, int[] lowWords, int count) {
        for (int k = 0; k < count; k++) {
            int i = words.found[k];
            words.doubles[i] = tail(w[i], lowWords[i]);
        }
    }

    private static int outside(Words words, int[] w, int tail) {
        return words.outside(w, tail >>> 1, Integer.MAX_VALUE - (tail >>> 1));
    }

    private double tail(int word, long element) {
        int beyond = word < 0 ? ~word : word;
        return beyond >= DENSE
                ? StandardNormal.quantileTail(word < 0, (beyond + 0.5) * 0x1p-32)
                : tail(word, stream.lowWord(element));
    }

    private static double tail(int word, int lowWord) {
        boolean upper = word < 0;
        long both = ((long) word << 32) | (lowWord & 0xffffffffL);
        return StandardNormal.quantileTail(upper, ((upper ? ~both : both) + 0.5) * 0x1p-64);
    }
}
