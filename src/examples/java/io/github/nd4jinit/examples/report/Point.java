package io.github.nd4jinit.examples.report;

import org.nd4j.shade.jackson.annotation.JsonFormat;

/**
 * How well a network does at some step of its training. In JSON an array, for there are many.
 *
 * @param step how many batches it has learnt from
 * @param loss the loss, not finite if training diverged
 * @param accuracy the share of the test examples that it tells right; not a number if the loss is not finite, whatever is given: a
 *     network whose outputs are no numbers tells nothing, and is right now and then only as a stopped clock is
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Point(int step, double loss, double accuracy) {

    /** A point. */
    public Point {
        accuracy = Double.isFinite(loss) ? accuracy : Double.NaN;
    }
}
