package io.github.nd4jinit;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;
import java.util.List;

/**
 * An initializer's values, but for zeros in one row.
 *
 * @param row index along the first axis
 * @param initializer the initializer
 */
record ZeroRow(long row, Strategy initializer) implements Strategy {

    private static final String NAME = "zero_row";

    ZeroRow {
        Check.notNegative(NAME, "row", row);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        if (shape.length == 0 || row >= shape[0]) {
            throw new IllegalArgumentException(
                    "%s: row %s does not exist in shape %s; rows lie along the first axis and count from 0"
                            .formatted(NAME, row, Arrays.toString(shape)));
        }
        long length = Strategy.size(shape) / shape[0];
        return initializer.pieces(shape, layout).stream()
                .map(piece -> withRow(piece, length))
                .toList();
    }

    /** The same piece, whose values go by the whole tensor's indices, if the row passes through it with zeros there. */
    private Piece withRow(Piece piece, long length) {
        if (row < piece.begin[0] || row - piece.begin[0] >= piece.shape[0]) {
            return piece;
        }
        return new Piece(
                piece.begin,
                piece.shape,
                piece.reach,
                () -> moments(piece.moments.get(), 1 - 1.0 / piece.shape[0]),
                stream -> new Zeros(row * length, length, piece.draw.from(stream)));
    }

    /** The moments of values of which only a share is not zero. */
    private static Moments moments(Moments moments, double share) {
        double mean = share * moments.mean();
        double square = share * (moments.std() * moments.std() + moments.mean() * moments.mean());
        return new Moments(mean, Math.sqrt(square - mean * mean));
    }

    @Override
    public Initializer withFans(Fans fans) {
        return initializer.withFans(fans).withZeroRow(row);
    }

    @Override
    public String toString() {
        return NAME + "(" + row + ", " + initializer + ")";
    }

    /** Values of which some that follow each other are zero. */
    private record Zeros(long begin, long length, TensorValues values) implements TensorValues {

        @Override
        public boolean prefersSequentialAccess() {
            return values.prefersSequentialAccess();
        }

        @Override
        public void fill(long from, float[] out, int offset, int n) {
            values.fill(from, out, offset, n);
            Arrays.fill(out, offset + first(from, n), offset + end(from, n), 0);
        }

        @Override
        public void fill(long from, double[] out, int offset, int n) {
            values.fill(from, out, offset, n);
            Arrays.fill(out, offset + first(from, n), offset + end(from, n), 0);
        }

        private int first(long from, int n) {
            return (int) Math.max(0, Math.min(n, begin - from));
        }

        private int end(long from, int n) {
            return (int) Math.max(0, Math.min(n, begin + length - from));
        }
    }
}
