package io.github.nd4jinit.report;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One training run of a network: its loss and accuracy by training step. */
public final class TrainingRun {

    private final Configuration configuration;
    private final long seed;
    private final List<TrainingPoint> points;

    private TrainingRun(Configuration configuration, long seed, List<TrainingPoint> points) {
        this.configuration = Objects.requireNonNull(configuration, "configuration must not be null");
        this.seed = seed;
        this.points = List.copyOf(points);
    }

    /**
     * Returns a training run.
     *
     * @param configuration the configuration that identifies the network
     * @param seed the seed, which distinguishes this run from other runs of the same configuration; charts show the
     *     mean and the range of these runs
     * @param points the points, in the order of their steps; at least one
     * @return the run
     * @throws IllegalArgumentException if there are no points
     */
    public static TrainingRun of(Configuration configuration, long seed, List<TrainingPoint> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException(
                    "training run: needs at least one point, but received none for %s, seed %s; leave out runs that have not started"
                            .formatted(configuration, seed));
        }
        return new TrainingRun(configuration, seed, points);
    }

    /** {@return the configuration of the network} */
    public Configuration configuration() {
        return configuration;
    }

    /** {@return the seed} */
    public long seed() {
        return seed;
    }

    /** {@return the points, at least one} */
    public List<TrainingPoint> points() {
        return points;
    }

    /** {@return the last point} */
    public TrainingPoint lastPoint() {
        return points.get(points.size() - 1);
    }

    /** {@return whether the loss of the last point is not finite} */
    public boolean isDiverged() {
        return !Double.isFinite(lastPoint().loss());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrainingRun that
                && configuration.equals(that.configuration)
                && seed == that.seed
                && points.equals(that.points);
    }

    @Override
    public int hashCode() {
        return Objects.hash(configuration, seed, points);
    }

    /** {@return the configuration, the seed and the last point} */
    @Override
    public String toString() {
        return "%s, seed %s, %s".formatted(configuration, seed, lastPoint());
    }
}
