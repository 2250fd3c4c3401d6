package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Moments;
import io.github.nd4jinit.internal.linalg.HaarOrthogonalSampler;
import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.Orthogonalization;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A matrix within a tensor: the element in row i and column j has the logical index {@code base + rows[i] +
 * columns[j]}.
 */
final class OrthogonalMatrix {

    private final long base;
    private final long[] rows;
    private final long[] columns;

    OrthogonalMatrix(long base, long[] rows, long[] columns) {
        this.base = base;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Returns a tensor as one region, in which each matrix is gain times a semi-orthogonal matrix, and all other
     * elements are 0.
     */
    static List<Region> regions(
            String context,
            long[] shape,
            double gain,
            List<OrthogonalMatrix> matrices,
            Function<RandomStream, Orthogonalization> method) {
        long size = Strategy.size(shape);
        // rows, or columns if there are fewer, are orthonormal, so each contributes 1 to the sum of squares
        double squares = matrices.stream()
                .mapToDouble(matrix -> Math.min(matrix.rows.length, matrix.columns.length))
                .sum();
        Moments moments = new Moments(0, Math.abs(gain) * Math.sqrt(squares / size));
        return Region.whole(
                shape,
                Math.abs(gain),
                () -> moments,
                stream -> draw(checkedSize(context, size), gain, matrices, method.apply(stream.get()), stream.get()));
    }

    private static int checkedSize(String context, long size) {
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "%s: the whole tensor may have at most %s elements, but has %s; fill smaller tensors"
                            .formatted(context, Integer.MAX_VALUE, size));
        }
        return (int) size;
    }

    private static TensorValues draw(
            int size, double gain, List<OrthogonalMatrix> matrices, Orthogonalization method, RandomStream stream) {
        if (method != Orthogonalization.REFLECTORS && matrices.size() != 1) {
            throw new UnsupportedOperationException(
                    "the library whose random numbers the generator reproduces draws one matrix per tensor, but this layout has %s, one for each group, batch element and packed part; initialize them as separate arrays"
                            .formatted(matrices.size()));
        }
        Elements tensor = Elements.of(size, stream.format());
        long normalCount = matrices.stream().mapToLong(OrthogonalMatrix::size).sum();
        TensorValues normals = stream.withSize(normalCount).normal(0, 1);
        long from = 0;
        for (OrthogonalMatrix matrix : matrices) {
            matrix.draw(normals, from, method, gain, tensor);
            from += matrix.size();
        }
        return tensor.values();
    }

    private long size() {
        return (long) rows.length * columns.length;
    }

    private void draw(TensorValues normals, long from, Orthogonalization method, double gain, Elements tensor) {
        int longer = Math.max(rows.length, columns.length);
        int shorter = Math.min(rows.length, columns.length);
        HaarOrthogonalSampler sampler = new HaarOrthogonalSampler(longer, shorter);
        boolean tall = rows.length >= columns.length;
        switch (method) {
            case REFLECTORS -> sampler.draw(tensor.type(), normals, from, sink(tall, gain, tensor));
            case QR_OF_OUTPUTS ->
                sampler.decompose(gaussians(normals, longer, shorter, tall), sorted().sink(tall, gain, tensor));
            case QR_OF_TALL ->
                sampler.decompose(
                        gaussians(normals, longer, shorter, true),
                        sorted().sink(rows.length > columns.length, gain, tensor));
        }
    }

    /**
     * Returns the columns of a tall matrix, whose values are in row-major order or in the row-major order of its
     * transpose.
     */
    private static double[][] gaussians(TensorValues normals, int rows, int columns, boolean byRows) {
        double[][] gaussians = new double[columns][rows];
        if (!byRows) {
            for (int j = 0; j < columns; j++) {
                normals.fill((long) j * rows, gaussians[j], 0, rows);
            }
            return gaussians;
        }
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            normals.fill((long) i * columns, row, 0, columns);
            for (int j = 0; j < columns; j++) {
                gaussians[j][i] = row[j];
            }
        }
        return gaussians;
    }

    /**
     * Returns this matrix with rows and columns in the order of the tensor's elements, as torch and JAX flatten
     * tensors.
     */
    private OrthogonalMatrix sorted() {
        return new OrthogonalMatrix(
                base,
                Arrays.stream(rows).sorted().toArray(),
                Arrays.stream(columns).sorted().toArray());
    }

    /** Returns a sink that writes a matrix with orthonormal columns or, if this matrix is not tall, its transpose. */
    private HaarOrthogonalSampler.Sink sink(boolean tall, double gain, Elements tensor) {
        long[] rowOffsets = tall ? rows : columns;
        long[] columnOffsets = tall ? columns : rows;
        boolean isConsecutive = isConsecutive(rowOffsets);
        return new HaarOrthogonalSampler.Sink() {
            @Override
            public void accept(int row, int column, float[][] block) {
                if (isConsecutive) {
                    for (int j = 0; j < block.length; j++) {
                        int first = (int) (base + rowOffsets[row] + columnOffsets[column + j]);
                        scale(block[j], (float) gain, tensor.floats, first);
                    }
                    return;
                }
                for (int i = 0; i < block[0].length; i++) {
                    int first = (int) (base + rowOffsets[row + i]);
                    for (int j = 0; j < block.length; j++) {
                        tensor.floats[first + (int) columnOffsets[column + j]] = (float) gain * block[j][i];
                    }
                }
            }

            @Override
            public void accept(int row, int column, double[][] block) {
                for (int i = 0; i < block[0].length; i++) {
                    for (int j = 0; j < block.length; j++) {
                        tensor.put((int) (base + rowOffsets[row + i] + columnOffsets[column + j]), gain * block[j][i]);
                    }
                }
            }
        };
    }

    private static boolean isConsecutive(long[] offsets) {
        for (int i = 1; i < offsets.length; i++) {
            if (offsets[i] != offsets[0] + i) {
                return false;
            }
        }
        return true;
    }

    private static void scale(float[] x, float factor, float[] target, int first) {
        for (int i = 0; i < x.length; i++) {
            target[first + i] = factor * x[i];
        }
    }

    /** The elements of a tensor, as floats or doubles. */
    private static final class Elements {

        private final float[] floats;
        private final double[] doubles;
        private final boolean isDouble;

        private Elements(float[] floats, double[] doubles, boolean isDouble) {
            this.floats = floats;
            this.doubles = doubles;
            this.isDouble = isDouble;
        }

        static Elements of(int size, FloatFormat format) {
            boolean isDouble = format == FloatFormat.DOUBLE;
            return new Elements(new float[isDouble ? 0 : size], new double[isDouble ? size : 0], isDouble);
        }

        DataType type() {
            return isDouble ? DataType.DOUBLE : DataType.FLOAT;
        }

        void put(int element, double value) {
            if (isDouble) {
                doubles[element] = value;
            } else {
                floats[element] = (float) value;
            }
        }

        TensorValues values() {
            return isDouble ? TensorValues.of(doubles) : TensorValues.of(floats);
        }
    }
}
