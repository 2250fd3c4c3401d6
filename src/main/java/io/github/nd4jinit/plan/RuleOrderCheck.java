package io.github.nd4jinit.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Checks a list of rules for rules that can never apply, because earlier rules match the same parameters. */
final class RuleOrderCheck {

    private final List<Selector> earlier = new ArrayList<>();

    /**
     * Checks the next rule of the list.
     *
     * @throws IllegalArgumentException if the rule can never apply, because of its selector or because of earlier rules
     */
    void add(Rule rule) {
        Selector selector =
                Objects.requireNonNull(rule, "rule must not be null").selector();
        if (earlier.contains(selector)) {
            throw new IllegalArgumentException(
                    "two rules have the selector \"%s\", so the second can never apply; remove one of them"
                            .formatted(selector));
        }
        if (Selectors.covers(Selector.role(Role.STATISTIC), selector)) {
            throw new IllegalArgumentException(
                    "rule \"%s\" can never apply: a plan does not change statistics; remove the rule".formatted(rule));
        }
        for (Selector other : earlier) {
            if (Selectors.covers(other, selector)) {
                String remedy = Selectors.covers(selector, other) ? "remove one of them" : "move it before that rule";
                throw new IllegalArgumentException(
                        "rule \"%s\" can never apply: the earlier rule for \"%s\" matches the same parameters; %s"
                                .formatted(rule, other, remedy));
            }
        }
        earlier.add(selector);
    }
}
