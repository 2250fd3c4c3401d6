package io.github.nd4jinit.diagnose;

import java.util.List;

/** Derives findings of one subject from the measurements. */
@FunctionalInterface
interface FindingRule {

    /** The findings; empty if the measurements give no reason for one. */
    List<Finding> apply(Measurements measurements);
}
