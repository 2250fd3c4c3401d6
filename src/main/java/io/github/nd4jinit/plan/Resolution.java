package io.github.nd4jinit.plan;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan meets a network's parameters. */
final class Resolution {

    /** How many names a message lists. */
    private static final int MOST_NAMES = 10;

    private final Plan plan;
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<String> unprovided = new ArrayList<>();
    private final Set<Rule> used = new HashSet<>();

    Resolution(Plan plan, List<Parameter> parameters) {
        this.plan = plan;
        Set<String> names = new HashSet<>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException(
                        "two parameters have the name \"%s\"; each needs one of its own, by which its random numbers go"
                                .formatted(parameter.name()));
            }
            assignments.add(assignment(parameter));
        }
        refuseUnprovided();
        plan.onlyThese().forEach(selector -> refuseIdle("only", selector, parameters));
        plan.allBut().forEach(selector -> refuseIdle("except", selector, parameters));
        plan.rules().forEach(rule -> refuseUnused(rule, parameters));
    }

    Assignments assignments() {
        return new Assignments(assignments);
    }

    private Assignment assignment(Parameter parameter) {
        Rule rule = plan.rules().stream()
                .filter(candidate -> candidate.selector().matches(parameter))
                .findFirst()
                .orElse(null);
        String exemption = plan.exemption(parameter);
        if (rule != null) {
            used.add(rule);
        }
        if (exemption != null) {
            return kept(parameter, exemption);
        }
        if (rule != null) {
            return rule.initializer()
                    .map(initializer ->
                            filled(parameter, rule.selector().toString(), initializer, layout(rule, parameter)))
                    .orElseGet(() -> kept(parameter, rule.selector().toString()));
        }
        Optional<Initializer> standard = parameter.role().standard();
        if (standard.isPresent()) {
            return filled(parameter, "default of " + parameter.role(), standard.get(), parameter.layout());
        }
        if (plan.others() == Plan.Others.REFUSED) {
            unprovided.add(parameter.name());
        }
        return kept(parameter, "no rule");
    }

    private static Layout layout(Rule rule, Parameter parameter) {
        return rule.layout().orElse(parameter.layout());
    }

    private static Assignment kept(Parameter parameter, String why) {
        return new Assignment(
                parameter,
                why,
                Optional.empty(),
                parameter.layout(),
                parameter.fans(parameter.layout()),
                Moments.UNKNOWN);
    }

    private static Assignment filled(Parameter parameter, String why, Initializer initializer, Layout layout) {
        try {
            Initializer known = parameter.givenFans().map(initializer::withFans).orElse(initializer);
            return new Assignment(
                    parameter,
                    why,
                    Optional.of(known),
                    layout,
                    parameter.fans(layout),
                    known.moments(parameter.lengths(), layout));
        } catch (IllegalArgumentException fault) {
            String remedy =
                    parameter.role() == Role.BIAS && parameter.givenFans().isEmpty()
                            ? "; or, as its weight is not known, give it a rule of its own or Parameter.withFans"
                            : "";
            throw new IllegalArgumentException(parameter.name() + ": " + fault.getMessage() + remedy, fault);
        }
    }

    private void refuseUnprovided() {
        if (!unprovided.isEmpty()) {
            throw new IllegalArgumentException(
                    "neither a rule nor a role provides for %s; add a rule for it, or say keepingOthers(), in a file others: kept"
                            .formatted(listed(unprovided)));
        }
    }

    /** A misspelt exception would let trained weights be overwritten. */
    private static void refuseIdle(String what, Selector selector, List<Parameter> parameters) {
        if (Select.isSpecific(selector) && parameters.stream().noneMatch(selector::matches)) {
            throw new IllegalArgumentException("%s %s: none of the %s parameters is such a one; mend the selector"
                    .formatted(what, selector, parameters.size()));
        }
    }

    private void refuseUnused(Rule rule, List<Parameter> parameters) {
        if (used.contains(rule) || rule.need() == Rule.Need.OPTIONAL) {
            return;
        }
        List<String> taken = parameters.stream()
                .filter(rule.selector()::matches)
                .map(Parameter::name)
                .toList();
        String why = taken.isEmpty()
                ? "none of the %s parameters is such a one; mend the selector, or say ifAny(), in a file optional: true"
                        .formatted(parameters.size())
                : "rules before it take %s; put it before them".formatted(listed(taken));
        throw new IllegalArgumentException("rule \"%s\" can never match: %s".formatted(rule, why));
    }

    private static String listed(List<String> names) {
        String some = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? some : some + " and " + (names.size() - MOST_NAMES) + " more";
    }
}
