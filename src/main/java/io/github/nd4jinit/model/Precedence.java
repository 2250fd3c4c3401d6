package io.github.nd4jinit.model;

import java.util.HashSet;
import java.util.Set;

/** The order of rules, of which the first that selects a parameter counts. Tells of rules that no parameter can reach. */
final class Precedence {

    private final Set<Selector> before = new HashSet<>();

    /**
     * Puts a rule behind those before.
     *
     * @throws IllegalArgumentException if it can never match, whatever the parameters
     */
    void add(Rule rule) {
        if (before.contains(Selector.all())) {
            throw new IllegalArgumentException(
                    "rule \"%s\" can never match: a rule for all parameters stands before it; put that last"
                            .formatted(rule));
        }
        if (!before.add(rule.selector())) {
            throw new IllegalArgumentException(
                    "two rules have the selector \"%s\", and the second can never match; leave one of them out"
                            .formatted(rule.selector()));
        }
    }
}
