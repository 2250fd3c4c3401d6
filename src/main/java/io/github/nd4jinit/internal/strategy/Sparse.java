package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.Check;
import java.io.Serial;
import java.util.Arrays;
import java.util.List;

/**
 * Writes zeros to a fraction of each column of a matrix, and normal values elsewhere.
 *
 * @param sparsity fraction of zeros in each column
 * @param std standard deviation of the other entries
 */
public record Sparse(double sparsity, double std) implements Strategy {

    private static final String NAME = "sparse";

    /** The size is limited because filling a matrix needs one bit of memory per element. */
    private static final long MAX_SIZE = 1L << 36;

    private static final int MAX_LENGTH = 1 << 30;

    /**
     * Checks the parameters.
     *
     * @param sparsity fraction of zeros in each column
     * @param std standard deviation of the other entries
     */
    public Sparse {
        if (!(sparsity >= 0 && sparsity <= 1)) {
            throw new IllegalArgumentException(
                    "%s: sparsity must be in [0, 1], but was %s; pass the fraction of zeros in each column, such as 0.9"
                            .formatted(NAME, sparsity));
        }
        Check.notNegative(NAME, "std", std);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        if (shape.length != 2) {
            throw new IllegalArgumentException(
                    "%s: needs a matrix, but received shape %s (rank %s); reshape it to 2 axes"
                            .formatted(NAME, Arrays.toString(shape), shape.length));
        }
        if (Strategy.size(shape) > MAX_SIZE || Math.max(shape[0], shape[1]) > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "%s: a matrix may have at most %s rows, %s columns and %s elements, received shape %s; fill smaller matrices"
                            .formatted(NAME, MAX_LENGTH, MAX_LENGTH, MAX_SIZE, Arrays.toString(shape)));
        }
        long rows = shape[0];
        long zeros = (long) Math.ceil(sparsity * rows);
        Moments moments = new Moments(0, std * Math.sqrt(1 - (double) zeros / rows));
        return Region.whole(
                shape,
                Normal.maxAbs(0, std),
                () -> moments,
                stream -> stream.get().sparse(rows, shape[1], zeros, std));
    }

    @Override
    public String toString() {
        return "sparse(sparsity=" + sparsity + ", std=" + std + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
