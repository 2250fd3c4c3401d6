package io.github.nd4jinit.diagnose;

import java.util.List;

/** Derives findings about one aspect of the network from the measurements. */
@FunctionalInterface
interface FindingRule {

    /** Returns the findings; empty if there is nothing to report. */
    List<Finding> apply(Measurements measurements);
}
