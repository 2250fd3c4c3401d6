package io.github.nd4jinit.internal.linalg;

import io.github.nd4jinit.internal.fill.Parallelism;
import io.github.nd4jinit.internal.fill.RangeAction;
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

    /** Number of elements for which another thread is worthwhile. */
    private static final int RANGE_ELEMENTS = 1 << 16;

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

    /**
     * Returns a matrix with the given number of rows and columns in the memory of this matrix, which must be large
     * enough and have no gaps between its columns.
     */
    ColumnMatrix reshaped(int rows, int columns) {
        if (rows == rows() && columns == columns()) {
            return this; // creating an array takes microseconds
        }
        long[] shape = {rows, columns};
        long[] strides = {1, rows};
        return new ColumnMatrix(Nd4j.create(array.data(), shape, strides, array.offset(), array.ordering()), isDirect);
    }

    /** Runs an action on ranges of columns, if possible by several threads. */
    private void forColumns(int columns, RangeAction action) {
        if (isDirect) {
            Parallelism.forRanges(columns, columnsPerRange(rows()), action);
        } else {
            action.process(0, columns);
        }
    }

    /** Returns the number of columns for which another thread is worthwhile. */
    static int columnsPerRange(int rows) {
        return Math.max(1, RANGE_ELEMENTS / rows);
    }

    /** Copies the first columns of a matrix with the same number of rows and the same type to this matrix. */
    void copyFrom(ColumnMatrix source) {
        forColumns(columns(), (from, to) -> {
            double[] column = new double[isDirect ? 0 : rows()];
            for (int j = (int) from; j < to; j++) {
                if (isDirect) {
                    copyColumn(j, source);
                } else {
                    source.read(j, 0, column);
                    write(j, column);
                }
            }
        });
    }

    private void copyColumn(int j, ColumnMatrix source) {
        long width = type().width();
        try {
            Pointer.memcpy(
                    memory(bufferIndex(j, 0) * width), source.memory(source.bufferIndex(j, 0) * width), rows() * width);
        } finally {
            Reference.reachabilityFence(array); // the pointers do not own the memory
            Reference.reachabilityFence(source.array);
        }
    }

    private Pointer memory(long byteOffset) {
        return new BytePointer(array.data().pointer()).position(byteOffset);
    }

    /** Returns the index of an element in the data buffer. */
    private long bufferIndex(long column, long row) {
        return array.offset() + column * array.stride(1) + row * array.stride(0);
    }

    void set(int row, int column, double value) {
        array.putScalar(row, column, value);
    }

    /**
     * Reads elements of a column, starting at the given row, until the target is full. If there are no gaps between the
     * columns, the target may be longer than a column; the elements of the next columns follow.
     */
    void read(int column, int row, double[] target) {
        if (!isDirect) {
            for (int i = 0; i < target.length; i++) {
                target[i] = array.getDouble((row + i) % rows(), column + (row + i) / rows());
            }
            return;
        }
        if (type() == DataType.FLOAT) {
            float[] floats = new float[target.length];
            read(column, row, floats);
            for (int i = 0; i < target.length; i++) {
                target[i] = floats[i];
            }
            return;
        }
        try {
            new DoublePointer(array.data().pointer())
                    .position(bufferIndex(column, row))
                    .get(target);
        } finally {
            Reference.reachabilityFence(array); // the pointer does not own the memory
        }
    }

    /** Reads elements of a FLOAT matrix like {@link #read(int, int, double[])}. */
    void read(int column, int row, float[] target) {
        if (!isDirect) {
            for (int i = 0; i < target.length; i++) {
                target[i] = array.getFloat((row + i) % rows(), column + (row + i) / rows());
            }
            return;
        }
        try {
            new FloatPointer(array.data().pointer())
                    .position(bufferIndex(column, row))
                    .get(target);
        } finally {
            Reference.reachabilityFence(array); // the pointer does not own the memory
        }
    }

    /**
     * Writes a column, or several columns if there are no gaps between the columns. The values are rounded to the
     * element type.
     */
    void write(int column, double[] values) {
        if (!isDirect) {
            for (int i = 0; i < values.length; i++) {
                array.putScalar(i % rows(), column + i / rows(), values[i]);
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

    /** Writes ones on the diagonal and zeros elsewhere into the first columns. */
    void writeIdentity(int columns) {
        forColumns(columns, (from, to) -> {
            double[] column = new double[isDirect ? 0 : rows()];
            for (int j = (int) from; j < to; j++) {
                if (isDirect) {
                    clear(j);
                } else {
                    write(j, column);
                }
                set(j, j, 1);
            }
        });
    }

    private void clear(int column) {
        long width = type().width();
        try {
            Pointer.memset(memory(bufferIndex(column, 0) * width), 0, rows() * width);
        } finally {
            Reference.reachabilityFence(array); // the pointer does not own the memory
        }
    }

    /** Returns Aᵀ B. */
    static ColumnMatrix transposedProduct(ColumnMatrix a, ColumnMatrix b) {
        ColumnMatrix c = uninitialized(a.type(), a.columns(), b.columns(), a.isDirect);
        c.setTransposedProduct(a, b);
        return c;
    }

    /** Replaces this matrix with A B. */
    void setProduct(ColumnMatrix a, ColumnMatrix b) {
        multiply(a, b, this, 1, 0, false);
    }

    /** Replaces this matrix with Aᵀ B. */
    void setTransposedProduct(ColumnMatrix a, ColumnMatrix b) {
        multiply(a, b, this, 1, 0, true);
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
