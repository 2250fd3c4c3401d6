package io.github.nd4jinit.samediff;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Role;
import java.util.List;

/**
 * The role and the layout of a variable that is an operation's input at a given position.
 *
 * @param role the variable's role; {@link Role#OTHER} if the operation does not determine it
 * @param layout the layout of the variable
 * @param gates the gates packed in the variable's last axis, if they are initialized differently
 */
record ParameterSpec(Role role, Layout layout, List<LstmGate> gates) {

    static final ParameterSpec UNKNOWN = of(Role.OTHER);

    /** A position for data. A variable at this position is a learned input, such as an initial state. */
    static final ParameterSpec DATA = of(Role.TOKEN);

    static final ParameterSpec BIAS = of(Role.BIAS);
    static final ParameterSpec LSTM_BIAS = new ParameterSpec(Role.BIAS, Layout.IN_OUT, List.of(LstmGate.values()));
    static final ParameterSpec PEEPHOLE = of(Role.PEEPHOLE);
    static final ParameterSpec NORM_SCALE = of(Role.NORM_SCALE);
    static final ParameterSpec NORM_SHIFT = of(Role.NORM_SHIFT);
    static final ParameterSpec STATISTIC = of(Role.STATISTIC);
    static final ParameterSpec SLOPE = of(Role.SLOPE);

    /** A table of rows. Looking up a row multiplies the table by a one-hot vector from the left. */
    static final ParameterSpec EMBEDDING = of(Role.EMBEDDING);

    private static ParameterSpec of(Role role) {
        return new ParameterSpec(role, Layout.IN_OUT, List.of());
    }

    static ParameterSpec weight(Layout layout) {
        return new ParameterSpec(Role.WEIGHT, layout, List.of());
    }

    static ParameterSpec recurrent(Layout layout) {
        return new ParameterSpec(Role.RECURRENT_WEIGHT, layout, List.of());
    }

    boolean isWeight() {
        return role == Role.WEIGHT;
    }

    /**
     * Whether this spec is stronger evidence than the spec that another operation gives the same variable. A table that
     * is looked up is an embedding, even if it is also the weight of the output. A variable that is a weight of one
     * operation is not a learned input, even if another operation takes it as data.
     */
    boolean isStrongerThan(ParameterSpec other) {
        return evidence() > other.evidence();
    }

    private int evidence() {
        return switch (role) {
            case OTHER -> 0;
            case TOKEN -> 1;
            case EMBEDDING -> 3;
            default -> 2;
        };
    }
}
