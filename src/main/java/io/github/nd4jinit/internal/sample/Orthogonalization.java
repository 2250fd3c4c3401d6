package io.github.nd4jinit.internal.sample;

/**
 * How a matrix with orthonormal rows or columns is made of as many standard normal numbers. All three have the same
 * distribution, Haar's.
 */
public enum Orthogonalization {
    /**
     * The numbers are the Householder vectors of a Gaussian matrix's QR decomposition, which is not computed: half the
     * work.
     */
    REFLECTORS,

    /**
     * The Q of their QR decomposition, with R's diagonal positive; the numbers are a matrix, one row for each output, transposed if that
     * is wide: torch's way.
     */
    QR_OF_OUTPUTS,

    /** The same, of a matrix whose rows are the more: JAX's way. */
    QR_OF_TALL
}
