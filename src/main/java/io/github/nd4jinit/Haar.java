package io.github.nd4jinit;

import java.util.Arrays;

/**
 * Semi-orthogonal matrices of the Haar measure: every rotation of one is as likely as itself.
 *
 * <p>The Q of a Gaussian matrix's QR decomposition, with R's diagonal positive, is such a matrix, and the Householder
 * vectors of that decomposition are themselves independent Gaussian directions (Stewart, <a
 * href="https://doi.org/10.1137/0717034">The efficient generation of random orthogonal matrices</a>, SIAM Journal on
 * Numerical Analysis 17, 1980). So they are drawn, not computed, and only their product is formed.
 */
final class Haar {

    private Haar() {}

    /**
     * A matrix with orthonormal columns.
     *
     * @param rows number of rows
     * @param columns number of columns, at most {@code rows}
     * @param gaussians {@code rows * columns} independent standard normal numbers, not all of which are used
     * @return the matrix in row-major order
     */
    static double[] orthonormalColumns(int rows, int columns, double[] gaussians) {
        double[] q = new double[rows * columns];
        double[] products = new double[columns];
        for (int k = columns - 1; k >= 0; k--) {
            // H_k reflects x = (g_k, ..., g_rows) of column k onto its first axis: H_k x = -sign(x_k) |x| e_k
            int from = k * rows;
            double square = 0;
            for (int i = k; i < rows; i++) {
                square += gaussians[from + i] * gaussians[from + i];
            }
            double head = gaussians[from + k];
            double norm = Math.sqrt(square);
            gaussians[from + k] = head + Math.copySign(norm, head);
            double scale = 1 / (square + Math.abs(head) * norm); // 2 / |v|²
            q[k * columns + k] = -Math.signum(head); // makes R's diagonal positive
            reflect(q, rows, columns, k, gaussians, scale, products);
        }
        return q;
    }

    /**
     * The Q of a matrix's QR decomposition, with R's diagonal positive, which makes it unique.
     *
     * @param rows number of rows
     * @param columns number of columns, at most {@code rows}
     * @param a the matrix in row-major order; overwritten
     * @return the matrix Q in row-major order, as large
     */
    static double[] q(int rows, int columns, double[] a) {
        double[] vectors = new double[rows * columns];
        double[] signs = new double[columns];
        double[] scales = new double[columns];
        double[] products = new double[columns];
        for (int k = 0; k < columns; k++) {
            double square = 0;
            for (int i = k; i < rows; i++) {
                double x = a[i * columns + k];
                vectors[k * rows + i] = x;
                square += x * x;
            }
            double head = a[k * columns + k];
            double norm = Math.sqrt(square);
            vectors[k * rows + k] = head + Math.copySign(norm, head);
            scales[k] = 1 / (square + Math.abs(head) * norm);
            signs[k] = -Math.copySign(1, head); // that of R's diagonal
            reflect(a, rows, columns, k, vectors, scales[k], products);
        }
        double[] q = new double[rows * columns];
        for (int k = columns - 1; k >= 0; k--) {
            q[k * columns + k] = signs[k];
            reflect(q, rows, columns, k, vectors, scales[k], products);
        }
        return q;
    }

    /** The transpose of a matrix in row-major order. */
    static double[] transposed(int rows, int columns, double[] a) {
        double[] transposed = new double[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j * rows + i] = a[i * columns + j];
            }
        }
        return transposed;
    }

    /** Q = (I - scale v vᵀ) Q, with v in the rows from k on, where Q's columns before k are still zero. */
    private static void reflect(
            double[] q, int rows, int columns, int k, double[] vectors, double scale, double[] products) {
        Arrays.fill(products, k, columns, 0);
        for (int i = k; i < rows; i++) {
            double v = vectors[k * rows + i];
            int row = i * columns;
            for (int j = k; j < columns; j++) {
                products[j] += v * q[row + j];
            }
        }
        for (int i = k; i < rows; i++) {
            double v = scale * vectors[k * rows + i];
            int row = i * columns;
            for (int j = k; j < columns; j++) {
                q[row + j] -= v * products[j];
            }
        }
    }
}
