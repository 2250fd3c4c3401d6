package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.math.StandardNormal;

/**
 * Truncated normal values: {@code mean + std z} with {@code z = Φ⁻¹(Φ(α) + u (Φ(β) - Φ(α)))}, where α and β are the bounds
 * in standard units. Values that rounding moves outside {@code [a, b]} are set to the bound.
 *
 * <p>This is inversion, not rejection: every element costs the same and uses only its own random bits.
 */
final class TruncatedNormalValues extends VectorizedValues {

    /** Below this half width of the range of probabilities, floats are too coarse and are computed as doubles. */
    private static final double NARROW = 0x1p-8;

    private final ThreefryStream stream;
    private final double mean;
    private final double std;
    private final double a;
    private final double b;

    /** The middle of the range of Φ - ½ on [α, β], and half its width. */
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
        // in a tail Φ - ½ loses precision, while the tail probabilities keep theirs
        this.between = alpha > 0
                ? StandardNormal.cdf(-alpha) - above
                : beta < 0 ? StandardNormal.cdf(beta) - below : high - low;
    }

    @Override
    void floats(RunScratch scratch) {
        if (half < NARROW || !(Math.abs(mean) + std <= Float.MAX_VALUE)) {
            doublesToFloats(scratch);
            return;
        }
        int first = scratch.run.first() + scratch.shift;
        int end = scratch.run.end() + scratch.shift;
        int[] w = scratch.words(stream.key());
        scratch.signed(w);
        central(scratch.floats, first, end, (float) (2 * middle), (float) (2 * half));
        tails(scratch, w, findTails(scratch, w, StandardNormal.FLOAT_TAIL));
        scale(scratch.floats, first, end, (float) std, (float) mean);
        limit(scratch.floats, first, end, (float) a, (float) b);
    }

    private static void central(float[] x, int first, int end, float middle, float range) {
        for (int i = first; i < end; i++) {
            x[i] = StandardNormal.quantileCentral(Math.fma(RunScratch.centered(x[i]), range, middle));
        }
    }

    private void tails(RunScratch scratch, int[] w, int count) {
        for (int k = 0; k < count; k++) {
            int i = scratch.found[k];
            scratch.floats[scratch.shift + i] = (float) tail(w[i], stream.lowWord(scratch.run.base() + i));
        }
    }

    private static void limit(float[] x, int first, int end, float a, float b) {
        for (int i = first; i < end; i++) {
            x[i] = Math.max(a, Math.min(b, x[i]));
        }
    }

    @Override
    void doubles(RunScratch scratch) {
        int first = scratch.run.first();
        int end = scratch.run.end();
        int[] w = scratch.words(stream.key());
        int[] lowWords = scratch.lowWords(stream.lowKey());
        scratch.unsigned(w, lowWords);
        center(scratch.doubles, first, end);
        scale(scratch.doubles, first, end, 2 * half, middle);
        StandardNormal.quantilesCentral(scratch.doubles, first, end, scratch.numerators);
        tails(scratch, w, lowWords, findTails(scratch, w, StandardNormal.DOUBLE_TAIL));
        scale(scratch.doubles, first, end, std, mean);
        limit(scratch.doubles, first, end, a, b);
    }

    private void tails(RunScratch scratch, int[] w, int[] lowWords, int count) {
        for (int k = 0; k < count; k++) {
            int i = scratch.found[k];
            scratch.doubles[i] = tail(w[i], lowWords[i]);
        }
    }

    private static void limit(double[] x, int first, int end, double a, double b) {
        for (int i = first; i < end; i++) {
            x[i] = Math.max(a, Math.min(b, x[i]));
        }
    }

    /** Finds the words whose z has a tail probability less than {@code tail}. */
    private int findTails(RunScratch scratch, int[] w, double tail) {
        double least = (tail - 0.5 - middle) / (2 * half) + 0.5; // as a u
        double most = (0.5 - tail - middle) / (2 * half) + 0.5;
        if (least <= 0 && most >= 1) {
            return 0;
        }
        return least >= 1 || most <= 0
                ? scratch.findOutside(w, 0, -1)
                : scratch.findOutside(w, halfWord(least), halfWord(most));
    }

    /** Half of the word of a u, both as unsigned numbers. */
    private static int halfWord(double u) {
        return (int) Math.max(0, Math.min(u * 0x1p31, Integer.MAX_VALUE));
    }

    /** z from its tail probability, which is precise however small it is. */
    private double tail(int word, int lowWord) {
        long both = ((long) word << 32) | (lowWord & 0xffffffffL);
        boolean upper = Math.fma(2 * fraction(both) - 1, half, middle) > 0;
        double p = upper ? Math.fma(fraction(~both), between, above) : Math.fma(fraction(both), between, below);
        return StandardNormal.quantileTail(upper, p);
    }

    /** {@code (both + ½) / 2⁶⁴}, where {@code both} is an unsigned number. */
    private static double fraction(long both) {
        return both >= 0 ? (both + 0.5) * 0x1p-64 : ((both >>> 1) + 0.5) * 0x1p-63;
    }
}
