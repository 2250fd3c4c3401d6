package io.github.nd4jinit.plan;

/** Told after each parameter how far a plan has come. */
@FunctionalInterface
public interface Progress {

    /**
     * Called on the thread that applies the plan.
     *
     * @param last what was just done
     * @param values how many values are filled so far
     * @param total how many there will be
     */
    void update(Assignment last, long values, long total);
}
