package io.github.nd4jinit;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.List;

/**
 * The same value everywhere.
 *
 * @param name its name in text: constant, zeros or ones
 * @param value the value
 */
record Constant(String name, double value) implements Strategy {

    private static final String NAME = "constant";

    static final Constant ZEROS = new Constant("zeros", 0);
    static final Constant ONES = new Constant("ones", 1);

    static Constant of(double value) {
        return new Constant(NAME, Check.finite(NAME, "value", value));
    }

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        return Piece.whole(shape, Math.abs(value), () -> new Moments(value, 0), stream -> TensorValues.constant(value));
    }

    @Override
    public String toString() {
        return name.equals(NAME) ? "constant(value=" + value + ")" : name;
    }
}
