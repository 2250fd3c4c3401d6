package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.Check;
import java.io.Serial;
import java.util.List;

/**
 * The uniform distribution on [low, high).
 *
 * @param low lower bound
 * @param high upper bound
 */
public record Uniform(double low, double high) implements Strategy {

    private static final String NAME = "uniform";

    /**
     * Checks the parameters.
     *
     * @param low lower bound
     * @param high upper bound
     */
    public Uniform {
        Check.finite(NAME, "low", low);
        Check.finite(NAME, "high", high);
        if (!(high - low <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "%s: high - low must be finite, received low=%s, high=%s; move the bounds closer together"
                            .formatted(NAME, low, high));
        }
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "%s: low must not exceed high, received low=%s, high=%s; swap them".formatted(NAME, low, high));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        return Region.whole(
                shape,
                Math.max(Math.abs(low), Math.abs(high)),
                () -> new Moments(low + (high - low) / 2, (high - low) / Math.sqrt(12)),
                stream -> stream.get().uniform(low, high));
    }

    @Override
    public String toString() {
        return "uniform(low=" + low + ", high=" + high + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
