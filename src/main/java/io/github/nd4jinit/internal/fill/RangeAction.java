package io.github.nd4jinit.internal.fill;

/** An action on a range of steps. */
@FunctionalInterface
public interface RangeAction {

    /**
     * Processes the steps {@code from, ..., to - 1}.
     *
     * @param from the first step
     * @param to the step after the last step
     */
    void process(long from, long to);
}
