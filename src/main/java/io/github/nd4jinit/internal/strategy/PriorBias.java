package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.SerialForm;
import java.io.Serial;
import java.util.List;

/**
 * Sets every element to log(π / (1 - π)), the bias with which a sigmoid output predicts the probability π before
 * training.
 *
 * @param probability the probability π
 */
public record PriorBias(double probability) implements Strategy {

    private static final String NAME = "prior_bias";

    /**
     * Checks the parameters.
     *
     * @param probability the probability π
     */
    public PriorBias {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "%s: probability must be greater than 0 and less than 1, but was %s; pass the fraction of positive examples, such as 0.01"
                            .formatted(NAME, probability));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        double logit = StrictMath.log(probability / (1 - probability)); // Math.log differs between JVMs
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
