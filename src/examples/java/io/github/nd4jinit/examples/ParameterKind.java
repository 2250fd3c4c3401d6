package io.github.nd4jinit.examples;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Role;

/** The kinds in the lists of parameters: the role of a parameter and the meaning of its axes. */
enum ParameterKind {
    /** A matrix [out, in], as in {@code torch.nn.Linear}. */
    DENSE(Role.WEIGHT, Layout.OUT_IN),
    /** A matrix [in, out], as in GPT-2 and in Keras. */
    DENSE_IN_OUT(Role.WEIGHT, Layout.IN_OUT),
    /** The kernel [out, in, height, width] of a convolution. */
    CONV(Role.WEIGHT, Layout.OUT_IN),
    /** An embedding, with one row for each token or position. */
    EMBEDDING(Role.EMBEDDING, Layout.OUT_IN),
    /** A learned input. */
    TOKEN(Role.TOKEN, Layout.OUT_IN),
    /** The bias of a layer. */
    BIAS(Role.BIAS, Layout.OUT_IN),
    /** The scale of a normalization layer, by which normalized values are multiplied. */
    NORM_SCALE(Role.NORM_SCALE, Layout.OUT_IN),
    /** The shift of a normalization layer, which is added to normalized values. */
    NORM_SHIFT(Role.NORM_SHIFT, Layout.OUT_IN);

    final Role role;

    @SuppressWarnings("ImmutableEnumChecker") // Layouts are immutable.
    final Layout layout;

    ParameterKind(Role role, Layout layout) {
        this.role = role;
        this.layout = layout;
    }
}
