package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.report.Configuration;
import io.github.nd4jinit.report.TrainingRun;
import java.util.List;
import java.util.Locale;

/**
 * The outcome of all runs of a configuration.
 *
 * @param runs the number of runs
 * @param diverged the number of runs that diverged
 * @param accuracy the mean final accuracy of the runs that did not diverge and whose accuracy is known; NaN if there is no
 *     such run
 */
record Outcome(int runs, int diverged, double accuracy) {

    /**
     * Returns the outcome of a configuration.
     *
     * @param configuration the configuration
     * @param runs training runs, possibly including runs of other configurations
     */
    static Outcome of(Configuration configuration, List<TrainingRun> runs) {
        List<TrainingRun> own = runs.stream()
                .filter(run -> run.configuration().equals(configuration))
                .toList();
        double accuracy = own.stream()
                .mapToDouble(run -> run.lastPoint().accuracy())
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        return new Outcome(
                own.size(), (int) own.stream().filter(TrainingRun::isDiverged).count(), accuracy);
    }

    /** Returns the accuracy in percent and the number of diverged runs, as in {@code 52.3 (1 of 3 diverged)}. */
    String text() {
        if (runs == 0) {
            return "no run";
        }
        if (diverged == runs) {
            return "diverges";
        }
        String percent = Double.isNaN(accuracy) ? "unknown" : String.format(Locale.ROOT, "%.1f", 100 * accuracy);
        return diverged == 0 ? percent : "%s (%d of %d diverged)".formatted(percent, diverged, runs);
    }
}
