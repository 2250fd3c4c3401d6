package io.github.nd4jinit.random;

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
        double low = StandardNormal.centred(alpha);
        double high = StandardNormal.centred(beta);
        this.middle = (low + high) / 2;
        this.half = (high - low) / 2;
        this.below = StandardNormal.below(alpha);
        this.above = StandardNormal.below(-beta);
        // in a tail, where Φ - ½ has lost its digits, the tail's probabilities have kept theirs
        this.between = alpha > 0
                ? StandardNormal.below(-alpha) - above
                : beta < 0 ? StandardNormal.below(beta) - below : high - low;
    }

    @Override
    void run(long from, float[] out, int offset, int n) {
        int[] words = Words.of(stream, from, n);
        if (half < NARROW || !(Math.abs(this.mean) + this.std <= Float.MAX_VALUE)) {
            int[] lowWords = Words.lowOf(stream, from, n);
            for (int i = 0; i < n; i++) {
                out[offset + i] = (float) value(words[i], lowWords[i]);
            }
            return;
        }
        Words.signed(words, out, offset, n);
        float middle = (float) this.middle;
        float range = (float) (2 * half);
        for (int i = offset; i < offset + n; i++) {
            out[i] = Math.fma(Words.centred(out[i]), range, middle);
        }
        if (Math.abs(this.middle) + half < StandardNormal.CENTRAL) {
            for (int i = offset; i < offset + n; i++) {
                out[i] = StandardNormal.central(out[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                float q = out[offset + i];
                out[offset + i] = Math.abs(q) < StandardNormal.CENTRAL
                        ? StandardNormal.central(q)
                        : (float) tail(q > 0, words[i], stream.lowWord(from + i));
            }
        }
        float mean = (float) this.mean;
        float std = (float) this.std;
        float a = (float) this.a;
        float b = (float) this.b;
        for (int i = offset; i < offset + n; i++) {
            out[i] = Math.max(a, Math.min(b, Math.fma(out[i], std, mean)));
        }
    }

    @Override
    void run(long from, double[] out, int offset, int n) {
        int[] words = Words.of(stream, from, n);
        int[] lowWords = Words.lowOf(stream, from, n);
        for (int i = 0; i < n; i++) {
            out[offset + i] = value(words[i], lowWords[i]);
        }
    }

    private double value(int word, int lowWord) {
        double q = Math.fma(2 * UniformValues.unit(word, lowWord) - 1, half, middle);
        double z = Math.abs(q) < StandardNormal.CENTRAL ? StandardNormal.central(q) : tail(q > 0, word, lowWord);
        return Math.max(a, Math.min(b, Math.fma(z, std, mean)));
    }

    /** z by the probability of what lies beyond it, which keeps its digits however small it is. */
    private double tail(boolean upper, int word, int lowWord) {
        long both = ((long) word << 32) | (lowWord & 0xffffffffL);
        double p = upper ? Math.fma(part(~both), between, above) : Math.fma(part(both), between, below);
        return StandardNormal.tail(upper, p);
    }

    /** {@code (both + ½) / 2⁶⁴}, the 64 bits taken as a number without sign. */
    private static double part(long both) {
        return both >= 0 ? (both + 0.5) * 0x1p-64 : ((both >>> 1) + 0.5) * 0x1p-63;
    }
}
