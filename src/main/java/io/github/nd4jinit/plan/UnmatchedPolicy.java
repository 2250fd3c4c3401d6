package io.github.nd4jinit.plan;

import java.util.Locale;

/** The treatment of parameters that no rule matches and whose role has no default initializer. */
enum UnmatchedPolicy {
    REFUSED,
    KEPT;

    /** The policy as it appears in plan files. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
