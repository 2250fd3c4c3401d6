package io.github.nd4jinit.samediff;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Role;
import java.util.List;

/**
 * What an operation takes in one place.
 *
 * @param role what a variable does that stands there; {@link Role#OTHER} if the operation does not tell
 * @param layout what its axes mean
 * @param gates what its last axis is divided into, if the parts start differently
 */
record ParameterSpec(Role role, Layout layout, List<LstmGate> gates) {

    static final ParameterSpec UNKNOWN = of(Role.OTHER);

    /** What other operations make. A variable in this place is an input that is learned, such as a first state. */
    static final ParameterSpec DATA = of(Role.TOKEN);

    static final ParameterSpec BIAS = of(Role.BIAS);
    static final ParameterSpec LSTM_BIAS = new ParameterSpec(Role.BIAS, Layout.IN_OUT, List.of(LstmGate.values()));
    static final ParameterSpec PEEPHOLE = of(Role.PEEPHOLE);
    static final ParameterSpec NORM_SCALE = of(Role.NORM_SCALE);
    static final ParameterSpec NORM_SHIFT = of(Role.NORM_SHIFT);
    static final ParameterSpec STATISTIC = of(Role.STATISTIC);
    static final ParameterSpec SLOPE = of(Role.SLOPE);

    /** A table, which a vector of zeros and a single one would multiply from the left. */
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
     * Whether this tells more about a variable than what another operation takes it for. A table that is looked up is an
     * embedding, though it may be the output's weight as well; what is a weight somewhere is not an input, though something
     * may be computed of it.
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
