package io.github.nd4jinit;

import io.github.nd4jinit.internal.fill.ArrayWriter;
import io.github.nd4jinit.internal.fill.TensorRegion;
import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The Householder reflections of many columns, applied by ND4J's matrix product, a block of them at a time: H₁ H₂ ... = I -
 * V T Vᵀ (Schreiber and Van Loan, <a href="https://doi.org/10.1137/0910005">A storage-efficient WY representation for
 * products of Householder transformations</a>, SIAM Journal on Scientific and Statistical Computing 10, 1989). V has their
 * vectors, and T⁻¹ is the upper triangle of VᵀV with its diagonal halved.
 */
final class BlockReflectors {

    /** The most columns that plain loops factor. */
    private static final int PANEL = 64;

    private final int rows;
    private final int columns;

    /** The vectors, each with as many zeros at its beginning as there are vectors before it. */
    private final INDArray v;

    private final Householder[] reflections;

    private BlockReflectors(DataType type, int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.v = matrix(type, rows, columns);
        this.reflections = new Householder[columns];
    }

    /** Vectors that are drawn: as each is that of independent normals, its direction has no preference. */
    static BlockReflectors drawn(DataType type, int rows, int columns, TensorValues normals, long from) {
        BlockReflectors drawn = new BlockReflectors(type, rows, columns);
        write(new BelowDiagonal(normals, from, rows), drawn.v);
        double[] x = new double[rows];
        for (int j = 0; j < columns; j++) {
            ArrayWriter.read(drawn.v, (long) j * rows, x);
            drawn.reflections[j] = Householder.of(x, j, type);
            drawn.v.putScalar(j, j, drawn.reflections[j].first());
        }
        return drawn;
    }

    /** The reflections that make a matrix upper triangular, which is given by its columns. */
    static BlockReflectors of(double[][] a) {
        BlockReflectors reflectors = new BlockReflectors(DataType.DOUBLE, a[0].length, a.length);
        write(a, reflectors.v);
        for (int end, first = 0; first < a.length; first = end) {
            end = Math.min(first + PANEL, a.length);
            reflectors.factor(first, end);
            reflectors.reflectBehind(first, end);
        }
        return reflectors;
    }

    private void factor(int first, int end) {
        double[][] panel = read(first, end);
        Reflectors reflectors = Reflectors.of(panel, first);
        for (int j = 0; j < panel.length; j++) {
            reflections[first + j] = reflectors.get(j);
        }
        write(panel, part(v, 0, first, rows, end));
    }

    /** A = Hᵀ A for the columns behind a block. */
    private void reflectBehind(int first, int end) {
        if (end == columns) {
            return;
        }
        INDArray block = part(v, first, first, rows, end);
        INDArray products = product(true, block, part(v, first, first, rows, columns));
        INDArray factors =
                product(true, t(products, first, end), part(products, 0, end - first, end - first, columns - first));
        subtract(block, factors, part(v, first, end, rows, columns));
        close(products, factors);
    }

    /**
     * H I, the matrix of orthonormal columns that these reflections make. It takes the vectors' place, and their columns have
     * the signs of {@link #sign} yet to get.
     *
     * @param block how many columns are reflected together
     */
    INDArray columns(int block) {
        int blocks = (columns + block - 1) / block;
        // by this thread alone: those of the matrix products still wait for more, and others would be in their way
        Workers.of(1).run(() -> {
            for (int i = blocks - 1; i >= 0; i--) {
                accumulate((int) ((long) columns * i / blocks), (int) ((long) columns * (i + 1) / blocks));
            }
        });
        return v;
    }

    /** The sign of a column of R's diagonal. */
    double sign(int column) {
        return reflections[column].sign();
    }

    /** C = H [I C], where C are the columns behind a block: [I C] - V T Vᵀ [I C]. */
    private void accumulate(int first, int end) {
        int size = end - first;
        INDArray own = part(v, first, first, rows, end);
        INDArray ownAndBehind = part(v, first, first, rows, columns);
        INDArray block = matrix(v.dataType(), rows - first, size);
        for (int j = 0; j < size; j++) {
            ArrayWriter.copy(v, (long) (first + j) * rows + first, block, (long) j * (rows - first), rows - first);
        }
        INDArray products = product(true, block, ownAndBehind); // Vᵀ [V C]
        INDArray t = t(products, first, end);
        write(topTransposed(block), part(products, 0, 0, size, size)); // Vᵀ [I C]
        INDArray factors = product(false, t, products);
        Init.eye(own);
        subtract(block, factors, ownAndBehind);
        close(block, products, t, factors);
    }

    /** T of a block, by T T⁻¹ = I column by column, from a matrix that begins with VᵀV. */
    private INDArray t(INDArray gram, int first, int end) {
        int n = end - first;
        double[] inverse = new double[n * n];
        ArrayWriter.read(gram, 0, inverse);
        double[] t = new double[n * n];
        for (int j = 0; j < n; j++) {
            double diagonal = reflections[first + j].halfSquare();
            for (int k = 0; k < j; k++) {
                add(t, j * n, -inverse[j * n + k] / diagonal, k * n, k + 1);
            }
            t[j * n + j] = 1 / diagonal;
        }
        INDArray matrix = matrix(gram.dataType(), n, n);
        write(TensorValues.of(t), matrix);
        return matrix;
    }

    private static void add(double[] t, int to, double factor, int from, int n) {
        for (int i = 0; i < n; i++) {
            t[to + i] = Math.fma(factor, t[from + i], t[to + i]);
        }
    }

    /** A matrix whose columns lie one behind the other. */
    private static INDArray matrix(DataType type, int rows, int columns) {
        return Nd4j.createUninitialized(type, new long[] {columns, rows}, 'c').transpose();
    }

    private static INDArray part(INDArray array, int row, int column, int endRow, int endColumn) {
        return ArrayWriter.part(array, new long[] {row, column}, new long[] {endRow - row, endColumn - column});
    }

    /** Writes the values of a matrix, column by column. */
    private static void write(TensorValues values, INDArray matrix) {
        INDArray byColumns = matrix.transpose();
        ArrayWriter.write(byColumns, TensorRegion.whole(byColumns.shape()), values);
    }

    private static void write(double[][] columns, INDArray matrix) {
        int rows = columns[0].length;
        double[] flat = new double[columns.length * rows];
        for (int j = 0; j < columns.length; j++) {
            System.arraycopy(columns[j], 0, flat, j * rows, rows);
        }
        write(TensorValues.of(flat), matrix);
    }

    private double[][] read(int first, int end) {
        double[][] some = new double[end - first][rows];
        for (int j = 0; j < some.length; j++) {
            ArrayWriter.read(v, (long) (first + j) * rows, some[j]);
        }
        return some;
    }

    /** As many rows of a matrix as it has columns, transposed. */
    private static double[][] topTransposed(INDArray matrix) {
        double[] column = new double[matrix.columns()];
        double[][] transposed = new double[column.length][column.length];
        for (int j = 0; j < column.length; j++) {
            ArrayWriter.read(matrix, (long) j * matrix.rows(), column);
            for (int i = 0; i < column.length; i++) {
                transposed[i][j] = column[i];
            }
        }
        return transposed;
    }

    private static INDArray product(boolean transposed, INDArray a, INDArray b) {
        INDArray c = matrix(a.dataType(), transposed ? a.columns() : a.rows(), b.columns());
        multiply(a, b, c, 1, 0, transposed);
        return c;
    }

    private static void subtract(INDArray a, INDArray b, INDArray from) {
        multiply(a, b, from, -1, 1, false);
    }

    /** {@code c = alpha a b + beta c}, or with a's transpose. ND4J does so in place, of a view too. */
    private static void multiply(INDArray a, INDArray b, INDArray c, double alpha, double beta, boolean transposed) {
        MMulTranspose transpose = MMulTranspose.builder().transposeA(transposed).build();
        Nd4j.exec(new Mmul(a, b, c, alpha, beta, transpose));
    }

    private static void close(INDArray... arrays) {
        for (INDArray array : arrays) {
            array.close();
        }
    }
}
