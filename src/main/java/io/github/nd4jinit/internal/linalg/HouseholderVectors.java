package io.github.nd4jinit.internal.linalg;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;

/** A product H₁ H₂ ... of Householder reflections, computed by plain loops. */
final class HouseholderVectors {

    /** The Householder vectors; vector j has zeros above its diagonal element. */
    private final double[][] v;

    private final HouseholderReflection[] reflections;

    private HouseholderVectors(double[][] v) {
        this.v = v;
        this.reflections = new HouseholderReflection[v.length];
    }

    /**
     * Creates reflections with random vectors. The direction of a vector of independent normal values is uniformly
     * distributed.
     */
    static HouseholderVectors random(DataType type, int rows, int columns, TensorValues normals, long from) {
        HouseholderVectors vectors = new HouseholderVectors(draw(type, rows, columns, normals, from));
        for (int j = 0; j < columns; j++) {
            Arrays.fill(vectors.v[j], 0, j, 0);
            vectors.setReflection(j, j);
        }
        return vectors;
    }

    /**
     * Draws the columns. For FLOAT, all values are computed in one call, as floats, because short runs and doubles are
     * slower.
     */
    private static double[][] draw(DataType type, int rows, int columns, TensorValues normals, long from) {
        double[][] drawn = new double[columns][rows];
        float[] floats = new float[type == DataType.FLOAT ? rows * columns : 0];
        if (type == DataType.FLOAT) {
            normals.fill(from, floats, 0, floats.length);
        }
        for (int j = 0; j < columns; j++) {
            if (type == DataType.FLOAT) {
                for (int i = 0; i < rows; i++) {
                    drawn[j][i] = floats[j * rows + i];
                }
            } else {
                normals.fill(from + (long) j * rows, drawn[j], 0, rows);
            }
        }
        return drawn;
    }

    /**
     * Computes the reflections that reduce a matrix to upper triangular form.
     *
     * @param columns the columns of the matrix; overwritten by the Householder vectors
     * @param diagonal the row of the first column's diagonal element; the rows above it are not reflected
     */
    static HouseholderVectors of(double[][] columns, int diagonal) {
        HouseholderVectors vectors = new HouseholderVectors(columns);
        for (int j = 0; j < columns.length; j++) {
            vectors.setReflection(j, diagonal + j);
            for (int k = j + 1; k < columns.length; k++) {
                vectors.reflect(j, columns[k], diagonal + j);
            }
            Arrays.fill(columns[j], 0, diagonal + j, 0); // clear the elements of R
        }
        return vectors;
    }

    /** Returns reflection j. */
    HouseholderReflection get(int j) {
        return reflections[j];
    }

    private void setReflection(int j, int diagonal) {
        reflections[j] = HouseholderReflection.of(v[j], diagonal, DataType.DOUBLE);
        v[j][diagonal] = reflections[j].first();
    }

    /** Applies reflection j to a column. */
    private void reflect(int j, double[] column, int from) {
        double factor = -dot(v[j], column, from) / reflections[j].halfSquaredNorm();
        for (int i = from; i < column.length; i++) {
            column[i] = Math.fma(factor, v[j][i], column[i]);
        }
    }

    private static double dot(double[] x, double[] y, int from) {
        double sum = 0;
        for (int i = from; i < x.length; i++) {
            sum = Math.fma(x[i], y[i], sum);
        }
        return sum;
    }

    /**
     * Returns the leading columns of H₁ H₂ ..., each multiplied by the sign of R's diagonal element. The columns are
     * orthonormal.
     */
    double[][] columns() {
        int columns = v.length;
        int rows = v[0].length;
        double[][] q = new double[rows + 3][columns]; // rows are processed in groups of four; the last three stay zero
        double[] products = new double[columns];
        double[] factors = new double[rows + 3];
        for (int k = columns - 1; k >= 0; k--) {
            q[k][k] = reflections[k].sign();
            System.arraycopy(v[k], k, factors, k, rows - k);
            Arrays.fill(products, 0);
            for (int i = k; i < rows; i += 4) {
                addScaledRows(products, factors, q[i], q[i + 1], q[i + 2], q[i + 3], i, k);
            }
            scale(factors, -1 / reflections[k].halfSquaredNorm(), k);
            for (int i = k; i < rows; i += 4) {
                addToRows(products, factors, q[i], q[i + 1], q[i + 2], q[i + 3], i, k);
            }
        }
        return transposed(q, rows);
    }

    private static void addScaledRows(
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

    /** Returns the transpose of the first {@code rows} rows. */
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
