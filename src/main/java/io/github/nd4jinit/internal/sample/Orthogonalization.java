package io.github.nd4jinit.internal.sample;

/**
 * A method for computing an m × n matrix with orthonormal rows or columns from m n standard normal values. The result of
 * every method is Haar-distributed.
 */
public enum Orthogonalization {
    /**
     * The values are the Householder vectors of the QR decomposition of a Gaussian matrix. The decomposition itself is
     * not computed, which halves the number of operations.
     */
    REFLECTORS,

    /**
     * torch's method: the factor Q of the QR decomposition in which R has a positive diagonal. The values form a matrix
     * with one row per output, which is transposed if it has more columns than rows.
     */
    QR_OF_OUTPUTS,

    /** JAX's method: the same factor Q, but the values form a matrix with at least as many rows as columns. */
    QR_OF_TALL
}
