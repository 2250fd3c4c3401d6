package io.github.nd4jinit.plan;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one plan from a document. */
final class PlanReader {

    private final PlanDocument document;
    private final RuleOrderCheck order = new RuleOrderCheck();

    private @Nullable Long seed;
    private @Nullable List<Rule> rules;
    private List<Selector> only = List.of();
    private List<Selector> except = List.of();
    private UnmatchedPolicy unmatchedPolicy = UnmatchedPolicy.REFUSED;

    private PlanReader(PlanDocument document) {
        this.document = document;
    }

    static Plan read(String text) {
        try (PlanDocument document = PlanDocument.open(text)) {
            return new PlanReader(document).plan();
        }
    }

    private Plan plan() {
        int line = document.line();
        document.object("a plan", PlanKey.OF_PLAN, this::read);
        document.end();
        if (rules == null) {
            throw PlanDocument.fault(
                    line,
                    "a plan must have the key rules; write %s for a plan without rules"
                            .formatted(document.entry(PlanKey.RULES, "[]")));
        }
        return new Plan(rules, seed, only, except, unmatchedPolicy);
    }

    private void read(PlanKey key) {
        switch (key) {
            case VERSION -> document.version(key);
            case SEED -> seed = document.integer(key);
            case RULES -> rules = rules();
            case ONLY -> only = selectors(key);
            case EXCEPT -> except = selectors(key);
            case OTHERS -> unmatchedPolicy = constant(key, UnmatchedPolicy.values());
            default -> throw new IllegalStateException("not a key of a plan: " + key);
        }
    }

    private List<Rule> rules() {
        List<Rule> list = new ArrayList<>();
        document.list(PlanKey.RULES, 0, () -> list.add(new RuleReader().rule()));
        return list;
    }

    private List<Selector> selectors(PlanKey key) {
        List<Selector> list = new ArrayList<>();
        document.list(key, 1, () -> list.add(selector()));
        return list;
    }

    private Selector selector() {
        int line = document.line();
        List<Selector> criteria = new ArrayList<>();
        document.object("a selector", PlanKey.OF_SELECTOR, key -> criteria.add(criterion(key)));
        return selector(line, "a selector", criteria);
    }

    private Selector selector(int line, String what, List<Selector> criteria) {
        if (criteria.isEmpty()) {
            throw PlanDocument.fault(
                    line,
                    "%s needs at least one of the keys %s; write %s to select all parameters"
                            .formatted(what, listed(PlanKey.OF_SELECTOR), document.entry(PlanKey.ALL, true)));
        }
        return Selectors.allOf(criteria);
    }

    private static String listed(Collection<?> items) {
        return items.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private Selector criterion(PlanKey key) {
        return switch (key) {
            case ROLE -> Selector.role(constant(key, Role.values()));
            case NAME -> Selector.name(document.text(key));
            case REGEX -> regex(document.text(key));
            case LAYER -> Selector.layer(document.text(key));
            case ALL -> {
                checkTrue(key);
                yield Selector.all();
            }
            default -> throw new IllegalStateException("not a key of a selector: " + key);
        };
    }

    private Selector regex(String regex) {
        try {
            return Selector.regex(regex);
        } catch (PatternSyntaxException fault) {
            String message =
                    "\"%s\" is not a valid regular expression: %s near index %s; put a backslash before each character to be matched literally, or use the key name, in which only * and ? are special"
                            .formatted(regex, fault.getDescription(), fault.getIndex());
            throw document.fault(message);
        }
    }

    private void checkTrue(PlanKey key) {
        if (!document.bool(key)) {
            throw document.fault("%s must be true if it is present, received false; write %s, or remove the key"
                    .formatted(key, document.entry(key, true)));
        }
    }

    /** The enum constant that the current string names. */
    private <E extends Enum<E>> E constant(PlanKey key, E[] constants) {
        String name = document.text(key);
        return Arrays.stream(constants)
                .filter(constant -> constant.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> document.fault("%s must be one of %s, received \"%s\""
                        .formatted(key, listed(Arrays.asList(constants)), name)));
    }

    /** Reads a rule. */
    private final class RuleReader {

        private final int line = document.line();
        private final List<Selector> criteria = new ArrayList<>();
        private @Nullable Initializer use;
        private boolean keep;
        private @Nullable Layout layout;
        private @Nullable Boolean optional;

        Rule rule() {
            document.object("a rule", PlanKey.OF_RULE, this::read);
            Selector selector = selector(line, "a rule", criteria);
            if ((use != null) == keep) {
                String fault = keep
                        ? "both; remove one of them"
                        : "neither; add use with an initializer, or add %s to leave the parameters unchanged"
                                .formatted(document.entry(PlanKey.KEEP, true));
                throw PlanDocument.fault(
                        line, "a rule must have exactly one of the keys use and keep, received " + fault);
            }
            Rule rule = completed(use == null ? Rule.keep(selector) : Rule.of(selector, use));
            return PlanDocument.at(line, () -> {
                order.add(rule);
                return rule;
            });
        }

        /** The rule with the layout and the requirement that were read. */
        private Rule completed(Rule plain) {
            Rule rule = layout == null ? plain : plain.withLayout(layout);
            if (optional == null) {
                return rule;
            }
            return optional ? rule.ifAny() : rule.required();
        }

        private void read(PlanKey key) {
            switch (key) {
                case USE -> {
                    String text = document.text(key);
                    if (document.isYaml()
                            && text.chars().filter(c -> c == '(').count()
                                    > text.chars().filter(c -> c == ')').count()) {
                        throw document.fault(
                                "use is \"%s\", which lacks a closing parenthesis; add it, or enclose the whole value in quotes, because a comma inside braces ends a value in YAML"
                                        .formatted(text));
                    }
                    use = PlanDocument.at(document.line(), () -> Initializer.parse(text));
                }
                case KEEP -> {
                    checkTrue(key);
                    keep = true;
                }
                case LAYOUT -> {
                    String text = document.text(key);
                    layout = PlanDocument.at(document.line(), () -> Layout.parse(text));
                }
                case OPTIONAL -> optional = document.bool(key);
                default -> criteria.add(criterion(key));
            }
        }
    }
}
