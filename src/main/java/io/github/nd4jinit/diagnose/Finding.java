package io.github.nd4jinit.diagnose;

/**
 * Something that a diagnosis found.
 *
 * @param kind what it is
 * @param layer the layer where it is seen first; empty if it concerns the whole
 * @param text it, in words, with the numbers and what to do
 */
public record Finding(Kind kind, String layer, String text) {

    /** The kinds of findings. */
    public enum Kind {
        /** Signals and gradients keep their size. */
        HEALTHY,
        /** Activations become smaller from layer to layer. */
        SHRINKING,
        /** Activations become larger from layer to layer. */
        GROWING,
        /** Gradients become smaller on their way back. */
        VANISHING_GRADIENT,
        /** Gradients become larger on their way back. */
        EXPLODING_GRADIENT,
        /** Many units give zero for every example. */
        DEAD_UNITS,
        /** Many activations lie where the nonlinearity is flat. */
        SATURATED,
        /** All units of a layer are alike, and will stay so. */
        SYMMETRIC,
        /** Something is not a number, or infinite. */
        NOT_FINITE,
        /** The batch is one that tells little. */
        ODD_BATCH,
        /** There is nothing to be said, and the text says why. */
        UNKNOWN
    }
}
