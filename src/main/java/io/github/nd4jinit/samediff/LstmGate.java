package io.github.nd4jinit.samediff;

import io.github.nd4jinit.plan.Role;
import java.util.Locale;

/** The gates of {@code lstmLayer}, in the order in which libnd4j packs them. */
enum LstmGate {
    INPUT(Role.BIAS),
    FORGET(Role.FORGET_BIAS),
    CANDIDATE(Role.BIAS),
    OUTPUT(Role.BIAS);

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
