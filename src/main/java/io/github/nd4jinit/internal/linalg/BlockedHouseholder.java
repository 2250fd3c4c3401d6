package io.github.nd4jinit.internal.linalg;

import static io.github.nd4jinit.internal.linalg.ColumnMatrix.transposedProduct;

import io.github.nd4jinit.internal.fill.ArrayWriter;
import io.github.nd4jinit.internal.fill.Parallelism;
import io.github.nd4jinit.internal.fill.TensorRegion;
import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A product of many Householder reflections, applied in blocks by ND4J's matrix product: H₁ H₂ ... = I - V T Vᵀ, the
 * compact WY representation (Schreiber and Van Loan, <a href="https://doi.org/10.1137/0910005">A storage-efficient WY
 * representation for products of Householder transformations</a>, SIAM Journal on Scientific and Statistical Computing
 * 10, 1989). The columns of V are the Householder vectors, and T⁻¹ is the upper triangle of VᵀV with its diagonal
 * halved.
 */
final class BlockedHouseholder {

    /** Maximum number of columns that are factored together by plain loops. */
    private static final int PANEL_COLUMNS = 64;

    private final int rows;
    private final int columns;

    /** The Householder vectors; the vector in column j has j leading zeros. */
    private final ColumnMatrix v;

    private final HouseholderReflection[] reflections;

    private BlockedHouseholder(DataType type, int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.v = ColumnMatrix.uninitialized(type, rows, columns);
        this.reflections = new HouseholderReflection[columns];
    }

    /**
     * Creates reflections with random vectors. The direction of a vector of independent normal values is uniformly
     * distributed.
     */
    static BlockedHouseholder random(DataType type, int rows, int columns, TensorValues normals, long from) {
        BlockedHouseholder reflections = new BlockedHouseholder(type, rows, columns);
        INDArray values = reflections.v.transposed();
        ArrayWriter.write(values, TensorRegion.whole(values.shape()), new LowerTrapezoidal(normals, from, rows));
        Parallelism.forRanges(columns, ColumnMatrix.columnsPerRange(rows), reflections::setReflections);
        return reflections;
    }

    /** Computes the reflections of some of the vectors, and replaces the first elements of the vectors. */
    private void setReflections(long from, long to) {
        double[] x = new double[rows];
        for (int j = (int) from; j < to; j++) {
            v.read(j, 0, x);
            reflections[j] = HouseholderReflection.of(x, j, v.type());
            v.set(j, j, reflections[j].first());
        }
    }

    /** Computes the reflections that reduce a matrix, given by its columns, to upper triangular form. */
    static BlockedHouseholder of(double[][] a) {
        BlockedHouseholder reflections = new BlockedHouseholder(DataType.DOUBLE, a[0].length, a.length);
        reflections.v.write(a);
        for (int end, first = 0; first < a.length; first = end) {
            end = Math.min(first + PANEL_COLUMNS, a.length);
            reflections.factor(first, end);
            reflections.reflectColumnsAfter(first, end);
        }
        return reflections;
    }

    private void factor(int first, int end) {
        double[][] panel = new double[end - first][rows];
        for (int j = 0; j < panel.length; j++) {
            v.read(first + j, 0, panel[j]);
        }
        HouseholderVectors vectors = HouseholderVectors.of(panel, first);
        for (int j = 0; j < panel.length; j++) {
            reflections[first + j] = vectors.get(j);
        }
        v.block(0, first, rows, end).write(panel);
    }

    /**
     * Computes A = Hᵀ A, where H is the product of a block's reflections and A consists of the columns after the block.
     */
    private void reflectColumnsAfter(int first, int end) {
        if (end == columns) {
            return;
        }
        ColumnMatrix block = v.block(first, first, rows, end);
        ColumnMatrix products = transposedProduct(block, v.block(first, first, rows, columns));
        int size = end - first;
        ColumnMatrix t = ColumnMatrix.uninitialized(v.type(), size, size);
        t.write(0, t(products, first, end));
        ColumnMatrix factors = transposedProduct(t, products.block(0, size, size, columns - first));
        v.block(first, end, rows, columns).subtractProduct(block, factors);
        products.close();
        t.close();
        factors.close();
    }

    /**
     * Computes the leading columns of the product of the reflections. These columns are orthonormal; they overwrite the
     * vectors. The caller must multiply each column by its {@link #sign}.
     *
     * @param blockSize the maximum number of reflections that are applied together
     */
    ColumnMatrix columns(int blockSize) {
        int blocks = (columns + blockSize - 1) / blockSize;
        try (Scratch scratch = new Scratch(v.type(), rows, columns, (columns + blocks - 1) / blocks)) {
            for (int i = blocks - 1; i >= 0; i--) {
                accumulate((int) ((long) columns * i / blocks), (int) ((long) columns * (i + 1) / blocks), scratch);
            }
        }
        return v;
    }

    /** The temporary matrices of all blocks. Memory that is allocated anew for every block would be slower. */
    private static final class Scratch implements AutoCloseable {

        private final ColumnMatrix block;
        private final ColumnMatrix products;
        private final ColumnMatrix factors;
        private final ColumnMatrix t;

        Scratch(DataType type, int rows, int columns, int blockSize) {
            this.block = ColumnMatrix.uninitialized(type, rows, blockSize);
            this.products = ColumnMatrix.uninitialized(type, blockSize, columns);
            this.factors = ColumnMatrix.uninitialized(type, blockSize, columns);
            this.t = ColumnMatrix.uninitialized(type, blockSize, blockSize);
        }

        @Override
        public void close() {
            block.close();
            products.close();
            factors.close();
            t.close();
        }
    }

    /** Returns the sign of R's diagonal element in a column. */
    double sign(int column) {
        return reflections[column].sign();
    }

    /** Replaces a block and the columns C after it with H [I C] = [I C] - V T Vᵀ [I C]. */
    private void accumulate(int first, int end, Scratch scratch) {
        int size = end - first;
        ColumnMatrix ownAndNext = v.block(first, first, rows, columns);
        ColumnMatrix block = scratch.block.reshaped(rows - first, size);
        block.copyFrom(ownAndNext);
        ColumnMatrix products = scratch.products.reshaped(size, columns - first);
        products.setTransposedProduct(block, ownAndNext); // Vᵀ [V C]
        ColumnMatrix t = scratch.t.reshaped(size, size);
        t.write(0, t(products, first, end));
        products.write(0, topTransposed(block)); // Vᵀ [I C]
        ColumnMatrix factors = scratch.factors.reshaped(size, columns - first);
        factors.setProduct(t, products);
        ownAndNext.writeIdentity(size);
        ownAndNext.subtractProduct(block, factors);
    }

    /**
     * Computes a block's T, column by column, from T T⁻¹ = I and a matrix without gaps whose first columns are VᵀV.
     *
     * @return the elements in column-major order
     */
    private double[] t(ColumnMatrix gram, int first, int end) {
        int n = end - first;
        double[] g = new double[n * n];
        gram.read(0, 0, g);
        double[][] t = new double[n][n];
        for (int j = 0; j < n; j++) {
            double diagonal = reflections[first + j].halfSquaredNorm();
            int k = 0;
            for (; k + 3 < j; k += 4) { // four columns at a time, to load and store the sums less often
                addScaled(t[j], -1 / diagonal, g, j * n + k, t[k], t[k + 1], t[k + 2], t[k + 3], k + 4);
            }
            for (; k < j; k++) {
                addScaled(t[j], -g[j * n + k] / diagonal, t[k], k + 1);
            }
            t[j][j] = 1 / diagonal;
        }
        for (int j = 0; j < n; j++) {
            System.arraycopy(t[j], 0, g, j * n, n);
        }
        return g;
    }

    /** Adds four vectors, multiplied by {@code scale} and by the factors that start at the index {@code at}. */
    private static void addScaled(
            double[] to,
            double scale,
            double[] factors,
            int at,
            double[] a,
            double[] b,
            double[] c,
            double[] d,
            int n) {
        double fa = factors[at] * scale;
        double fb = factors[at + 1] * scale;
        double fc = factors[at + 2] * scale;
        double fd = factors[at + 3] * scale;
        for (int i = 0; i < n; i++) {
            to[i] += fa * a[i] + fb * b[i] + (fc * c[i] + fd * d[i]);
        }
    }

    private static void addScaled(double[] to, double factor, double[] from, int n) {
        for (int i = 0; i < n; i++) {
            to[i] += factor * from[i];
        }
    }

    /** Returns the elements of the transpose of the leading square submatrix in column-major order. */
    private static double[] topTransposed(ColumnMatrix matrix) {
        int n = matrix.columns();
        double[] column = new double[n];
        double[] transposed = new double[n * n];
        for (int j = 0; j < n; j++) {
            matrix.read(j, 0, column);
            for (int i = j; i < n; i++) { // the elements above the diagonal are zero
                transposed[i * n + j] = column[i];
            }
        }
        return transposed;
    }
}
