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
 */
record ScaleChanges(List<Step> path, List<Double> factors) {

    /** A total change over all layers that is reported. */
    static final double TOTAL_CHANGE = 5;

    /** A smaller total change that is reported if {@link #MODERATE_CHANGE_PER_LAYER} is exceeded too. */
    private static final double MODERATE_CHANGE = 3;

    private static final double MODERATE_CHANGE_PER_LAYER = 1.2;

    /** The factors of the opposite direction. */
    ScaleChanges inverse() {
        return new ScaleChanges(path, factors.stream().map(factor -> 1 / factor).toList());
    }

    /** Whether the change is large enough to be reported. */
    boolean isLarge() {
        double total = Math.abs(factors.stream().mapToDouble(Math::log).sum());
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

    /** How a scale changes that is multiplied by a factor. */
    static String verb(double factor) {
        return factor < 1 ? "shrink" : "grow";
    }
}
