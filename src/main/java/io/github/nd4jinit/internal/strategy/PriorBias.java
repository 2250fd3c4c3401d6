package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.SerialForm;
import java.io.Serial;
import java.util.List;

/**
 * The bias with which a sigmoid output predicts a given probability before training: log(π / (1 - π)).
 *
 * @param probability π
 */
public record PriorBias(double probability) implements Strategy {

    private static final String NAME = "prior_bias";

    /**
     * Checks the parameters.
     *
     * @param probability π
     */
    public PriorBias {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "%s: probability must lie between 0 and 1, but was %s; pass the share of positives, such as 0.01"
                            .formatted(NAME, probability));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        double logit = StrictMath.log(probability / (1 - probability)); // the same on every JVM
        return Constant.regions(shape, logit);
    }

    @Override
    public String toString() {
        return NAME + "(probability=" + probability + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
