package io.github.nd4jinit.internal.linalg;

import static io.github.nd4jinit.internal.linalg.ColumnMatrix.product;
import static io.github.nd4jinit.internal.linalg.ColumnMatrix.transposedProduct;

import io.github.nd4jinit.internal.linalg.HaarOrthogonalSampler.ArrayFiller;
import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The Householder reflections of many columns, applied in blocks by ND4J's matrix product: H₁ H₂ ... = I - V T Vᵀ, the
 * compact WY form (Schreiber and Van Loan, <a href="https://doi.org/10.1137/0910005">A storage-efficient WY
 * representation for products of Householder transformations</a>, SIAM Journal on Scientific and Statistical Computing 10,
 * 1989). The columns of V are the vectors, and T⁻¹ is the upper triangle of VᵀV with its diagonal halved.
 */
final class BlockedHouseholder {

    /** The largest number of columns that are factored by plain loops. */
    private static final int PANEL_COLUMNS = 64;

    private final int rows;
    private final int columns;

    /** The vectors, each with as many leading zeros as there are vectors before it. */
    private final ColumnMatrix v;

    private final HouseholderReflection[] reflections;

    private BlockedHouseholder(DataType type, int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.v = ColumnMatrix.uninitialized(type, rows, columns);
        this.reflections = new HouseholderReflection[columns];
    }

    /** Random vectors: independent normal numbers give each one a uniformly distributed direction. */
    static BlockedHouseholder drawn(
            DataType type, int rows, int columns, TensorValues normals, long from, ArrayFiller filler) {
        BlockedHouseholder drawn = new BlockedHouseholder(type, rows, columns);
        filler.fill(drawn.v.transposed(), new LowerTrapezoidal(normals, from, rows));
        double[] x = new double[rows];
        for (int j = 0; j < columns; j++) {
            drawn.v.read(j, 0, x);
            drawn.reflections[j] = HouseholderReflection.of(x, j, type);
            drawn.v.set(j, j, drawn.reflections[j].first());
        }
        return drawn;
    }

    /** The reflections that make a matrix upper triangular. */
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

    /** A = Hᵀ A for the columns after a block. */
    private void reflectColumnsAfter(int first, int end) {
        if (end == columns) {
            return;
        }
        ColumnMatrix block = v.block(first, first, rows, end);
        ColumnMatrix products = transposedProduct(block, v.block(first, first, rows, columns));
        ColumnMatrix factors = transposedProduct(
                t(products, first, end), products.block(0, end - first, end - first, columns - first));
        v.block(first, end, rows, columns).subtractProduct(block, factors);
        products.close();
        factors.close();
    }

    /**
     * H I, the product of these reflections, which has orthonormal columns. It overwrites the vectors; the caller
     * multiplies each column by its {@link #sign}.
     *
     * @param size the number of columns that are reflected together
     */
    ColumnMatrix columns(int size) {
        int blocks = (columns + size - 1) / size;
        for (int i = blocks - 1; i >= 0; i--) {
            accumulate((int) ((long) columns * i / blocks), (int) ((long) columns * (i + 1) / blocks));
        }
        return v;
    }

    /** The sign of a diagonal element of R. */
    double sign(int column) {
        return reflections[column].sign();
    }

    /** C = H [I C], where C are the columns after a block: [I C] - V T Vᵀ [I C]. */
    private void accumulate(int first, int end) {
        int size = end - first;
        ColumnMatrix own = v.block(first, first, rows, end);
        ColumnMatrix ownAndNext = v.block(first, first, rows, columns);
        ColumnMatrix block = own.copy();
        ColumnMatrix products = transposedProduct(block, ownAndNext); // Vᵀ [V C]
        ColumnMatrix t = t(products, first, end);
        products.block(0, 0, size, size).write(topTransposed(block)); // Vᵀ [I C]
        ColumnMatrix factors = product(t, products);
        own.writeIdentity();
        ownAndNext.subtractProduct(block, factors);
        block.close();
        products.close();
        t.close();
        factors.close();
    }

    /** T of a block, computed column by column from T T⁻¹ = I and a matrix whose first columns are VᵀV. */
    private ColumnMatrix t(ColumnMatrix gram, int first, int end) {
        int n = end - first;
        double[] gramColumn = new double[n];
        double[][] t = new double[n][n];
        for (int j = 0; j < n; j++) {
            gram.read(j, 0, gramColumn);
            double diagonal = reflections[first + j].halfSquare();
            for (int k = 0; k < j; k++) {
                add(t[j], -gramColumn[k] / diagonal, t[k], k + 1);
            }
            t[j][j] = 1 / diagonal;
        }
        ColumnMatrix matrix = ColumnMatrix.uninitialized(gram.type(), n, n);
        matrix.write(t);
        return matrix;
    }

    private static void add(double[] to, double factor, double[] from, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = Math.fma(factor, from[i], to[i]);
        }
    }

    /** The transpose of the square that the first rows of a matrix form. */
    private static double[][] topTransposed(ColumnMatrix matrix) {
        int n = matrix.columns();
        double[] column = new double[n];
        double[][] transposed = new double[n][n];
        for (int j = 0; j < n; j++) {
            matrix.read(j, 0, column);
            for (int i = 0; i < n; i++) {
                transposed[i][j] = column[i];
            }
        }
        return transposed;
    }
}
