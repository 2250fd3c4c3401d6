package io.github.nd4jinit.internal.linalg;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An ND4J matrix with contiguous columns, or a block of such a matrix. On the CPU backend, columns are read and written
 * directly in host memory; on other backends, they are read and written element by element through ND4J.
 */
final class ColumnMatrix {

    private final INDArray array;

    /** Whether the elements are accessed directly in host memory instead of through ND4J. */
    private final boolean isDirect;

    private ColumnMatrix(INDArray array, boolean isDirect) {
        this.array = array;
        this.isDirect = isDirect;
    }

    /** Creates a matrix of FLOAT or DOUBLE with arbitrary contents. */
    static ColumnMatrix uninitialized(DataType type, int rows, int columns) {
        return uninitialized(type, rows, columns, Nd4j.getEnvironment().isCPU());
    }

    static ColumnMatrix uninitialized(DataType type, int rows, int columns, boolean isDirect) {
        INDArray transposed = Nd4j.createUninitialized(type, new long[] {columns, rows}, 'c');
        return new ColumnMatrix(transposed.transpose(), isDirect);
    }

    /** Returns the transpose as a view. */
    INDArray transposed() {
        return array.transpose();
    }

    DataType type() {
        return array.dataType();
    }

    int rows() {
        return array.rows();
    }

    int columns() {
        return array.columns();
    }

    /** Returns a block of rows and columns as a view; the end indices are exclusive. */
    ColumnMatrix block(int row, int column, int endRow, int endColumn) {
        long offset = bufferIndex(column, row);
        long[] shape = {endRow - row, endColumn - column};
        return new ColumnMatrix(Nd4j.create(array.data(), shape, array.stride(), offset, array.ordering()), isDirect);
    }

    /** Returns a copy of this matrix. */
    ColumnMatrix copy() {
        ColumnMatrix copy = uninitialized(type(), rows(), columns(), isDirect);
        double[] column = new double[rows()];
        for (int j = 0; j < columns(); j++) {
            if (isDirect) {
                copyColumn(j, copy);
            } else {
                read(j, 0, column);
                copy.write(j, column);
            }
        }
        return copy;
    }

    private void copyColumn(int j, ColumnMatrix target) {
        long width = type().width();
        try {
            Pointer.memcpy(
                    new BytePointer(target.array.data().pointer()).position(target.bufferIndex(j, 0) * width),
                    new BytePointer(array.data().pointer()).position(bufferIndex(j, 0) * width),
                    rows() * width);
        } finally {
            Reference.reachabilityFence(array); // the pointers do not own the memory
            Reference.reachabilityFence(target.array);
        }
    }

    /** Returns the index of an element in the data buffer. */
    private long bufferIndex(long column, long row) {
        return array.offset() + column * array.stride(1) + row * array.stride(0);
    }

    void set(int row, int column, double value) {
        array.putScalar(row, column, value);
    }

    /** Reads elements of a column, starting at the given row, until the target is full. */
    void read(int column, int row, double[] target) {
        if (!isDirect) {
            for (int i = 0; i < target.length; i++) {
                target[i] = array.getDouble(row + i, column);
            }
            return;
        }
        long first = bufferIndex(column, row);
        try {
            if (type() == DataType.DOUBLE) {
                new DoublePointer(array.data().pointer()).position(first).get(target);
            } else {
                float[] floats = new float[target.length];
                new FloatPointer(array.data().pointer()).position(first).get(floats);
                for (int i = 0; i < target.length; i++) {
                    target[i] = floats[i];
                }
            }
        } finally {
            Reference.reachabilityFence(array); // the pointers do not own the memory
        }
    }

    /** Writes a column; the values are rounded to the element type. */
    void write(int column, double[] values) {
        if (!isDirect) {
            for (int i = 0; i < values.length; i++) {
                array.putScalar(i, column, values[i]);
            }
            return;
        }
        long first = bufferIndex(column, 0);
        try {
            if (type() == DataType.DOUBLE) {
                new DoublePointer(array.data().pointer()).position(first).put(values);
            } else {
                float[] floats = new float[values.length];
                for (int i = 0; i < values.length; i++) {
                    floats[i] = (float) values[i];
                }
                new FloatPointer(array.data().pointer()).position(first).put(floats);
            }
        } finally {
            Reference.reachabilityFence(array); // the pointers do not own the memory
        }
    }

    /** Writes all columns. */
    void write(double[][] columns) {
        for (int j = 0; j < columns.length; j++) {
            write(j, columns[j]);
        }
    }

    /** Writes ones on the diagonal and zeros elsewhere. */
    void writeIdentity() {
        double[] column = new double[rows()];
        for (int j = 0; j < columns(); j++) {
            column[j] = 1;
            write(j, column);
            column[j] = 0;
        }
    }

    /** Returns A B. */
    static ColumnMatrix product(ColumnMatrix a, ColumnMatrix b) {
        ColumnMatrix c = uninitialized(a.type(), a.rows(), b.columns(), a.isDirect);
        multiply(a, b, c, 1, 0, false);
        return c;
    }

    /** Returns Aᵀ B. */
    static ColumnMatrix transposedProduct(ColumnMatrix a, ColumnMatrix b) {
        ColumnMatrix c = uninitialized(a.type(), a.columns(), b.columns(), a.isDirect);
        multiply(a, b, c, 1, 0, true);
        return c;
    }

    /** Subtracts A B from this matrix. */
    void subtractProduct(ColumnMatrix a, ColumnMatrix b) {
        multiply(a, b, this, -1, 1, false);
    }

    /**
     * Computes {@code c = alpha a b + beta c}, optionally with the transpose of a. ND4J writes into c even if c is a
     * view.
     */
    private static void multiply(
            ColumnMatrix a, ColumnMatrix b, ColumnMatrix c, double alpha, double beta, boolean transposed) {
        MMulTranspose transpose = MMulTranspose.builder().transposeA(transposed).build();
        Nd4j.exec(new Mmul(a.array, b.array, c.array, alpha, beta, transpose));
    }

    void close() {
        array.close();
    }
}
