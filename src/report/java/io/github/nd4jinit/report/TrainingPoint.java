package io.github.nd4jinit.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The loss and the accuracy of a network after a number of training steps. */
public final class TrainingPoint {

    private final int step;
    private final double loss;
    private final double accuracy;

    private TrainingPoint(int step, double loss, double accuracy) {
        this.step = step;
        this.loss = loss;
        this.accuracy = accuracy;
    }

    /**
     * Returns a point of a training run.
     *
     * @param step the number of training steps
     * @param loss the training loss; NaN or infinite if training diverged
     * @param accuracy the fraction of test examples that are classified correctly; NaN if it is unknown. The accuracy
     *     is ignored if the loss is not finite, because the outputs of a diverged network are not predictions
     * @return the point
     */
    public static TrainingPoint of(int step, double loss, double accuracy) {
        return new TrainingPoint(step, loss, Double.isFinite(loss) ? accuracy : Double.NaN);
    }

    /** {@return the number of training steps} */
    public int step() {
        return step;
    }

    /** {@return the training loss; NaN or infinite if training diverged} */
    public double loss() {
        return loss;
    }

    /**
     * {@return the fraction of test examples that are classified correctly; NaN if it is unknown or the loss is not
     * finite}
     */
    public double accuracy() {
        return accuracy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrainingPoint that
                && step == that.step
                && Double.compare(loss, that.loss) == 0
                && Double.compare(accuracy, that.accuracy) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(step, loss, accuracy);
    }

    /** {@return the step, the loss and the accuracy} */
    @Override
    public String toString() {
        return "step %s: loss %s, accuracy %s".formatted(step, loss, accuracy);
    }
}
