package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.LayerGraph.Step;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Factors by which the scale of a signal changes along a path.
 *
 * @param path the steps of the path
 * @param factors the factor of each step
 * @param usualShrinkage the total shrinkage that is usual on this path and not reported, at least 1
 */
record ScaleChanges(List<Step> path, List<Double> factors, double usualShrinkage) {

    /** A larger total change over all layers is reported. */
    static final double TOTAL_CHANGE = 5;

    /** A larger total change is reported if the change per layer also exceeds {@link #MODERATE_CHANGE_PER_LAYER}. */
    private static final double MODERATE_CHANGE = 3;

    private static final double MODERATE_CHANGE_PER_LAYER = 1.2;

    /** Whether the change is large enough to be reported. */
    boolean isLarge() {
        return isLarge(usualShrinkage);
    }

    /** Whether the change is large but usual, and therefore not a problem. */
    boolean isUsual() {
        return !isLarge() && isLarge(1);
    }

    private boolean isLarge(double allowedShrinkage) {
        double sum = factors.stream().mapToDouble(Math::log).sum();
        double total = Math.max(sum, -sum - Math.log(allowedShrinkage));
        return total > Math.log(TOTAL_CHANGE)
                || (total > Math.log(MODERATE_CHANGE) && total > factors.size() * Math.log(MODERATE_CHANGE_PER_LAYER));
    }

    /** The geometric mean; NaN if the path is empty. */
    double mean() {
        return Math.exp(factors.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
    }

    /** The step with the largest change in the direction of the mean. */
    Step largest() {
        Comparator<Integer> byFactor = Comparator.comparingDouble(factors::get);
        return path.get(IntStream.range(0, factors.size())
                .boxed()
                .min(mean() < 1 ? byFactor : byFactor.reversed())
                .orElseThrow());
    }

    /** The verb for a change by a factor. */
    static String verb(double factor) {
        return factor < 1 ? "shrink" : "grow";
    }
}
