package io.github.nd4jinit;

import java.util.List;

/**
 * Normal, not truncated.
 *
 * @param mean μ
 * @param std σ
 */
record Normal(double mean, double std) implements Strategy {

    private static final String NAME = "normal";

    Normal {
        Check.finite(NAME, "mean", mean);
        Check.notNegative(NAME, "std", std);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        return Piece.whole(
                shape,
                reach(mean, std),
                () -> new Moments(mean, std),
                stream -> stream.get().normal(mean, std));
    }

    /** The most that a normal value may come to: one of 2⁶⁴ lies beyond 9.1 standard deviations. */
    static double reach(double mean, double std) {
        return Math.abs(mean) + 9.2 * std;
    }

    @Override
    public String toString() {
        return "normal(mean=" + mean + ", std=" + std + ")";
    }
}
