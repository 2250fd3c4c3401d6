package io.github.nd4jinit.samediff;

import io.github.nd4jinit.plan.Role;
import java.util.Locale;

/** The gates of {@code lstmLayer}, in the order in which it packs them. */
enum LstmGate {
    INPUT(Role.BIAS),
    FORGET(Role.FORGET_BIAS),
    CANDIDATE(Role.BIAS),
    OUTPUT(Role.BIAS);

    private final Role bias;

    LstmGate(Role bias) {
        this.bias = bias;
    }

    /** What its part of the bias is. */
    Role bias() {
        return bias;
    }

    /** {@return the name in text} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
