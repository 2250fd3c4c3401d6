package io.github.nd4jinit.plan;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How a whole network starts: rules, of which the first that selects a parameter counts. A parameter that no rule selects
 * starts with its {@linkplain Role#standard() role's default}; one without such a default is an error, or stays as it is if
 * the plan {@linkplain #keepingOthers() says so}.
 *
 * <pre>{@code
 * Plan plan = Plan.of(
 *                 Rule.of(Selector.name("*.c_proj.weight"), Init.normal(0, 0.02 / Math.sqrt(24))),
 *                 Rule.of(Selector.role(Role.WEIGHT), Init.normal(0, 0.02)),
 *                 Rule.of(Selector.role(Role.EMBEDDING), Init.normal(0, 0.02)))
 *         .seeded(42);
 * System.out.println(plan.dryRun(tensors)); // what would be done, with fans and std
 * plan.apply(tensors);
 * }</pre>
 *
 * <p>Each parameter's random numbers are drawn by its name, so another layer does not change the others' values. Nothing is
 * written unless the whole plan is sound; only a lambda's own exception comes when it is its turn. Plans are immutable values.
 */
public final class Plan {

    private final List<Rule> rules;
    private final OptionalLong seed;
    private final List<Selector> only;
    private final List<Selector> except;
    private final Others others;

    /** What becomes of parameters that neither a rule nor a role provides for. */
    enum Others {
        REFUSED,
        KEPT;

        /** The name in text. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Plan(List<Rule> rules, OptionalLong seed, List<Selector> only, List<Selector> except, Others others) {
        this.rules = checked(List.copyOf(rules));
        this.seed = seed;
        this.only = List.copyOf(only);
        this.except = List.copyOf(except);
        this.others = others;
    }

    private static List<Rule> checked(List<Rule> rules) {
        Precedence precedence = new Precedence();
        rules.forEach(precedence::add);
        return rules;
    }

    /**
     * The plan of some rules.
     *
     * @param rules the rules, special ones first
     * @return the plan
     * @throws IllegalArgumentException if two rules have the same selector, or a rule follows one for all parameters
     */
    public static Plan of(Rule... rules) {
        return of(Arrays.asList(rules));
    }

    /**
     * The plan of some rules.
     *
     * @param rules the rules, special ones first
     * @return the plan
     * @throws IllegalArgumentException if two rules have the same selector, or a rule follows one for all parameters
     */
    public static Plan of(List<Rule> rules) {
        return new Plan(rules, OptionalLong.empty(), List.of(), List.of(), Others.REFUSED);
    }

    /**
     * The plan of a text, written by {@link #toJson}, by {@link #toYaml} or by hand:
     *
     * <pre>
     * version: 1
     * seed: 42
     * rules:
     *   - name: "*.c_proj.weight"               # quotes, for in YAML a bare * begins an alias
     *     use: normal(mean=0.0, std=0.0041)
     *   - {role: weight, layer: LSTM, use: orthogonal, layout: "IO.packed(4)"}
     *   - {regex: "h\\.\\d+\\.ln.*", keep: true}
     *   - {all: true, use: zeros, optional: true}
     * only: [{name: "head.*"}]
     * except: [{layer: BatchNormalization}]
     * others: kept
     * </pre>
     *
     * <ul>
     *   <li>A rule is for parameters of a {@code role}, {@code name}, {@code regex} and {@code layer}, or {@code all}; several
     *       of these must hold together. It says either {@code use}, as in {@link Initializer#parse}, or {@code keep: true}.
     *       {@code layout}, as in {@link Layout#parse}, is that of {@link Rule#withLayout}, {@code optional: true} is {@link
     *       Rule#ifAny}, and {@code optional: false} asks for such parameters whatever the selector.
     *   <li>{@code only} and {@code except} are lists of selectors, which have a rule's first five keys.
     *   <li>{@code others}, the parameters that neither a rule nor a role provides for, are {@code refused}, or {@code kept}.
     *   <li>{@code version} is the version of this format. It is 1; a text without a version has version 1.
     *   <li>Only {@code rules} must be there.
     * </ul>
     *
     * @param text JSON if its first character is a brace, else YAML
     * @return the plan
     * @throws IllegalArgumentException if the text is neither, or has a key or value that no plan has; the message tells the
     *     line
     */
    public static Plan parse(String text) {
        return PlanReader.read(Objects.requireNonNull(text, "text must not be null"));
    }

    /**
     * This plan as JSON.
     *
     * @return text that {@link #parse} reads
     * @throws UnsupportedOperationException if a selector or initializer has no text: a condition, a lambda, or two selectors
     *     of one kind joined by {@link Selector#and}
     */
    public String toJson() {
        return PlanWriter.json(this);
    }

    /**
     * This plan as YAML.
     *
     * @return text that {@link #parse} reads
     * @throws UnsupportedOperationException as {@link #toJson} does
     */
    public String toYaml() {
        return PlanWriter.yaml(this);
    }

    /**
     * The same plan with other rules before its own, which then count for what is left.
     *
     * @param first the rules; one with a selector of a rule here takes its place
     * @return the plan
     */
    public Plan withRules(Rule... first) {
        List<Rule> all = new ArrayList<>(Arrays.asList(first));
        Set<Selector> replaced = new HashSet<>();
        all.forEach(rule -> replaced.add(rule.selector()));
        rules.stream().filter(rule -> !replaced.contains(rule.selector())).forEach(all::add);
        return new Plan(all, seed, only, except, others);
    }

    /**
     * The same plan with a seed of its own, which counts where no generator is given.
     *
     * @param seed the seed of a {@link Generator#seeded}
     * @return the plan
     */
    public Plan seeded(long seed) {
        return new Plan(rules, OptionalLong.of(seed), only, except, others);
    }

    /**
     * The same plan for some parameters only, instead of those said before: all others stay as they are, whatever the rules
     * say. Where it meets a network, a name, regular expression or layer that fits no parameter is an error.
     *
     * @param selectors which parameters: those of any of these
     * @return the plan
     * @throws IllegalArgumentException if there is no selector
     */
    public Plan only(Selector... selectors) {
        if (selectors.length == 0) {
            throw new IllegalArgumentException(
                    "only: received no selector, and a plan for no parameter does nothing; say which parameters");
        }
        return new Plan(rules, seed, Arrays.asList(selectors), except, others);
    }

    /**
     * The same plan for all but some parameters, such as those that were trained before: these stay as they are, whatever the
     * rules say, and so do those that were excepted before. Where it meets a network, a name, regular expression or layer that
     * fits no parameter is an error: a misspelt exception would be overwritten.
     *
     * @param selectors which parameters stay: those of any of these
     * @return the plan
     */
    public Plan except(Selector... selectors) {
        List<Selector> all = new ArrayList<>(except);
        all.addAll(Arrays.asList(selectors));
        return new Plan(rules, seed, only, all, others);
    }

    /**
     * The same plan, that leaves parameters as they are which neither a rule nor a role provides for.
     *
     * @return the plan
     */
    public Plan keepingOthers() {
        return new Plan(rules, seed, only, except, Others.KEPT);
    }

    /**
     * The rules.
     *
     * @return the rules, in their order
     */
    public List<Rule> rules() {
        return rules;
    }

    /**
     * The seed.
     *
     * @return the seed, if this plan has one
     */
    public OptionalLong seed() {
        return seed;
    }

    List<Selector> onlyThese() {
        return only;
    }

    List<Selector> allBut() {
        return except;
    }

    Others others() {
        return others;
    }

    /** What keeps the plan from a parameter, or null. */
    @Nullable
    String exemption(Parameter parameter) {
        if (parameter.role() == Role.STATISTIC) {
            return "a statistic";
        }
        if (!only.isEmpty() && only.stream().noneMatch(selector -> selector.matches(parameter))) {
            return "not one of only";
        }
        return except.stream()
                .filter(selector -> selector.matches(parameter))
                .findFirst()
                .map(selector -> "except " + selector)
                .orElse(null);
    }

    /**
     * What this plan would do with some parameters. Nothing is written.
     *
     * @param parameters the parameters of a network
     * @return an assignment for each, which also prints as a table
     * @throws IllegalArgumentException as {@link #apply(List)} does, as far as parameters can tell
     */
    public Assignments assign(List<Parameter> parameters) {
        return new Resolution(this, parameters).assignments();
    }

    /**
     * What this plan would do with some parameters. Nothing is written.
     *
     * @param tensors the parameters of a network, and their arrays
     * @return an assignment for each, which also prints as a table
     * @throws IllegalArgumentException as {@link #apply(List)} does
     * @throws IllegalStateException as {@link #apply(List)} does
     */
    public Assignments dryRun(List<Tensor> tensors) {
        Assignments assignments = assign(tensors.stream().map(Tensor::parameter).toList());
        for (int i = 0; i < tensors.size(); i++) {
            check(assignments.list().get(i), tensors.get(i).array());
        }
        refuseShared(tensors);
        return assignments;
    }

    /** Tied weights have two names and one array; whichever is filled last would win, even over one that is to be kept. */
    private static void refuseShared(List<Tensor> tensors) {
        Map<List<Long>, String> names = new HashMap<>();
        for (Tensor tensor : tensors) {
            INDArray array = tensor.array();
            if (!array.wasClosed() && !array.isEmpty()) {
                String other = names.put(
                        List.of(array.data().pointer().address(), array.offset()),
                        tensor.parameter().name());
                if (other != null) {
                    throw new IllegalArgumentException(
                            "%s and %s share their array, as tied weights do; leave one of them out"
                                    .formatted(other, tensor.parameter().name()));
                }
            }
        }
    }

    private static void check(Assignment assignment, INDArray array) {
        try {
            assignment.initializer().ifPresent(initializer -> initializer.check(array, assignment.layout()));
        } catch (IllegalArgumentException fault) {
            throw new IllegalArgumentException(assignment.parameter().name() + ": " + fault.getMessage(), fault);
        } catch (IllegalStateException fault) {
            throw new IllegalStateException(assignment.parameter().name() + ": " + fault.getMessage(), fault);
        }
    }

    /**
     * Initializes a network: by the plan's seed, or if it has none, by ND4J's.
     *
     * @param tensors the parameters of a network, and their arrays
     * @return what was done
     * @throws IllegalArgumentException if two parameters have one name; if neither a rule nor a role provides for a parameter;
     *     if a rule that needs parameters has none, or none left by the rules before it; or if an initializer refuses a parameter
     * @throws IllegalStateException if an array is closed or compressed, or its memory is not its own
     */
    public Assignments apply(List<Tensor> tensors) {
        return apply(
                tensors,
                Generator.seeded(
                        seed.isPresent() ? seed.getAsLong() : Nd4j.getRandom().nextLong()));
    }

    /**
     * Initializes a network.
     *
     * @param tensors the parameters of a network, and their arrays
     * @param generator where random numbers come from; it must know names
     * @return what was done
     * @throws IllegalArgumentException as {@link #apply(List)} does
     * @throws IllegalStateException as {@link #apply(List)} does
     * @throws UnsupportedOperationException if the generator stands for another library's, which knows no names
     */
    public Assignments apply(List<Tensor> tensors, Generator generator) {
        return apply(tensors, generator, (last, values, total) -> {});
    }

    /**
     * Initializes a network, and tells how far it has come.
     *
     * @param tensors the parameters of a network, and their arrays
     * @param generator where random numbers come from; it must know names
     * @param progress told after each parameter that is filled
     * @return what was done
     * @throws IllegalArgumentException as {@link #apply(List)} does
     * @throws IllegalStateException as {@link #apply(List)} does
     * @throws UnsupportedOperationException if the generator stands for another library's, which knows no names
     */
    public Assignments apply(List<Tensor> tensors, Generator generator, Progress progress) {
        Objects.requireNonNull(generator, "generator must not be null");
        Objects.requireNonNull(progress, "progress must not be null");
        Assignments assignments = dryRun(tensors);
        List<Generator> generators = assignments.list().stream()
                .map(assignment -> generator.named(assignment.parameter().name()))
                .toList();
        long done = 0;
        for (int i = 0; i < tensors.size(); i++) {
            Assignment assignment = assignments.list().get(i);
            if (assignment.initializer().isPresent()) {
                Initializer initializer = assignment.initializer().get();
                initializer.initialize(tensors.get(i).array(), assignment.layout(), generators.get(i));
                done += assignment.parameter().size();
                progress.update(assignment, done, assignments.values());
            }
        }
        return assignments;
    }

    /**
     * Initializes arrays by their names, which tell their roles: {@link Tensor#named(Map, Layout)}.
     *
     * @param arrays the arrays by name
     * @param layout what the axes of weights mean
     * @return what was done
     * @throws IllegalArgumentException as {@link #apply(List)} does
     * @throws IllegalStateException as {@link #apply(List)} does
     */
    public Assignments apply(Map<String, INDArray> arrays, Layout layout) {
        return apply(Tensor.named(arrays, layout));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Plan that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<Object> parts() {
        return List.of(rules, seed, only, except, others);
    }

    /** {@return the rules, one a line} */
    @Override
    public String toString() {
        return Stream.of(
                        rules.stream().map(Rule::toString),
                        seed.stream().mapToObj(value -> "seed " + value),
                        only.stream().map(selector -> "only " + selector),
                        except.stream().map(selector -> "except " + selector),
                        Stream.of("others " + others))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }
}
