package io.github.nd4jinit.examples;

import io.github.nd4jinit.Layout;

/** What a parameter does in its network, and with that, what its axes mean. */
enum Role {
    /** A matrix [out, in], as in {@code torch.nn.Linear}. */
    DENSE,
    /** A matrix [in, out], as in GPT-2 and in Keras. */
    DENSE_IN_OUT,
    /** The kernel [out, in, height, width] of a convolution. */
    CONV,
    /** One row for each token or position: a table to look up, not a map from inputs to outputs. */
    EMBEDDING,
    /** A learned input. */
    TOKEN,
    /** What a layer adds. */
    BIAS,
    /** What a normalization multiplies by. */
    NORM_SCALE,
    /** What a normalization adds. */
    NORM_SHIFT;

    /** Whether it joins inputs to outputs. */
    boolean hasFans() {
        return this == DENSE || this == DENSE_IN_OUT || this == CONV;
    }

    /** What the axes mean. Where there are no fans no initializer looks, and the default does. */
    Layout layout() {
        return this == DENSE_IN_OUT ? Layout.IN_OUT : Layout.OUT_IN;
    }
}
