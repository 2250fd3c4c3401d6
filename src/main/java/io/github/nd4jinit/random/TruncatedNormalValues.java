package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.math.StandardNormal;

/**
 * {@code mean + std z} with {@code z = Φ⁻¹(Φ(α) + u (Φ(β) - Φ(α)))}, α and β being the bounds in standard units; where
 * the last rounding would leave {@code [a, b]}, the bound.
 *
 * <p>Nothing is rejected and drawn again: every element costs the same and takes its own random bits only.
 */
final class TruncatedNormalValues extends RunValues {

    /** Half a range of probabilities below which a float has too few numbers for it: double arithmetic serves floats too. */
    private static final double NARROW = 0x1p-8;

    private final ThreefryStream stream;
    private final double mean;
    private final double std;
    private final double a;
    private final double b;

    /** Φ - ½ in the middle of the probabilities of [α, β], and half their range. */
    private final double middle;

    private final double half;

    /** The probabilities below α, above β, and between them. */
    private final double below;

    private final double above;
    private final double between;

    TruncatedNormalValues(ThreefryStream stream, double mean, double std, double a, double b) {
        this.stream = stream;
        this.mean = mean;
        this.std = std;
        this.a = a;
        this.b = b;
        double alpha = (a - mean) / std;
        double beta = (b - mean) / std;
        double low = StandardNormal.cdfMinusHalf(alpha);
        double high = StandardNormal.cdfMinusHalf(beta);
        this.middle = (low + high) / 2;
        this.half = (high - low) / 2;
        this.below = StandardNormal.cdf(alpha);
        this.above = StandardNormal.cdf(-beta);
        // in a tail, where Φ - ½ has lost its digits, the tail's probabilities have kept theirs
        this.between = alpha > 0
                ? StandardNormal.cdf(-alpha) - above
                : beta < 0 ? StandardNormal.cdf(beta) - below : high - low;
    }

    @Override
    void floats(Words words) {
        if (half < NARROW || !(Math.abs(mean) + std <= Float.MAX_VALUE)) {
            doublesToFloats(words);
            return;
        }
        int[] w = words.words(stream.key());
        words.signed(w);
        central(words.floats, words.first + words.shift, words.end + words.shift, (float) (2 * middle), (float)
                (2 * half));
        tails(words, w, outside(words, w, StandardNormal.FLOAT_TAIL));
        scale(words.floats, words.first + words.shift, words.end + words.shift, (float) std, (float) mean);
        limit(words.floats, words.first + words.shift, words.end + words.shift, (float) a, (float) b);
    }

    private static void central(float[] x, int first, int end, float middle, float range) {
        for (int i = first; i < end; i++) {
            x[i] = StandardNormal.quantileCentral(Math.fma(Words.centred(x[i]), range, middle));
        }
    }

    private void tails(Words words, int[] w, int count) {
        for (int k = 0; k < count; k++) {
            int i = words.found[k];
            words.floats[words.shift + i] = (float) tail(w[i], stream.lowWord(words.base + i));
        }
    }

    private static void limit(float[] x, int first, int end, float a, float b) {
        for (int i = first; i < end; i++) {
            x[i] = Math.max(a, Math.min(b, x[i]));
        }
    }

    @Override
    void doubles(Words words) {
        int[] w = words.words(stream.key());
        int[] lowWords = words.lowWords(stream.lowKey());
        words.unsigned(w, lowWords);
        centre(words.doubles, words.first, words.end);
        scale(words.doubles, words.first, words.end, 2 * half, middle);
        StandardNormal.quantilesCentral(words.doubles, words.first, words.end, words.numerators);
        tails(words, w, lowWords, outside(words, w, StandardNormal.DOUBLE_TAIL));
        scale(words.doubles, words.first, words.end, std, mean);
        limit(words.doubles, words.first, words.end, a, b);
    }

    private void tails(Words words, int[] w, int[] lowWords, int count) {
        for (int k = 0; k < count; k++) {
            int i = words.found[k];
            words.doubles[i] = tail(w[i], lowWords[i]);
        }
    }

    private static void limit(double[] x, int first, int end, double a, double b) {
        for (int i = first; i < end; i++) {
            x[i] = Math.max(a, Math.min(b, x[i]));
        }
    }

    /** The words that stand for probabilities with less than {@code tail} beyond them. */
    private int outside(Words words, int[] w, double tail) {
        double least = (tail - 0.5 - middle) / (2 * half) + 0.5; // as a u
        double most = (0.5 - tail - middle) / (2 * half) + 0.5;
        if (least <= 0 && most >= 1) {
            return 0;
        }
        return least >= 1 || most <= 0 ? words.outside(w, 0, -1) : words.outside(w, halfWord(least), halfWord(most));
    }

    /** A u among half as many words. */
    private static int halfWord(double u) {
        return (int) Math.max(0, Math.min(u * 0x1p31, Integer.MAX_VALUE));
    }

    /** z by the probability of what lies beyond it, which keeps its digits however small it is. */
    private double tail(int word, int lowWord) {
        long both = ((long) word << 32) | (lowWord & 0xffffffffL);
        boolean upper = Math.fma(2 * part(both) - 1, half, middle) > 0;
        double p = upper ? Math.fma(part(~both), between, above) : Math.fma(part(both), between, below);
        return StandardNormal.quantileTail(upper, p);
    }

    /** {@code (both + ½) / 2⁶⁴}, the 64 bits taken as a number without sign. */
    private static double part(long both) {
        return both >= 0 ? (both + 0.5) * 0x1p-64 : ((both >>> 1) + 0.5) * 0x1p-63;
    }
}
