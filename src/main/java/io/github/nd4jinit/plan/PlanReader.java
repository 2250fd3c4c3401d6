package io.github.nd4jinit.plan;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads plans, each from a text of its own. */
final class PlanReader {

    private final PlanDocument document;
    private final Precedence precedence = new Precedence();

    private OptionalLong seed = OptionalLong.empty();
    private @Nullable List<Rule> rules;
    private List<Selector> only = List.of();
    private List<Selector> except = List.of();
    private Plan.Others others = Plan.Others.REFUSED;

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
            throw PlanDocument.fault(line, "a plan needs rules; write rules: [], if it has none");
        }
        return new Plan(rules, seed, only, except, others);
    }

    private void read(PlanKey key) {
        switch (key) {
            case VERSION -> document.version(key);
            case SEED -> seed = OptionalLong.of(document.whole(key));
            case RULES -> rules = rules();
            case ONLY -> only = selectors(key);
            case EXCEPT -> except = selectors(key);
            case OTHERS -> others = one(key, Plan.Others.values());
            default -> throw new IllegalStateException("not a plan's: " + key);
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

    private static Selector selector(int line, String what, List<Selector> criteria) {
        if (criteria.isEmpty()) {
            throw PlanDocument.fault(
                    line, "%s needs one of %s; they say which parameters".formatted(what, listed(PlanKey.OF_SELECTOR)));
        }
        return Select.every(criteria);
    }

    private static String listed(Set<PlanKey> keys) {
        return String.join(", ", keys.stream().map(PlanKey::toString).toList());
    }

    private Selector criterion(PlanKey key) {
        return switch (key) {
            case ROLE -> Selector.role(one(key, Role.values()));
            case NAME -> Selector.name(document.text(key));
            case REGEX -> regex(document.text(key));
            case LAYER -> Selector.layer(document.text(key));
            case ALL -> {
                checkTrue(key);
                yield Selector.all();
            }
            default -> throw new IllegalStateException("not a selector's: " + key);
        };
    }

    private Selector regex(String regex) {
        try {
            return Selector.regex(regex);
        } catch (PatternSyntaxException fault) {
            String message = "\"%s\" is no regular expression: %s near index %s; escape what stands for itself"
                    .formatted(regex, fault.getDescription(), fault.getIndex());
            throw document.fault(message);
        }
    }

    private void checkTrue(PlanKey key) {
        if (!document.yesOrNo(key)) {
            throw document.fault("%s can only be true; leave it out otherwise".formatted(key));
        }
    }

    /** The constant of an enum that the text at hand names. */
    private <E extends Enum<E>> E one(PlanKey key, E[] constants) {
        String name = document.text(key);
        return Arrays.stream(constants)
                .filter(constant -> constant.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> document.fault(
                        "%s must be one of %s, received \"%s\"".formatted(key, Arrays.toString(constants), name)));
    }

    /** Reads a rule. */
    private final class RuleReader {

        private final int line = document.line();
        private final List<Selector> criteria = new ArrayList<>();
        private Optional<Initializer> use = Optional.empty();
        private Optional<Boolean> keep = Optional.empty();
        private Optional<Layout> layout = Optional.empty();
        private Optional<Rule.Need> need = Optional.empty();

        Rule rule() {
            document.object("a rule", PlanKey.OF_RULE, this::read);
            Selector selector = selector(line, "a rule", criteria);
            if (use.isPresent() == keep.isPresent()) {
                throw PlanDocument.fault(
                        line,
                        "a rule has either use or keep, received %s; use names an initializer, keep: true leaves the parameters as they are"
                                .formatted(use.isPresent() ? "both" : "neither"));
            }
            Rule rule = new Rule(selector, use, layout, need.orElse(Rule.need(selector)));
            return PlanDocument.at(line, () -> {
                precedence.add(rule);
                return rule;
            });
        }

        private void read(PlanKey key) {
            switch (key) {
                case USE -> {
                    String text = document.text(key);
                    if (text.chars().filter(c -> c == '(').count()
                            > text.chars().filter(c -> c == ')').count()) {
                        throw document.fault(
                                "use is \"%s\", cut off; put it in quotes, for within braces YAML ends it at a comma"
                                        .formatted(text));
                    }
                    use = Optional.of(PlanDocument.at(document.line(), () -> Initializer.parse(text)));
                }
                case KEEP -> {
                    checkTrue(key);
                    keep = Optional.of(true);
                }
                case LAYOUT -> {
                    String text = document.text(key);
                    layout = Optional.of(PlanDocument.at(document.line(), () -> Layout.parse(text)));
                }
                case OPTIONAL -> need = Optional.of(document.yesOrNo(key) ? Rule.Need.OPTIONAL : Rule.Need.REQUIRED);
                default -> criteria.add(criterion(key));
            }
        }
    }
}
