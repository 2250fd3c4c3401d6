package io.github.nd4jinit.internal.linalg;

import io.github.nd4jinit.internal.fill.Parallelism;
import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Samples random matrices with orthonormal columns from the Haar distribution, which is invariant under rotation.
 *
 * <p>The factor Q of the QR decomposition of a Gaussian matrix has this distribution if the diagonal of R is positive,
 * and the Householder vectors of that decomposition can be computed from independent Gaussian vectors (Stewart, <a
 * href="https://doi.org/10.1137/0717034">The efficient generation of random orthogonal matrices</a>, SIAM Journal on
 * Numerical Analysis 17, 1980). Therefore, these vectors are drawn directly, and only the product of their reflections
 * is computed. For large matrices, this product is computed in blocks by matrix products.
 */
public final class HaarOrthogonalSampler {

    /** Maximum number of reflections that are applied together. */
    private static final int REFLECTION_BLOCK = 128;

    /** Maximum number of multiplications for which plain loops are faster than ND4J's multithreaded matrix product. */
    private static final long MAX_LOOP_MULTIPLICATIONS = 1 << 23;

    /**
     * Number of rows copied at a time. This is also the maximum number of rows for the plain loops, which allocate an
     * array per row.
     */
    private static final int BLOCK_ROWS = 4096;

    /** Number of columns copied at a time: the number of floats in a 64-byte cache line. */
    private static final int BLOCK_COLUMNS = 16;

    private final int rows;
    private final int columns;

    /** Receives a matrix block by block. Several threads may call the methods at the same time, for different blocks. */
    public interface Sink {

        /**
         * Receives a block of a matrix that was computed as floats.
         *
         * @param row the first row of the block
         * @param column the first column of the block
         * @param block the columns of the block: {@code block[j][i]} is the element at row {@code row + i} and column
         *     {@code column + j}
         */
        void accept(int row, int column, float[][] block);

        /**
         * Receives a block of a matrix that was computed as doubles.
         *
         * @param row the first row of the block
         * @param column the first column of the block
         * @param block the columns of the block: {@code block[j][i]} is the element at row {@code row + i} and column
         *     {@code column + j}
         */
        void accept(int row, int column, double[][] block);
    }

    /**
     * Creates a sampler of matrices with at least as many rows as columns.
     *
     * @param rows number of rows
     * @param columns number of columns, at most {@code rows}
     */
    public HaarOrthogonalSampler(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Draws a matrix.
     *
     * @param type the precision of the computation, FLOAT or DOUBLE
     * @param normals standard normal values, of which {@code rows * columns} are used
     * @param from index of the first value that is used
     * @param sink the receiver of the matrix
     */
    public void draw(DataType type, TensorValues normals, long from, Sink sink) {
        if (isSmall()) {
            sink.accept(
                    0,
                    0,
                    HouseholderVectors.random(type, rows, columns, normals, from)
                            .columns());
        } else {
            outsideWorkspaces(() -> copyTo(sink, BlockedHouseholder.random(type, rows, columns, normals, from)));
        }
    }

    /**
     * Computes the factor Q of the QR decomposition of a matrix. The diagonal of R is positive, which makes Q unique.
     *
     * @param a the columns of the matrix; overwritten
     * @param sink the receiver of the matrix Q, which has the same shape
     */
    public void decompose(double[][] a, Sink sink) {
        if (isSmall()) {
            sink.accept(0, 0, HouseholderVectors.of(a, 0).columns());
        } else {
            outsideWorkspaces(() -> copyTo(sink, BlockedHouseholder.of(a)));
        }
    }

    /** Runs an action that multiplies matrices outside the caller's workspaces, so that the temporary arrays that it creates can be closed. */
    private static void outsideWorkspaces(Runnable action) {
        OpenBlasCore.warnIfSlow();
        MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces();
        try {
            action.run();
        } finally {
            outside.close();
        }
    }

    private boolean isSmall() {
        return rows <= BLOCK_ROWS && (long) rows * columns * columns <= MAX_LOOP_MULTIPLICATIONS;
    }

    private void copyTo(Sink sink, BlockedHouseholder reflections) {
        ColumnMatrix q = reflections.columns(REFLECTION_BLOCK);
        int grain = Math.max(1, ColumnMatrix.columnsPerRange(rows) / BLOCK_COLUMNS);
        Parallelism.forRanges((columns + BLOCK_COLUMNS - 1) / BLOCK_COLUMNS, grain, (from, to) -> {
            for (int column = (int) from * BLOCK_COLUMNS;
                    column < Math.min(to * BLOCK_COLUMNS, columns);
                    column += BLOCK_COLUMNS) {
                for (int row = 0; row < rows; row += BLOCK_ROWS) {
                    copyBlock(q, row, column, reflections, sink);
                }
            }
        });
        q.close();
    }

    private void copyBlock(ColumnMatrix q, int row, int column, BlockedHouseholder reflections, Sink sink) {
        int height = Math.min(BLOCK_ROWS, rows - row);
        int width = Math.min(BLOCK_COLUMNS, columns - column);
        if (q.type() == DataType.FLOAT) {
            float[][] block = new float[width][height];
            for (int j = 0; j < width; j++) {
                q.read(column + j, row, block[j]);
                scale(block[j], (float) reflections.sign(column + j));
            }
            sink.accept(row, column, block);
        } else {
            double[][] block = new double[width][height];
            for (int j = 0; j < width; j++) {
                q.read(column + j, row, block[j]);
                scale(block[j], reflections.sign(column + j));
            }
            sink.accept(row, column, block);
        }
    }

    private static void scale(float[] x, float factor) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= factor;
        }
    }

    private static void scale(double[] x, double factor) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= factor;
        }
    }
}
