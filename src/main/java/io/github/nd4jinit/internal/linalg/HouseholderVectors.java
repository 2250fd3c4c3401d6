package io.github.nd4jinit.internal.linalg;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;

/** The Householder reflections of some columns, H₁ H₂ ..., by plain loops. */
final class HouseholderVectors {

    /** The vectors, each with as many leading zeros as there are vectors before it. */
    private final double[][] v;

    private final HouseholderReflection[] reflections;

    private HouseholderVectors(double[][] v) {
        this.v = v;
        this.reflections = new HouseholderReflection[v.length];
    }

    /** Random vectors: independent normal numbers give each one a uniformly distributed direction. */
    static HouseholderVectors drawn(DataType type, int rows, int columns, TensorValues normals, long from) {
        HouseholderVectors drawn = new HouseholderVectors(columns(type, rows, columns, normals, from));
        for (int j = 0; j < columns; j++) {
            Arrays.fill(drawn.v[j], 0, j, 0);
            drawn.setReflection(j, j);
        }
        return drawn;
    }

    /** Draws the numbers in one call, as floats if the type is FLOAT, because short runs and doubles are slower. */
    private static double[][] columns(DataType type, int rows, int columns, TensorValues normals, long from) {
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
     * The reflections that make columns upper triangular.
     *
     * @param columns the columns; overwritten by the vectors
     * @param diagonal the row of the diagonal element of the first column; rows above it are not reflected
     */
    static HouseholderVectors of(double[][] columns, int diagonal) {
        HouseholderVectors vectors = new HouseholderVectors(columns);
        for (int j = 0; j < columns.length; j++) {
            vectors.setReflection(j, diagonal + j);
            for (int k = j + 1; k < columns.length; k++) {
                vectors.reflect(j, columns[k], diagonal + j);
            }
            Arrays.fill(columns[j], 0, diagonal + j, 0); // the elements of R
        }
        return vectors;
    }

    /** One of the reflections. */
    HouseholderReflection get(int j) {
        return reflections[j];
    }

    private void setReflection(int j, int diagonal) {
        reflections[j] = HouseholderReflection.of(v[j], diagonal, DataType.DOUBLE);
        v[j][diagonal] = reflections[j].first();
    }

    /** Reflects a column by one of the vectors. */
    private void reflect(int j, double[] column, int from) {
        double factor = -dot(v[j], column, from) / reflections[j].halfSquare();
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

    /** H D, where D holds the signs of R's diagonal: a matrix with orthonormal columns. */
    double[][] columns() {
        int columns = v.length;
        int rows = v[0].length;
        double[][] q = new double[rows + 3][columns]; // the last three stay zero: four rows are processed at a time
        double[] products = new double[columns];
        double[] factors = new double[rows + 3];
        for (int k = columns - 1; k >= 0; k--) {
            q[k][k] = reflections[k].sign();
            System.arraycopy(v[k], k, factors, k, rows - k);
            Arrays.fill(products, 0);
            for (int i = k; i < rows; i += 4) {
                addRows(products, factors, q[i], q[i + 1], q[i + 2], q[i + 3], i, k);
            }
            scale(factors, -1 / reflections[k].halfSquare(), k);
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
