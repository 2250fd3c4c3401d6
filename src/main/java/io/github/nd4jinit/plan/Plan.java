package io.github.nd4jinit.plan;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.random.Generator;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The initialization of a whole network as an ordered list of rules. The first rule that matches a parameter applies to
 * it. A parameter that no rule matches is filled by the {@linkplain Role#defaultInitializer() default initializer} of
 * its role. If its role has no default, the plan is rejected; with {@link #keepingOthers()}, the parameter is kept.
 *
 * <pre>{@code
 * Plan plan = Plan.of(
 *                 Rule.of(Selector.name("*.c_proj.weight"), Init.normal(0, 0.02 / Math.sqrt(24))),
 *                 Rule.of(Selector.role(Role.WEIGHT), Init.normal(0, 0.02)),
 *                 Rule.of(Selector.role(Role.EMBEDDING), Init.normal(0, 0.02)))
 *         .seeded(42);
 * System.out.println(plan.dryRun(tensors)); // the assignments, with fans and std
 * plan.apply(tensors);
 * }</pre>
 *
 * <p>The random numbers of each parameter are derived from its name, so an additional layer does not change the values
 * of the other layers. All checks precede the first write; only an exception from a lambda initializer leaves the
 * preceding parameters filled. Plans are immutable values.
 *
 * <p>The Java serial form of a plan is its text form, so a plan that {@link #toJson} rejects cannot be serialized.
 */
public final class Plan implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    // Transient, because SerialForm is written in place of a plan.
    private final transient List<Rule> rules;
    private final transient @Nullable Long seed;
    private final transient List<Selector> only;
    private final transient List<Selector> except;
    private final transient UnmatchedPolicy unmatchedPolicy;

    Plan(
            List<Rule> rules,
            @Nullable Long seed,
            List<Selector> only,
            List<Selector> except,
            UnmatchedPolicy unmatchedPolicy) {
        this.rules = List.copyOf(rules);
        this.seed = seed;
        this.only = List.copyOf(only);
        this.except = List.copyOf(except);
        this.unmatchedPolicy = unmatchedPolicy;
        this.rules.forEach(new RuleOrderCheck()::add);
    }

    /**
     * Returns a plan with the given rules.
     *
     * @param rules the rules, specific ones before general ones
     * @return the plan
     * @throws IllegalArgumentException if two rules have the same selector, or an earlier rule matches every parameter
     *     that a later rule matches
     */
    public static Plan of(Rule... rules) {
        return of(Arrays.asList(rules));
    }

    /**
     * Returns a plan with the given rules.
     *
     * @param rules the rules, specific ones before general ones
     * @return the plan
     * @throws IllegalArgumentException if two rules have the same selector, or an earlier rule matches every parameter
     *     that a later rule matches
     */
    public static Plan of(List<Rule> rules) {
        return new Plan(rules, null, List.of(), List.of(), UnmatchedPolicy.REFUSED);
    }

    /**
     * Reads a plan from text that was written by {@link #toJson}, by {@link #toYaml} or by hand:
     *
     * <pre>
     * version: 1
     * seed: 42
     * rules:
     *   - name: "*.c_proj.weight"               # in quotes, because a bare * begins an alias in YAML
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
     *   <li>The selector of a rule has the keys {@code role}, {@code name}, {@code regex} and {@code layer}, or {@code
     *       all}. If it has several keys, all of them must match. A rule has either {@code use}, in the syntax of
     *       {@link Initializer#parse}, or {@code keep: true}. {@code layout}, in the syntax of {@link Layout#parse},
     *       corresponds to {@link Rule#withLayout}, {@code optional: true} to {@link Rule#ifAny}, and {@code optional:
     *       false} to {@link Rule#required}.
     *   <li>{@code only} and {@code except} are lists of selectors, with the same keys as the selectors of rules.
     *   <li>{@code others} determines the treatment of parameters that no rule matches and whose role has no default.
     *       It is {@code refused}, the default, or {@code kept}.
     *   <li>{@code version} is the version of this format. It is 1, which is also the default.
     *   <li>Only {@code rules} is required.
     * </ul>
     *
     * @param text JSON if its first character is a brace, otherwise YAML
     * @return the plan
     * @throws IllegalArgumentException if the text is neither JSON nor YAML, or contains an unknown key or an invalid
     *     value; the message contains the line number
     */
    public static Plan parse(String text) {
        return PlanReader.read(Objects.requireNonNull(text, "text must not be null"));
    }

    /**
     * Formats this plan as JSON.
     *
     * @return text that {@link #parse} accepts
     * @throws UnsupportedOperationException if a selector or an initializer has no text form, as is the case for a
     *     condition, a lambda, and two selectors of the same kind joined by {@link Selector#and}
     */
    public String toJson() {
        return PlanWriter.json(this);
    }

    /**
     * Formats this plan as YAML.
     *
     * @return text that {@link #parse} accepts
     * @throws UnsupportedOperationException as {@link #toJson} does
     */
    public String toYaml() {
        return PlanWriter.yaml(this);
    }

    /**
     * Returns a copy of this plan with additional rules before its existing rules. A rule of this plan is dropped if an
     * additional rule has the same selector.
     *
     * @param first the additional rules
     * @return the plan
     */
    public Plan withRules(Rule... first) {
        List<Rule> all = new ArrayList<>(Arrays.asList(first));
        Set<Selector> replaced = new HashSet<>();
        all.forEach(rule -> replaced.add(rule.selector()));
        rules.stream().filter(rule -> !replaced.contains(rule.selector())).forEach(all::add);
        return new Plan(all, seed, only, except, unmatchedPolicy);
    }

    /**
     * Returns a copy of this plan with the given seed. A generator in {@link PlanOptions} takes precedence over the
     * seed.
     *
     * @param seed the seed for {@link Generator#seeded}
     * @return the plan
     */
    public Plan seeded(long seed) {
        return new Plan(rules, seed, only, except, unmatchedPolicy);
    }

    /**
     * Returns a copy of this plan that is restricted to some parameters. The restriction replaces an earlier one. All
     * other parameters are kept, even if a rule matches them. A name, regular expression or layer that matches no
     * parameter of a network is an error.
     *
     * @param selectors the selectors; a parameter is selected if any of them matches it
     * @return the plan
     * @throws IllegalArgumentException if there are no selectors
     */
    public Plan only(Selector... selectors) {
        if (selectors.length == 0) {
            throw new IllegalArgumentException(
                    "only: received no selectors, so the plan would initialize nothing; pass at least one selector");
        }
        return new Plan(rules, seed, Arrays.asList(selectors), except, unmatchedPolicy);
    }

    /**
     * Returns a copy of this plan with additional exceptions, for example for trained parameters. The selected
     * parameters are kept, even if a rule matches them. Exceptions that were added earlier remain in effect. A name,
     * regular expression or layer that matches no parameter of a network is an error, because a misspelled exception
     * would let trained values be overwritten.
     *
     * @param selectors the selectors; a parameter is kept if any of them matches it
     * @return the plan
     */
    public Plan except(Selector... selectors) {
        List<Selector> all = new ArrayList<>(except);
        all.addAll(Arrays.asList(selectors));
        return new Plan(rules, seed, only, all, unmatchedPolicy);
    }

    /**
     * Returns a copy of this plan that keeps the parameters that no rule matches and whose role has no default.
     *
     * @return the plan
     */
    public Plan keepingOthers() {
        return new Plan(rules, seed, only, except, UnmatchedPolicy.KEPT);
    }

    /**
     * The rules.
     *
     * @return the rules, in order
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
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    List<Selector> onlySelectors() {
        return only;
    }

    List<Selector> exceptSelectors() {
        return except;
    }

    UnmatchedPolicy unmatchedPolicy() {
        return unmatchedPolicy;
    }

    /** The reason to keep a parameter regardless of the rules, or null. */
    @Nullable
    String exemption(Parameter parameter) {
        if (parameter.role() == Role.STATISTIC) {
            return "a statistic";
        }
        if (!only.isEmpty() && only.stream().noneMatch(selector -> selector.matches(parameter))) {
            return "not selected by only";
        }
        return except.stream()
                .filter(selector -> selector.matches(parameter))
                .findFirst()
                .map(selector -> "except " + selector)
                .orElse(null);
    }

    /**
     * Returns the assignments that this plan makes for the given parameters. Nothing is written.
     *
     * @param parameters the parameters of a network
     * @return the assignments, one for each parameter; their {@code toString} is a table
     * @throws IllegalArgumentException as {@link #apply(List)} does, except for errors that concern arrays; the message
     *     lists all rules that apply to no parameter, and all parameters without a rule
     */
    public Assignments assign(List<Parameter> parameters) {
        return new PlanResolver(this, parameters).assignments();
    }

    /**
     * Returns the assignments that this plan makes for the given tensors, after performing every check that {@link
     * #apply(List)} performs. Nothing is written, and no random numbers are drawn.
     *
     * @param tensors the parameters of a network, and their arrays
     * @return the assignments, one for each tensor; their {@code toString} is a table
     * @throws IllegalArgumentException as {@link #apply(List)} does
     * @throws IllegalStateException as {@link #apply(List)} does
     */
    public Assignments dryRun(List<Tensor> tensors) {
        return new PlanExecution(this, tensors).assignments();
    }

    /**
     * Returns the assignments that this plan makes for the given tensors, after performing every check that {@link
     * #apply(List, PlanOptions)} performs. Nothing is written, and no random numbers are drawn.
     *
     * @param tensors the parameters of a network, and their arrays
     * @param options the options; a generator must support names, a layout is rejected, and the progress receiver is
     *     ignored
     * @return the assignments, one for each tensor; their {@code toString} is a table
     * @throws IllegalArgumentException as {@link #apply(List, PlanOptions)} does
     * @throws IllegalStateException as {@link #apply(List)} does
     * @throws UnsupportedOperationException as {@link #apply(List, PlanOptions)} does
     */
    public Assignments dryRun(List<Tensor> tensors, PlanOptions options) {
        requireNonNull(options).rejectLayout();
        return new PlanExecution(this, tensors).dryRun(options);
    }

    /**
     * Returns the assignments that this plan makes for the given named arrays, after performing every check that {@link
     * #apply(Map, PlanOptions)} performs. Nothing is written, and no random numbers are drawn.
     *
     * @param arrays the arrays, keyed by name
     * @param options the options; the layout is required, a generator must support names, and the progress receiver is
     *     ignored
     * @return the assignments, one for each array; their {@code toString} is a table
     * @throws IllegalArgumentException as {@link #apply(Map, PlanOptions)} does
     * @throws IllegalStateException as {@link #apply(List)} does
     * @throws UnsupportedOperationException as {@link #apply(Map, PlanOptions)} does
     */
    public Assignments dryRun(Map<String, INDArray> arrays, PlanOptions options) {
        return new PlanExecution(
                        this, Tensor.named(arrays, requireNonNull(options).requireLayout()))
                .dryRun(options);
    }

    /**
     * Initializes tensors. Random numbers are derived from the plan's seed or, if the plan has none, from ND4J's
     * generator.
     *
     * @param tensors the parameters of a network, and their arrays
     * @return the assignments that were carried out
     * @throws IllegalArgumentException if two parameters have the same name or share an array; if no rule matches a
     *     parameter and its role has no default; if a required rule applies to no parameter; or if an initializer
     *     rejects a parameter
     * @throws IllegalStateException if an array is closed or compressed, or its memory was released
     */
    public Assignments apply(List<Tensor> tensors) {
        return apply(tensors, PlanOptions.defaults());
    }

    /**
     * Initializes tensors. Random numbers are derived from the generator in the options, from the plan's seed if there
     * is no generator, or from ND4J's generator if there is no seed either.
     *
     * @param tensors the parameters of a network, and their arrays
     * @param options the options; the generator and the progress receiver are used, and a layout is rejected
     * @return the assignments that were carried out
     * @throws IllegalArgumentException as {@link #apply(List)} does, or if the options have a layout
     * @throws IllegalStateException as {@link #apply(List)} does
     * @throws UnsupportedOperationException if the generator reproduces the random numbers of another library and does
     *     not support names
     */
    public Assignments apply(List<Tensor> tensors, PlanOptions options) {
        requireNonNull(options).rejectLayout();
        return new PlanExecution(this, tensors).run(options);
    }

    /**
     * Initializes named arrays, whose roles follow from their names as in {@link Tensor#named(Map, Layout)}. This
     * method is equivalent to {@link #apply(Map, PlanOptions)} with the layout as the only option.
     *
     * @param arrays the arrays, keyed by name
     * @param layout the meaning of the weights' axes
     * @return the assignments that were carried out
     * @throws IllegalArgumentException as {@link #apply(List)} does
     * @throws IllegalStateException as {@link #apply(List)} does
     */
    public Assignments apply(Map<String, INDArray> arrays, Layout layout) {
        return apply(arrays, PlanOptions.defaults().withLayout(layout));
    }

    /**
     * Initializes named arrays, whose roles follow from their names as in {@link Tensor#named(Map, Layout)}. Random
     * numbers are derived from the generator in the options, from the plan's seed if there is no generator, or from
     * ND4J's generator if there is no seed either.
     *
     * @param arrays the arrays, keyed by name
     * @param options the options; the layout is required, and the generator and the progress receiver are used
     * @return the assignments that were carried out
     * @throws IllegalArgumentException as {@link #apply(List)} does, or if the options have no layout
     * @throws IllegalStateException as {@link #apply(List)} does
     * @throws UnsupportedOperationException if the generator reproduces the random numbers of another library and does
     *     not support names
     */
    public Assignments apply(Map<String, INDArray> arrays, PlanOptions options) {
        return new PlanExecution(
                        this, Tensor.named(arrays, requireNonNull(options).requireLayout()))
                .run(options);
    }

    private static PlanOptions requireNonNull(PlanOptions options) {
        return Objects.requireNonNull(options, "options must not be null");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Plan that
                && rules.equals(that.rules)
                && Objects.equals(seed, that.seed)
                && only.equals(that.only)
                && except.equals(that.except)
                && unmatchedPolicy == that.unmatchedPolicy;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rules, seed, only, except, unmatchedPolicy.name());
    }

    /** {@return the rules, the seed and the restrictions, each on a line of its own} */
    @Override
    public String toString() {
        return Stream.of(
                        rules.stream().map(Rule::toString),
                        Stream.ofNullable(seed).map(value -> "seed " + value),
                        only.stream().map(selector -> "only " + selector),
                        except.stream().map(selector -> "except " + selector),
                        Stream.of("others " + unmatchedPolicy))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    @Serial
    private Object writeReplace() throws NotSerializableException {
        try {
            return SerialForm.of(SerialType.PLAN, toJson());
        } catch (UnsupportedOperationException fault) {
            NotSerializableException refusal = new NotSerializableException(fault.getMessage());
            refusal.initCause(fault);
            throw refusal;
        }
    }

    @Serial
    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw SerialForm.required();
    }
}
