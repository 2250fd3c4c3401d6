package io.github.nd4jinit.internal.sample;

/**
 * A method that computes a matrix with orthonormal rows or columns from as many standard normal numbers. All of them give
 * the Haar distribution.
 */
public enum Orthogonalization {
    /**
     * The numbers are the Householder vectors of the QR decomposition of a Gaussian matrix. The decomposition itself is not
     * computed, which saves half of the work.
     */
    REFLECTORS,

    /**
     * torch's method: the factor Q of the QR decomposition in which R has a positive diagonal. The numbers are a matrix with
     * one row per output, transposed if it has more columns than rows.
     */
    QR_OF_OUTPUTS,

    /** JAX's method: the same, but the numbers are a matrix with at least as many rows as columns. */
    QR_OF_TALL
}
