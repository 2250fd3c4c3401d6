package io.github.nd4jinit.examples.report;

import java.util.List;
import java.util.Locale;

/**
 * What became of all runs of a setup.
 *
 * @param runs how many there are
 * @param diverged how many of them diverged
 * @param accuracy the mean accuracy at last of those whose accuracy is known, which are none that diverged; not a number if there is
 *     none
 */
public record Outcome(int runs, int diverged, double accuracy) {

    /**
     * What became of a setup.
     *
     * @param setup what the networks began as
     * @param runs trainings, also of other setups
     * @return what became of those of the setup
     */
    public static Outcome of(Setup setup, List<Run> runs) {
        List<Run> own = runs.stream().filter(run -> run.setup().equals(setup)).toList();
        double accuracy = own.stream()
                .mapToDouble(run -> run.last().accuracy())
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        return new Outcome(own.size(), (int) own.stream().filter(Run::diverged).count(), accuracy);
    }

    /** {@return the accuracy in percent, and what else is to be told, such as {@code 52.3 (1 of 3 diverged)}} */
    public String text() {
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
