package io.github.nd4jinit;

import io.github.nd4jinit.random.Precision;
import java.util.List;

/** Normal, not truncated. */
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
    public void check(Precision precision) {
        Check.storable(NAME, "mean", mean, precision);
        Check.storable(NAME, "std", std, precision);
    }

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        return Piece.whole(shape, new Moments(mean, std), stream -> stream.get().normal(mean, std));
    }

    @Override
    public String toString() {
        return "normal(mean=" + mean + ", std=" + std + ")";
    }
}
