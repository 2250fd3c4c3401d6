package io.github.nd4jinit;

import io.github.nd4jinit.random.Orthogonalization;
import io.github.nd4jinit.random.RandomStream;
import io.github.nd4jinit.random.Values;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Semi-orthogonal matrices of the Haar measure: one row for each output, one column for each element of an output.
 *
 * @param gain factor on the matrix
 */
record Orthogonal(double gain) implements Strategy {

    private static final String NAME = "orthogonal";

    Orthogonal {
        Check.finite(NAME, "gain", gain);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        List<Matrix> matrices = layout.matrices(NAME, shape).stream()
                .flatMap(part -> part.blocks(NAME, shape).stream())
                .map(block -> new Matrix(block.base, block.outs, block.row()))
                .toList();
        return Matrix.piece(NAME, shape, gain, matrices, RandomStream::orthogonal);
    }

    @Override
    public String toString() {
        return "orthogonal(gain=" + gain + ")";
    }

    /**
     * One matrix within a tensor: the element of a row and a column has the logical index {@code base + rows[i] +
     * columns[j]}.
     */
    static final class Matrix {

        private final long base;
        private final long[] rows;
        private final long[] columns;

        Matrix(long base, long[] rows, long[] columns) {
            this.base = base;
            this.rows = rows;
            this.columns = columns;
        }

        /** A tensor that is zero but for the given matrices, which are semi-orthogonal times a gain. */
        static List<Piece> piece(
                String who,
                long[] shape,
                double gain,
                List<Matrix> matrices,
                Function<RandomStream, Orthogonalization> way) {
            long size = Strategy.size(shape);
            if (size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "%s: at most %s elements can be made at a time, received %s; fill smaller arrays"
                                .formatted(who, Integer.MAX_VALUE, size));
            }
            // the rows (or columns, if there are fewer) are orthonormal: each adds 1 to the sum of squares
            double squares = matrices.stream()
                    .mapToDouble(matrix -> Math.min(matrix.rows.length, matrix.columns.length))
                    .sum();
            Moments moments = new Moments(0, Math.abs(gain) * Math.sqrt(squares / size));
            return Piece.whole(
                    shape,
                    Math.abs(gain),
                    () -> moments,
                    stream -> draw((int) size, gain, matrices, way.apply(stream.get()), stream.get()));
        }

        private static Values draw(
                int size, double gain, List<Matrix> matrices, Orthogonalization way, RandomStream stream) {
            if (way != Orthogonalization.REFLECTORS && matrices.size() != 1) {
                throw new UnsupportedOperationException(
                        "the generator's library makes one matrix of a tensor, not the %s of this layout's groups and batch axes; initialize them as arrays of their own"
                                .formatted(matrices.size()));
            }
            double[] tensor = new double[size];
            Values normals = stream.normal(0, 1);
            long from = 0;
            for (Matrix matrix : matrices) {
                from += matrix.draw(normals, from, way, gain, tensor);
            }
            return Values.of(tensor);
        }

        private int draw(Values normals, long from, Orthogonalization way, double gain, double[] tensor) {
            double[] gaussians = new double[rows.length * columns.length];
            normals.fill(from, gaussians, 0, gaussians.length);
            int longer = Math.max(rows.length, columns.length);
            int shorter = Math.min(rows.length, columns.length);
            switch (way) {
                case REFLECTORS ->
                    put(
                            Haar.orthonormalColumns(longer, shorter, gaussians),
                            rows.length >= columns.length,
                            gain,
                            tensor);
                case QR_OF_OUTPUTS -> {
                    boolean tall = rows.length >= columns.length;
                    double[] a = tall ? gaussians : Haar.transposed(shorter, longer, gaussians);
                    sorted().put(Haar.q(longer, shorter, a), tall, gain, tensor);
                }
                case QR_OF_TALL ->
                    sorted().put(Haar.q(longer, shorter, gaussians), rows.length > columns.length, gain, tensor);
            }
            return gaussians.length;
        }

        /** With its rows and columns in the order of the tensor's elements, as those libraries flatten tensors. */
        private Matrix sorted() {
            return new Matrix(
                    base,
                    Arrays.stream(rows).sorted().toArray(),
                    Arrays.stream(columns).sorted().toArray());
        }

        /** Puts a matrix with orthonormal columns, or if this one is not tall, its transpose. */
        private void put(double[] q, boolean tall, double gain, double[] tensor) {
            int longer = Math.max(rows.length, columns.length);
            int shorter = Math.min(rows.length, columns.length);
            for (int i = 0; i < longer; i++) {
                for (int j = 0; j < shorter; j++) {
                    long element = base + (tall ? rows[i] + columns[j] : rows[j] + columns[i]);
                    tensor[(int) element] = gain * q[i * shorter + j];
                }
            }
        }
    }
}
