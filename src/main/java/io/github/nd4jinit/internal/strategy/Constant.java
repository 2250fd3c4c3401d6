package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.io.Serial;
import java.util.List;

/**
 * Sets every element to the same value.
 *
 * @param value the value
 */
public record Constant(double value) implements Strategy {

    private static final String NAME = "constant";

    /**
     * Checks the parameters.
     *
     * @param value the value
     */
    public Constant {
        Check.finite(NAME, "value", value);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        return regions(shape, value);
    }

    /** Returns a single region, in which every element has the given value. */
    static List<Region> regions(long[] shape, double value) {
        return Region.whole(
                shape, Math.abs(value), () -> new Moments(value, 0), stream -> TensorValues.constant(value));
    }

    @Override
    public String toString() {
        return "constant(value=" + value + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
