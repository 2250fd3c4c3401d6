package io.github.nd4jinit.plan;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The keys of plan files. */
enum PlanKey {
    ROLE,
    NAME,
    REGEX,
    LAYER,
    ALL,
    USE,
    KEEP,
    LAYOUT,
    OPTIONAL,
    VERSION,
    SEED,
    RULES,
    ONLY,
    EXCEPT,
    OTHERS;

    static final Set<PlanKey> OF_SELECTOR = EnumSet.range(ROLE, ALL);
    static final Set<PlanKey> OF_RULE = EnumSet.range(ROLE, OPTIONAL);
    static final Set<PlanKey> OF_PLAN = EnumSet.range(VERSION, OTHERS);

    /** The key as it appears in plan files. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
