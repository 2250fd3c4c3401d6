package io.github.nd4jinit.examples.report;

import java.util.List;

/**
 * A training.
 *
 * @param setup what the network began as
 * @param seed what set it apart from other runs with that setup
 * @param points how well it did, step by step; at least one
 */
public record Run(Setup setup, long seed, List<Point> points) {

    /**
     * A training.
     *
     * @throws IllegalArgumentException if there is no point
     */
    public Run {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException(
                    "run: needs at least one point, received none for %s, seed %s; leave out runs that have not begun"
                            .formatted(setup, seed));
        }
    }

    /** {@return how well the network did at last} */
    public Point last() {
        return points.get(points.size() - 1);
    }

    /** {@return whether the loss was not finite at last} */
    public boolean diverged() {
        return !Double.isFinite(last().loss());
    }
}
