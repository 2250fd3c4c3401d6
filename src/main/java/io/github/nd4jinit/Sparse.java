package io.github.nd4jinit;

import io.github.nd4jinit.random.Precision;
import java.util.Arrays;
import java.util.List;

/** A share of zeros in each column of a matrix, normal values elsewhere. */
record Sparse(double sparsity, double std) implements Strategy {

    private static final String NAME = "sparse";

    Sparse {
        if (!(sparsity >= 0 && sparsity <= 1)) {
            throw new IllegalArgumentException(
                    "%s: sparsity must lie in [0, 1], received %s; it is the share of zeros in each column"
                            .formatted(NAME, sparsity));
        }
        Check.notNegative(NAME, "std", std);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(Precision precision) {
        Check.storable(NAME, "std", std, precision);
    }

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        if (shape.length != 2) {
            throw new IllegalArgumentException("%s: needs a matrix, received shape %s (rank %d); reshape it to 2 axes"
                    .formatted(NAME, Arrays.toString(shape), shape.length));
        }
        long rows = shape[0];
        long zeros = (long) Math.ceil(sparsity * rows);
        Moments moments = new Moments(0, std * Math.sqrt(1 - (double) zeros / rows));
        return Piece.whole(shape, moments, stream -> stream.get().sparse(rows, shape[1], zeros, std));
    }

    @Override
    public String toString() {
        return "sparse(sparsity=" + sparsity + ", std=" + std + ")";
    }
}
