package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.Check;
import java.io.Serial;
import java.util.List;

/**
 * The normal distribution, not truncated.
 *
 * @param mean the mean
 * @param std the standard deviation
 */
public record Normal(double mean, double std) implements Strategy {

    private static final String NAME = "normal";

    /**
     * Checks the parameters.
     *
     * @param mean the mean
     * @param std the standard deviation
     */
    public Normal {
        Check.finite(NAME, "mean", mean);
        Check.notNegative(NAME, "std", std);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        return Region.whole(
                shape,
                maxAbs(mean, std),
                () -> new Moments(mean, std),
                stream -> stream.get().normal(mean, std));
    }

    /** Returns an upper bound of the absolute values: only one value in 2⁶⁴ exceeds 9.1 standard deviations. */
    static double maxAbs(double mean, double std) {
        return Math.abs(mean) + 9.2 * std;
    }

    @Override
    public String toString() {
        return "normal(mean=" + mean + ", std=" + std + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
