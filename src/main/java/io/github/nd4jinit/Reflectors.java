package io.github.nd4jinit;

import io.github.nd4jinit.fill.Box;
import io.github.nd4jinit.fill.Fill;
import io.github.nd4jinit.fill.Workers;
import io.github.nd4jinit.random.Values;
import java.util.Arrays;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The Householder reflections of some columns side by side, H = H₁ H₂ ... = I - V T Vᵀ (Schreiber and Van Loan, <a
 * href="https://doi.org/10.1137/0910005">A storage-efficient WY representation for products of Householder
 * transformations</a>, SIAM Journal on Scientific and Statistical Computing 10, 1989): V has their vectors, and T⁻¹ is the
 * upper triangle of VᵀV with its diagonal halved.
 */
final class Reflectors {

    /** The column that the first one reflects, and the first row that is not left alone. */
    final int first;

    /** The vectors from that row on; each begins with as many zeros as there are vectors before it. */
    private final double[][] v;

    /** |v|² / 2. */
    private final double[] halfSquares;

    /** The signs of R's diagonal. */
    private final double[] signs;

    private Reflectors(int first, double[][] v) {
        this.first = first;
        this.v = v;
        this.halfSquares = new double[v.length];
        this.signs = new double[v.length];
    }

    /** Vectors that are drawn: as each is that of independent normals, its direction has no preference. */
    static Reflectors drawn(int rows, int first, int columns, Values normals, long from) {
        Reflectors reflectors = new Reflectors(first, new double[columns][rows - first]);
        for (int j = 0; j < columns; j++) {
            long column = (long) first + j;
            normals.fill(from + column * rows + column, reflectors.v[j], j, rows - first - j);
            reflectors.finish(j);
        }
        return reflectors;
    }

    /** The reflections that make columns upper triangular. */
    static Reflectors of(int first, double[][] columns) {
        Reflectors reflectors = new Reflectors(first, columns);
        for (int j = 0; j < columns.length; j++) {
            reflectors.finish(j);
            for (int k = j + 1; k < columns.length; k++) {
                reflectors.reflect(j, columns[k]);
            }
            Arrays.fill(columns[j], 0, j, 0); // R's part
        }
        return reflectors;
    }

    /** How many. */
    int size() {
        return v.length;
    }

    /** Makes the vector of a column x that is to be reflected onto its first axis, H x = -sign(x₁) |x| e₁. */
    private void finish(int j) {
        double[] x = v[j];
        double square = 0;
        for (int i = j; i < x.length; i++) {
            square += x[i] * x[i];
        }
        double norm = Math.sqrt(square);
        // a column of zeros is left alone, and has the sign 0 as in torch and JAX
        halfSquares[j] = square == 0 ? 1 : square + Math.abs(x[j]) * norm;
        signs[j] = square == 0 ? 0 : -Math.copySign(1, x[j]);
        x[j] += Math.copySign(norm, x[j]);
    }

    /** Reflects a column by one of the vectors. */
    private void reflect(int j, double[] column) {
        add(column, -dot(v[j], column, j) / halfSquares[j], v[j], j, column.length);
    }

    private static double dot(double[] x, double[] y, int from) {
        double sum = 0;
        for (int i = from; i < x.length; i++) {
            sum = Math.fma(x[i], y[i], sum);
        }
        return sum;
    }

    private static void add(double[] y, double factor, double[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Math.fma(factor, x[i], y[i]);
        }
    }

    /** H D, D having R's signs: the matrix of orthonormal columns that these reflections alone make. */
    double[][] columns() {
        int columns = v.length;
        int rows = v[0].length;
        double[][] q = new double[rows + 3][columns]; // the last three stay zero: rows are taken by fours
        double[] products = new double[columns];
        double[] factors = new double[rows + 3];
        for (int k = columns - 1; k >= 0; k--) {
            q[k][k] = signs[k];
            System.arraycopy(v[k], k, factors, k, rows - k);
            Arrays.fill(products, 0);
            for (int i = k; i < rows; i += 4) {
                addRows(products, factors, q[i], q[i + 1], q[i + 2], q[i + 3], i, k);
            }
            scale(factors, -1 / halfSquares[k], k);
            for (int i = k; i < rows; i += 4) {
                addToRows(products, factors, q[i], q[i + 1], q[i + 2], q[i + 3], i, k);
            }
        }
        return transposed(q, rows);
    }

    private static void addRows(
            double[] sum, double[] factors, double[] a, double[] b, double[] c, double[] d, int row, int from) {
        double fa = factors[row];
        double fb = factors[row + 1];
        double fc = factors[row + 2];
        double fd = factors[row + 3];
        for (int j = from; j < sum.length; j++) {
            sum[j] += fa * a[j] + fb * b[j] + (fc * c[j] + fd * d[j]);
        }
    }

    private static void addToRows(
            double[] x, double[] factors, double[] a, double[] b, double[] c, double[] d, int row, int from) {
        double fa = factors[row];
        double fb = factors[row + 1];
        double fc = factors[row + 2];
        double fd = factors[row + 3];
        for (int j = from; j < x.length; j++) {
            a[j] += fa * x[j];
            b[j] += fb * x[j];
            c[j] += fc * x[j];
            d[j] += fd * x[j];
        }
    }

    private static void scale(double[] x, double factor, int from) {
        for (int i = from; i < x.length; i++) {
            x[i] *= factor;
        }
    }

    /** Q = H Q, where Q has the later reflections' columns already. These reflections' own, still zero, become H D. */
    void accumulate(INDArray q) {
        int end = first + size();
        write(diagonal(), part(q, first, first, end, end));
        INDArray v = vectors(q.dataType());
        apply(v, array(t(v), q.dataType()), part(q, first, first, q.rows(), q.columns()));
    }

    /** A = Hᵀ A for the columns behind these. */
    void reflectRest(INDArray a) {
        int end = first + size();
        if (end < a.columns()) {
            INDArray v = vectors(a.dataType());
            apply(v, array(transposed(t(v), size()), a.dataType()), part(a, first, end, a.rows(), a.columns()));
        }
    }

    /** C = C - V T Vᵀ C. */
    private static void apply(INDArray v, INDArray t, INDArray c) {
        INDArray products = Nd4j.create(c.dataType(), new long[] {v.columns(), c.columns()}, 'f');
        INDArray factors = products.like();
        multiply(v, c, products, 1, 0, true);
        multiply(t, products, factors, 1, 0, false);
        multiply(v, factors, c, -1, 1, false);
        products.close();
        factors.close();
    }

    /** {@code c = alpha a b + beta c}, or with a's transpose, in place of a view too. */
    private static void multiply(INDArray a, INDArray b, INDArray c, double alpha, double beta, boolean transposed) {
        Nd4j.exec(new Mmul(
                a,
                b,
                c,
                alpha,
                beta,
                MMulTranspose.builder().transposeA(transposed).build()));
    }

    private static INDArray part(INDArray array, int row, int column, int endRow, int endColumn) {
        return Fill.part(array, new long[] {row, column}, new long[] {endRow - row, endColumn - column});
    }

    private INDArray vectors(DataType type) {
        return array(v, type);
    }

    /** The matrix of the given columns. */
    private static INDArray array(double[][] columns, DataType type) {
        int rows = columns[0].length;
        INDArray transposed = Nd4j.createUninitialized(type, columns.length, rows);
        write(columns, transposed);
        return transposed.transpose();
    }

    /** Writes rows into an array. */
    private static void write(double[][] rows, INDArray array) {
        int columns = rows[0].length;
        double[] flat = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * columns, columns);
        }
        // by this thread alone: those of the matrix products still wait for more, and would be in the way
        Workers.of(1).run(() -> Fill.write(array, Box.whole(array.shape()), Values.of(flat)));
    }

    /** T by its columns: T T⁻¹ = I, from the first column on. */
    private double[][] t(INDArray v) {
        int n = size();
        INDArray gram = Nd4j.create(v.dataType(), new long[] {n, n}, 'f');
        multiply(v, v, gram, 1, 0, true);
        double[] inverse = gram.data().asDouble();
        double[][] t = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < j; k++) {
                add(t[j], -inverse[j * n + k] / halfSquares[j], t[k], 0, k + 1);
            }
            t[j][j] = 1 / halfSquares[j];
        }
        return t;
    }

    private double[][] diagonal() {
        double[][] diagonal = new double[size()][size()];
        for (int j = 0; j < diagonal.length; j++) {
            diagonal[j][j] = signs[j];
        }
        return diagonal;
    }

    /** The transpose of the first rows. */
    private static double[][] transposed(double[][] a, int rows) {
        double[][] transposed = new double[a[0].length][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < transposed.length; j++) {
                transposed[j][i] = a[i][j];
            }
        }
        return transposed;
    }
}
