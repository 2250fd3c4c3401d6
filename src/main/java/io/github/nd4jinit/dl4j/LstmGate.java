package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.plan.Role;
import java.util.Locale;

/** The gates of an LSTM, in the order in which DL4J packs them. In DL4J's sources, the candidate is called "input". */
enum LstmGate {
    CANDIDATE(Role.BIAS),
    FORGET(Role.FORGET_BIAS),
    OUTPUT(Role.BIAS),
    INPUT(Role.BIAS);

    static final int COUNT = values().length;

    private final Role biasRole;

    LstmGate(Role biasRole) {
        this.biasRole = biasRole;
    }

    /** The role of this gate's part of the bias. */
    Role biasRole() {
        return biasRole;
    }

    /** {@return the suffix of this gate's bias in parameter names} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
