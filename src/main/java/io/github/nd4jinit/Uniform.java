package io.github.nd4jinit;

import io.github.nd4jinit.random.Precision;
import java.util.List;

/** Uniform on [low, high). */
record Uniform(double low, double high) implements Strategy {

    private static final String NAME = "uniform";

    Uniform {
        Check.finite(NAME, "low", low);
        Check.finite(NAME, "high", high);
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "%s: low must not exceed high, received low=%s, high=%s; exchange them".formatted(NAME, low, high));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(Precision precision) {
        Check.storable(NAME, "low", low, precision);
        Check.storable(NAME, "high", high, precision);
        double most = precision == Precision.DOUBLE ? Double.MAX_VALUE : Float.MAX_VALUE;
        if (!(high - low <= most)) {
            throw new IllegalArgumentException(
                    "%s: high - low must not exceed %s, received low=%s, high=%s; bring the bounds closer"
                            .formatted(NAME, most, low, high));
        }
    }

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        Moments moments = new Moments(low + (high - low) / 2, (high - low) / Math.sqrt(12));
        return Piece.whole(shape, moments, stream -> stream.get().uniform(low, high));
    }

    @Override
    public String toString() {
        return "uniform(low=" + low + ", high=" + high + ")";
    }
}
