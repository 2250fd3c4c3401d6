package io.github.nd4jinit.diagnose;

/**
 * How an edge transforms a signal between two layers. Constants may be added in a minor release, so a {@code switch}
 * over this enum needs a default branch.
 */
public enum Connection {
    /** No operation changes the scale by design. The edge may contain sums, dropout and reshaping. */
    DIRECT,
    /**
     * Pooling, upsampling, normalization or a weighted sum changes the scale, so the signals of the two layers cannot
     * be compared.
     */
    RESCALED
}
