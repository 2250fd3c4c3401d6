package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.math.CentralQuantiles;
import io.github.nd4jinit.internal.math.StandardNormal;

/**
 * Truncated normal values {@code mean + std z}, where {@code z = Φ⁻¹(Φ(α) + u (Φ(β) - Φ(α)))} and α and β are the
 * standardized bounds. Values that rounding moves outside {@code [a, b]} are set to the nearer bound.
 *
 * <p>The method is inversion, not rejection: every element has the same cost and uses only its own random bits.
 */
final class TruncatedNormalValues extends VectorizedValues {

    /**
     * If half the width of the range of probabilities is less than this, float arithmetic is too coarse, and the values
     * are computed as doubles.
     */
    private static final double MIN_FLOAT_HALF_WIDTH = 0x1p-8;

    /**
     * The smallest tail probability for which z is computed by the central formula for floats, whose argument is rounded:
     * closer to 0 or 1, the rounding error of a probability is too large.
     */
    private static final double FLOAT_TAIL = 0x1p-8;

    /** Greater than any |z| computed with floats, so that the product of z and std does not overflow. */
    private static final double LARGEST_Z = 16;

    private final ThreefryStream stream;
    private final double mean;
    private final double std;
    private final double a;
    private final double b;

    /** The midpoint of the range of Φ - ½ on [α, β]. */
    private final double middle;

    /** Half the width of the range of Φ - ½ on [α, β]. */
    private final double halfWidth;

    /** The probabilities below α, above β, and between α and β. */
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
        this.halfWidth = (high - low) / 2;
        this.below = StandardNormal.cdf(alpha);
        this.above = StandardNormal.cdf(-beta);
        // if both bounds are in the same tail, Φ - ½ is imprecise, but the tail probabilities are not
        this.between = alpha > 0
                ? StandardNormal.cdf(-alpha) - above
                : beta < 0 ? StandardNormal.cdf(beta) - below : high - low;
    }

    @Override
    void computeFloats(RunScratch scratch) {
        if (halfWidth < MIN_FLOAT_HALF_WIDTH || !(Math.abs(mean) + LARGEST_Z * std <= Float.MAX_VALUE)) {
            computeDoublesAsFloats(scratch);
            return;
        }
        int[] w = scratch.words(stream.key());
        scratch.toCentralQuantiles(w, (float) (2 * halfWidth), (float) (2 * middle), (float) std, (float) mean, 0);
        tails(scratch, w, findTails(scratch, w, FLOAT_TAIL));
        int first = scratch.run.passFirst();
        int end = scratch.run.passEnd();
        limit(scratch.floats, first, end, (float) a, (float) b);
    }

    private void tails(RunScratch scratch, int[] w, int count) {
        for (int k = 0; k < count; k++) {
            int i = scratch.found[k];
            float z = (float) tail(w[i], stream.lowWord(scratch.run.base() + i));
            scratch.floats[i] = z * (float) std + (float) mean;
        }
    }

    private static void limit(float[] x, int first, int end, float a, float b) {
        for (int i = first; i < end; i++) {
            x[i] = Math.max(a, Math.min(b, x[i]));
        }
    }

    @Override
    void computeDoubles(RunScratch scratch) {
        int first = scratch.run.passFirst();
        int end = scratch.run.passEnd();
        int[] w = scratch.words(stream.key());
        int[] lowWords = scratch.lowWords(stream.lowKey());
        scratch.toUnsignedDoubles(w, lowWords);
        center(scratch.doubles, first, end);
        scale(scratch.doubles, first, end, 2 * halfWidth, 2 * middle);
        scratch.quantiles.replace(scratch.doubles, first, end);
        tails(scratch, w, lowWords, findTails(scratch, w, CentralQuantiles.TAIL));
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

    /** Finds the words for which the tail probability of z is less than {@code tail}. */
    private int findTails(RunScratch scratch, int[] w, double tail) {
        double least = (tail - 0.5 - middle) / (2 * halfWidth) + 0.5; // u at the limit of the lower tail
        double most = (0.5 - tail - middle) / (2 * halfWidth) + 0.5;
        if (least <= 0 && most >= 1) {
            return 0;
        }
        return least >= 1 || most <= 0
                ? scratch.findOutside(w, 0, -1)
                : scratch.findOutside(w, halfWord(least), halfWord(most));
    }

    /** Returns half of the word for u, as an unsigned number. */
    private static int halfWord(double u) {
        return (int) Math.max(0, Math.min(u * 0x1p31, Integer.MAX_VALUE));
    }

    /** Computes z from its tail probability, which retains its relative precision even if it is tiny. */
    private double tail(int word, int lowWord) {
        long both = ((long) word << 32) | (lowWord & 0xffffffffL);
        boolean upper = (2 * fraction(both) - 1) * halfWidth + middle > 0;
        double p = upper ? fraction(~both) * between + above : fraction(both) * between + below;
        return StandardNormal.quantileTail(upper, p);
    }

    /** Returns {@code (both + ½) / 2⁶⁴}, where {@code both} is an unsigned number. */
    private static double fraction(long both) {
        return both >= 0 ? (both + 0.5) * 0x1p-64 : ((both >>> 1) + 0.5) * 0x1p-63;
    }
}
