package io.github.nd4jinit;

import io.github.nd4jinit.internal.fill.ArrayWriter;
import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Matrices with orthonormal columns of the Haar measure: every rotation of one is as likely as itself.
 *
 * <p>The Q of a Gaussian matrix's QR decomposition, with R's diagonal positive, is such a matrix, and the Householder
 * vectors of that decomposition are themselves independent Gaussian directions (Stewart, <a
 * href="https://doi.org/10.1137/0717034">The efficient generation of random orthogonal matrices</a>, SIAM Journal on
 * Numerical Analysis 17, 1980). So they are drawn, not computed, and only their product is formed, by matrix products of
 * whole blocks of them.
 */
final class Haar {

    /** The most columns that are reflected together. */
    private static final int BLOCK = 128;

    /** Multiplications, up to which loops of our own are faster than ND4J with its threads. */
    private static final long SMALL = 1 << 23;

    /** Rows that are looked at together; the loops of our own have an array for each. */
    private static final int ROWS = 4096;

    /** Columns that are taken to the tensor together: the floats of a cache line. */
    private static final int LINE = 16;

    private final int rows;
    private final int columns;

    /** A matrix with at least as many rows as columns. */
    Haar(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** Takes a matrix, some columns of some rows at a time. */
    interface Sink {

        /** Takes a block: what stands in its row i and column j is {@code block[j][i]}. */
        void put(int row, int column, double[][] block);
    }

    /**
     * Draws a matrix.
     *
     * @param type how precisely
     * @param normals standard normal numbers
     * @param from the first of {@code rows * columns} that may be used
     * @param sink takes the matrix
     */
    void draw(DataType type, TensorValues normals, long from, Sink sink) {
        if (isSmall()) {
            sink.put(0, 0, Reflectors.drawn(type, rows, columns, normals, from).columns());
        } else {
            outOfWorkspaces(() -> pour(BlockReflectors.drawn(type, rows, columns, normals, from), sink));
        }
    }

    /**
     * The Q of a matrix's QR decomposition, with R's diagonal positive, which makes it unique.
     *
     * @param a the matrix by its columns; overwritten
     * @param sink takes the matrix Q, as large
     */
    void decompose(double[][] a, Sink sink) {
        if (isSmall()) {
            sink.put(0, 0, Reflectors.of(a, 0).columns());
        } else {
            outOfWorkspaces(() -> pour(BlockReflectors.of(a), sink));
        }
    }

    /** What arrays are made meanwhile can be closed then, and take nothing of the caller's workspace. */
    private static void outOfWorkspaces(Runnable action) {
        MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces();
        try {
            action.run();
        } finally {
            outside.close();
        }
    }

    private boolean isSmall() {
        return rows <= ROWS && (long) rows * columns * columns <= SMALL;
    }

    private void pour(BlockReflectors reflectors, Sink sink) {
        INDArray q = reflectors.columns(BLOCK);
        for (int column = 0; column < columns; column += LINE) {
            for (int row = 0; row < rows; row += ROWS) {
                double[][] block = new double[Math.min(LINE, columns - column)][Math.min(ROWS, rows - row)];
                for (int j = 0; j < block.length; j++) {
                    ArrayWriter.read(q, (long) (column + j) * rows + row, block[j]);
                    scale(block[j], reflectors.sign(column + j));
                }
                sink.put(row, column, block);
            }
        }
        q.close();
    }

    private static void scale(double[] x, double factor) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= factor;
        }
    }
}
