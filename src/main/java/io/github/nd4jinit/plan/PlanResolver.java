package io.github.nd4jinit.plan;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Assigns an initializer to each parameter of a network, and reports all errors in the plan that depend on the network.
 */
final class PlanResolver {

    private static final int MAX_LISTED_NAMES = 10;

    private final Plan plan;
    private final List<Parameter> parameters;
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<Parameter> unmatched = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** The parameters that each rule applies to. Rules that apply to no parameter are absent. */
    private final Map<Rule, List<Parameter>> uses = new HashMap<>();

    PlanResolver(Plan plan, List<Parameter> parameters) {
        this.plan = plan;
        this.parameters = parameters;
        Set<String> names = new HashSet<>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException(
                        "two parameters have the name \"%s\"; random numbers are derived from names, so rename one of them"
                                .formatted(parameter.name()));
            }
            assignments.add(assign(parameter));
        }
        plan.onlySelectors().forEach(selector -> checkMatches("only", selector));
        plan.exceptSelectors().forEach(selector -> checkMatches("except", selector));
        plan.rules().forEach(this::checkUsed);
        checkUnmatched(); // last, because a selector that matches nothing is often the cause
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
    }

    Assignments assignments() {
        return new Assignments(assignments);
    }

    private Assignment assign(Parameter parameter) {
        Rule rule = plan.rules().stream()
                .filter(candidate -> candidate.selector().matches(parameter))
                .findFirst()
                .orElse(null);
        if (rule != null) {
            uses.computeIfAbsent(rule, unused -> new ArrayList<>()).add(parameter);
        }
        String exemption = plan.exemption(parameter);
        if (exemption != null) {
            return Assignment.kept(parameter, exemption);
        }
        if (rule != null) {
            String reason = rule.selector().toString();
            return rule.initializer()
                    .map(initializer ->
                            fill(parameter, reason, initializer, rule.layout().orElse(parameter.layout())))
                    .orElseGet(() -> Assignment.kept(parameter, reason));
        }
        Optional<Initializer> initializer = parameter.role().defaultInitializer();
        if (initializer.isPresent()) {
            return fill(parameter, "default of " + parameter.role(), initializer.get(), parameter.layout());
        }
        if (plan.unmatchedPolicy() == UnmatchedPolicy.REFUSED) {
            unmatched.add(parameter);
        }
        return Assignment.kept(parameter, "no rule");
    }

    private static Assignment fill(Parameter parameter, String reason, Initializer initializer, Layout layout) {
        try {
            Initializer known =
                    parameter.explicitFans().map(initializer::withFans).orElse(initializer);
            return Assignment.filled(parameter, reason, known, layout, known.moments(parameter.shape(), layout));
        } catch (IllegalArgumentException fault) {
            String remedy =
                    parameter.role() == Role.BIAS && parameter.explicitFans().isEmpty()
                            ? "; its weight is unknown, so add a rule for this bias, or set its fans with Parameter.withFans"
                            : "";
            throw new IllegalArgumentException(parameter.name() + ": " + fault.getMessage() + remedy, fault);
        }
    }

    private void checkUnmatched() {
        if (!unmatched.isEmpty()) {
            List<String> roles = unmatched.stream()
                    .map(parameter -> parameter.role().toString())
                    .distinct()
                    .toList();
            faults.add(
                    "no rule matches %s, and the role%s %s no default initializer; add a rule, or call keepingOthers() (in a plan file, others: kept)"
                            .formatted(
                                    listed(unmatched.stream()
                                            .map(Parameter::name)
                                            .toList()),
                                    roles.size() == 1 ? "" : "s",
                                    String.join(", ", roles) + (roles.size() == 1 ? " has" : " have")));
        }
    }

    /** Without this check, a misspelled exception would let trained weights be overwritten. */
    private void checkMatches(String key, Selector selector) {
        if (Selectors.isSpecific(selector) && parameters.stream().noneMatch(selector::matches)) {
            UnmatchedSelector fault = new UnmatchedSelector(selector, parameters);
            faults.add("\"%s %s\" %s; correct the selector%s, or remove it"
                    .formatted(key, selector, fault.predicate(), fault.suggestion()));
        }
    }

    private void checkUsed(Rule rule) {
        if (uses.containsKey(rule) || !rule.isRequired()) {
            return;
        }
        List<String> matched = parameters.stream()
                .filter(rule.selector()::matches)
                .map(Parameter::name)
                .toList();
        String optional = "make it optional with ifAny() (in a plan file, optional: true)";
        if (matched.isEmpty()) {
            UnmatchedSelector fault = new UnmatchedSelector(rule.selector(), parameters);
            faults.add("rule \"%s\" %s; correct its selector%s, or %s"
                    .formatted(rule, fault.predicate(), fault.suggestion(), optional));
            return;
        }
        faults.add("rule \"%s\" never applies, because earlier rules match %s; %s"
                .formatted(rule, listed(matched), canBeFirst(rule) ? "put it first" : "remove it, or " + optional));
    }

    /** Whether a rule can be put first without preventing another rule from applying. */
    private boolean canBeFirst(Rule rule) {
        return plan.rules().stream()
                .filter(other -> !other.equals(rule))
                .noneMatch(other -> Selectors.covers(rule.selector(), other.selector())
                        || (other.isRequired()
                                && uses.getOrDefault(other, List.of()).stream().allMatch(rule.selector()::matches)));
    }

    /** The first ten names, and the number of remaining names. */
    static String listed(List<String> names) {
        String some = names.stream().limit(MAX_LISTED_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MAX_LISTED_NAMES ? some : some + " and " + (names.size() - MAX_LISTED_NAMES) + " more";
    }
}
