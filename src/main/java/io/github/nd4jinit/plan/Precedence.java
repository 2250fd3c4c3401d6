package io.github.nd4jinit.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The order of rules, of which the first that selects a parameter counts. Tells of rules that no parameter can reach. */
final class Precedence {

    private final List<Selector> before = new ArrayList<>();

    /**
     * Puts a rule behind those before.
     *
     * @throws IllegalArgumentException if it can never match, whatever the parameters
     */
    void add(Rule rule) {
        Selector selector =
                Objects.requireNonNull(rule, "rule must not be null").selector();
        if (before.contains(selector)) {
            throw new IllegalArgumentException(
                    "two rules have the selector \"%s\", and the second can never match; leave one of them out"
                            .formatted(selector));
        }
        if (Select.covers(Selector.role(Role.STATISTIC), selector)) {
            throw new IllegalArgumentException(
                    "rule \"%s\" can never match: no plan touches statistics; leave it out".formatted(rule));
        }
        for (Selector earlier : before) {
            if (Select.covers(earlier, selector)) {
                throw new IllegalArgumentException(
                        "rule \"%s\" can never match: a rule for %s stands before it; put that last"
                                .formatted(rule, Select.isAll(earlier) ? "all parameters" : earlier));
            }
        }
        before.add(selector);
    }
}
