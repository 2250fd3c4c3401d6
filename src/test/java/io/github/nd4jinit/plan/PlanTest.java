package io.github.nd4jinit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PlanTest {

    /** The value of all elements before a plan is applied; no initializer in these tests writes this value. */
    private static final double BEFORE = 5;

    private static Tensor tensor(DataType type, String name, Role role, long... shape) {
        return Tensor.of(name, role, Layout.OUT_IN, Nd4j.valueArrayOf(shape, BEFORE, type));
    }

    private static Tensor tensor(String name, Role role, long... shape) {
        return tensor(DataType.FLOAT, name, role, shape);
    }

    private static Tensor weight(String name) {
        return tensor(name, Role.WEIGHT, 4, 3);
    }

    private static void assertUnchanged(List<Tensor> tensors) {
        assertThat(tensors).allSatisfy(tensor -> assertUnchanged(tensor));
    }

    private static void assertUnchanged(Tensor tensor) {
        assertFilledWith(tensor, BEFORE);
    }

    private static void assertFilledWith(Tensor tensor, double value) {
        INDArray array = tensor.array().castTo(DataType.DOUBLE);
        assertThat(array).isEqualTo(Nd4j.valueArrayOf(array.shape(), value, DataType.DOUBLE));
    }

    /** Asserts that both a dry run and an application of the plan fail with this message, and that no array is changed. */
    private static void assertRejected(Plan plan, List<Tensor> tensors, String message) {
        assertThatThrownBy(() -> plan.dryRun(tensors))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> plan.apply(tensors))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertUnchanged(tensors);
    }

    // precedence of rules

    @Test
    void dryRunsGeneratorsAndProgressWorkForAMapOfArrays() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("fc.weight", Nd4j.valueArrayOf(new long[] {4, 3}, BEFORE, DataType.FLOAT));
        arrays.put("fc.bias", Nd4j.valueArrayOf(new long[] {4}, BEFORE, DataType.FLOAT));
        List<String> updates = new ArrayList<>();
        PlanOptions options = PlanOptions.defaults()
                .withLayout(Layout.OUT_IN)
                .withGenerator(Generator.seeded(1))
                .withProgress(update -> updates.add(update.toString()));

        Assignments dry = NORMAL.dryRun(arrays, options);
        assertUnchanged(Tensor.named(arrays, Layout.OUT_IN));
        assertThat(updates).isEmpty();

        assertThat(NORMAL.seeded(2).apply(arrays, options)).isEqualTo(dry).hasSameHashCodeAs(dry);
        assertThat(arrays.get("fc.weight"))
                .isEqualTo(filledWithoutPlan(Init.normal(0, 0.02), Layout.OUT_IN, "fc.weight", 4, 3));
        assertThat(updates).containsExactly("fc.weight: 12 of 16 elements", "fc.bias: 16 of 16 elements");
        assertThat(dry.get("fc.bias")).hasToString("fc.bias: zeros by default of bias");
    }

    @Test
    void optionsAreImmutable() {
        PlanOptions options = PlanOptions.defaults();
        Generator generator = Generator.seeded(1);
        Progress progress = update -> {};

        assertThat(options.withGenerator(generator).generator()).containsSame(generator);
        assertThat(options.withProgress(progress).progress()).containsSame(progress);
        assertThat(options.withLayout(Layout.IN_OUT).layout()).contains(Layout.IN_OUT);
        assertThat(options.withGenerator(generator)
                        .withLayout(Layout.IN_OUT)
                        .withProgress(progress)
                        .generator())
                .containsSame(generator);
        assertThat(options.generator()).isEmpty();
        assertThat(options.progress()).isEmpty();
        assertThat(options.layout()).isEmpty();
    }

    @Test
    void aRejectedPlanDoesNotAdvanceTheGeneratorOfNd4j() {
        Nd4j.getRandom().setSeed(3);
        long expected = Nd4j.getRandom().nextLong();
        Nd4j.getRandom().setSeed(3);

        assertRejected(
                NORMAL,
                List.of(tensor("o", Role.OTHER, 2)),
                "no rule matches o, and the role other has no default initializer; add a rule, or call keepingOthers() (in a plan file, others: kept)");
        assertThat(Nd4j.getRandom().nextLong()).isEqualTo(expected);
    }

    @Test
    void rulesAreComparedByContent() {
        Rule rule = Rule.of(Selector.role(Role.WEIGHT), Init.zeros());

        assertThat(rule.isRequired()).isFalse();
        assertThat(rule.required().isRequired()).isTrue();
        assertThat(rule.required())
                .isNotEqualTo(rule)
                .isEqualTo(rule.required())
                .hasSameHashCodeAs(rule.required());
        assertThat(rule.required().ifAny()).isEqualTo(rule).hasSameHashCodeAs(rule);
        assertThat(rule.withLayout(Layout.IN_OUT)).isNotEqualTo(rule);
        assertThat(Rule.keep(Selector.name("a")).isRequired()).isTrue();
    }

    @Test
    void theFirstMatchingRuleApplies() {
        List<Tensor> tensors = List.of(weight("a.proj"), weight("a.fc"), tensor("a.bias", Role.BIAS, 4));

        Assignments done = Plan.of(
                        Rule.of(Selector.name("*.proj"), Init.constant(1)),
                        Rule.of(Selector.role(Role.WEIGHT), Init.constant(2)),
                        Rule.of(Selector.name("a.*"), Init.constant(3)))
                .apply(tensors);

        assertFilledWith(tensors.get(0), 1);
        assertFilledWith(tensors.get(1), 2);
        assertFilledWith(tensors.get(2), 3);
        assertThat(done.list().stream().map(Assignment::reason))
                .containsExactly("name *.proj", "role weight", "name a.*");
    }

    @ParameterizedTest
    @CsvSource({"BIAS, 0", "FORGET_BIAS, 1", "PEEPHOLE, 0", "NORM_SCALE, 1", "NORM_SHIFT, 0", "SLOPE, 0.25"})
    void rolesWithADefaultNeedNoRule(Role role, double expected) {
        Tensor tensor = tensor("a", role, 4);
        Assignments done = Plan.of().apply(List.of(tensor));

        assertFilledWith(tensor, expected);
        assertThat(done.get("a").reason()).isEqualTo("default of " + role);
        assertThat(done.elementCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"WEIGHT", "RECURRENT_WEIGHT", "EMBEDDING", "TOKEN", "OTHER"})
    void rolesWithoutADefaultNeedARule(Role role) {
        assertThat(role.defaultInitializer()).isEmpty();
        assertRejected(
                Plan.of(),
                List.of(tensor("b", Role.BIAS, 3), tensor("a", role, 4, 3)),
                "no rule matches a, and the role " + role
                        + " has no default initializer; add a rule, or call keepingOthers() (in a plan file, others: kept)");
    }

    @Test
    void sixRolesHaveNoDefault() {
        long without = Arrays.stream(Role.values())
                .filter(role -> role.defaultInitializer().isEmpty())
                .count();

        assertThat(without).isEqualTo(6); // the five roles above, and STATISTIC
    }

    @Test
    void atMostTenParametersWithoutARuleAreListed() {
        List<Tensor> tensors =
                IntStream.range(0, 13).mapToObj(i -> weight("w" + i)).toList();

        assertRejected(
                Plan.of(),
                tensors,
                "no rule matches w0, w1, w2, w3, w4, w5, w6, w7, w8, w9 and 3 more, and the role weight has no default initializer; add a rule, or call keepingOthers() (in a plan file, others: kept)");
    }

    @Test
    void keepingOthersKeepsParametersWithoutARule() {
        List<Tensor> tensors = List.of(weight("w"), tensor("b", Role.BIAS, 4));
        Assignments done = Plan.of().keepingOthers().apply(tensors);

        assertUnchanged(tensors.get(0));
        assertFilledWith(tensors.get(1), 0);
        assertThat(done.get("w").reason()).isEqualTo("no rule");
        assertThat(done.get("w").initializer()).isEmpty();
    }

    @Test
    void aRuleCanKeepParameters() {
        Tensor tensor = tensor("a.bias", Role.BIAS, 4);
        Assignments done = Plan.of(Rule.keep(Selector.name("a.*"))).apply(List.of(tensor));

        assertUnchanged(tensor);
        assertThat(done.get("a.bias").reason()).isEqualTo("name a.*");
    }

    @Test
    void theLayoutOfARuleTakesPrecedenceOverTheLayoutOfTheParameter() {
        List<Tensor> tensors = List.of(tensor("w", Role.WEIGHT, 12, 3));
        Initializer xavier = Init.xavierUniform();
        Layout packed = Layout.OUT_IN.packed(4);
        Assignments done = Plan.of(Rule.of(Selector.all(), xavier).withLayout(packed))
                .seeded(1)
                .apply(tensors);

        assertThat(tensors.get(0).array()).isEqualTo(filledWithoutPlan(xavier, packed, "w", 12, 3));
        assertThat(done.get("w").layout()).isEqualTo(packed);
        assertThat(done.get("w").fans()).contains(new Fans(3, 3));
    }

    @Test
    void aBiasUsesTheFansOfItsWeight() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("fc.weight", Nd4j.create(DataType.FLOAT, 64, 100));
        arrays.put("fc.bias", Nd4j.create(DataType.FLOAT, 64));
        Assignments done = Plan.of(Rule.of(Selector.all(), Init.fanInUniform())).apply(arrays, Layout.OUT_IN);

        assertThat(done.get("fc.bias").initializer())
                .contains(Init.fanInUniform().withFans(new Fans(100, 64)));
        assertThat(done.get("fc.bias").fans()).contains(new Fans(100, 64));
        assertThat(arrays.get("fc.bias").amaxNumber().doubleValue()).isBetween(0.08, 0.1);
    }

    // rules that can never apply

    @Test
    void twoRulesWithTheSameSelectorAreRejectedAtCreation() {
        assertThatThrownBy(() ->
                        Plan.of(Rule.of(Selector.name("a"), Init.zeros()), Rule.of(Selector.name("a"), Init.ones())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "two rules have the selector \"name a\", so the second can never apply; remove one of them");
    }

    @Test
    void selectorsThatDifferOnlyInOrderAreEqual() {
        Selector name = Selector.name("a");
        Selector role = Selector.role(Role.BIAS);

        assertThatThrownBy(() -> Plan.of(Rule.keep(name.and(role)), Rule.keep(role.and(name))))
                .hasMessageStartingWith("two rules have the selector \"role bias and name a\"");
    }

    @Test
    void aRuleAfterARuleForAllParametersIsRejectedAtCreation() {
        assertThatThrownBy(
                        () -> Plan.of(Rule.of(Selector.all(), Init.zeros()), Rule.of(Selector.name("a"), Init.ones())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "rule \"name a: ones\" can never apply: the earlier rule for \"all\" matches the same parameters; move it before that rule");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name|matches none of the 2 names b, c",
                "regex|matches none of the 2 names b, c",
                "layer|matches nothing, because the layer types of the parameters are unknown",
            })
    void aRuleThatMatchesNoParameterIsRejected(String kind, String predicate) {
        Selector selector = switch (kind) {
            case "name" -> Selector.name("misspelled");
            case "regex" -> Selector.regex("misspelled");
            default -> Selector.layer("misspelled");
        };
        Rule rule = Rule.of(selector, Init.zeros());
        List<Tensor> tensors = List.of(tensor("b", Role.BIAS, 4), tensor("c", Role.BIAS, 4));

        assertRejected(
                Plan.of(rule),
                tensors,
                "rule \"%s misspelled: zeros\" %s; correct its selector, or make it optional with ifAny() (in a plan file, optional: true)"
                        .formatted(kind, predicate));
        Plan.of(rule.ifAny()).apply(tensors);
        assertFilledWith(tensors.get(0), 0);
    }

    private static List<Parameter> dl4jParameters() {
        return List.of(
                Parameter.of("backbone_W", Role.WEIGHT, Layout.IN_OUT, 3, 4).withLayer("LSTM"),
                Parameter.of("backbone_b", Role.BIAS, Layout.OUT_IN, 4).withLayer("LSTM"),
                Parameter.of("head_W", Role.WEIGHT, Layout.IN_OUT, 4, 2).withLayer("OutputLayer"),
                Parameter.of("head_b", Role.BIAS, Layout.OUT_IN, 2).withLayer("OutputLayer"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // in this order: a different separator, part of a name, wrong case, a typo, no similar name
                "head.*|matches none of the 4 names backbone_W, backbone_b, head_W, head_b; correct the selector (did you mean head_*?)",
                "bone|matches none of the 4 names backbone_W, backbone_b, head_W, head_b; correct the selector (did you mean *bone*?)",
                "Head_*|matches none of the 4 names backbone_W, backbone_b, head_W, head_b; correct the selector (did you mean head_W, head_b?)",
                "haed_W|matches none of the 4 names backbone_W, backbone_b, head_W, head_b; correct the selector (did you mean head_W?)",
                "decoder.*|matches none of the 4 names backbone_W, backbone_b, head_W, head_b; correct the selector, or remove it",
            })
    void theMessageListsTheNamesAndSuggestsTheMostSimilar(String glob, String expected) {
        Plan plan = Plan.of().keepingOthers().except(Selector.name(glob));

        assertThatThrownBy(() -> plan.assign(dl4jParameters()))
                .hasMessageStartingWith("\"except name %s\" %s".formatted(glob, expected));
    }

    @Test
    void theMessageListsLayerTypesAndRoles() {
        Plan plan = Plan.of().keepingOthers();
        List<Parameter> parameters = dl4jParameters();

        assertThatThrownBy(() -> plan.except(Selector.layer("Output")).assign(parameters))
                .hasMessage(
                        "\"except layer Output\" matches none of the 2 layer types LSTM, OutputLayer; correct the selector (did you mean Output*?), or remove it");
        assertThatThrownBy(() -> plan.withRules(
                                Rule.keep(Selector.role(Role.EMBEDDING)).required())
                        .assign(parameters))
                .hasMessageStartingWith(
                        "rule \"role embedding: keep\" matches none of the 2 roles weight, bias; correct its selector, or");
        assertThatThrownBy(() -> plan.except(Selector.name("head*").and(Selector.layer("LSTM")))
                        .assign(parameters))
                .hasMessageStartingWith(
                        "\"except name head* and layer LSTM\" matches none of the 4 parameters backbone_W, backbone_b, head_W, head_b;");
        assertThatThrownBy(() -> plan.except(Selector.name("a")).assign(List.of()))
                .hasMessage(
                        "\"except name a\" matches nothing, because there are no parameters; correct the selector, or remove it");
    }

    @Test
    void allErrorsInAPlanAreReportedTogether() {
        Plan plan = Plan.of(Rule.of(Selector.name("head.w"), Init.zeros()))
                .only(Selector.name("head_*"), Selector.name("neck_*"));

        assertThatThrownBy(() -> plan.assign(dl4jParameters()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        "only name neck_*" matches none of the 4 names backbone_W, backbone_b, head_W, head_b; correct the selector, or remove it
                        rule "name head.w: zeros" matches none of the 4 names backbone_W, backbone_b, head_W, head_b; correct its selector (did you mean head_W?), or make it optional with ifAny() (in a plan file, optional: true)
                        no rule matches head_W, and the role weight has no default initializer; add a rule, or call keepingOthers() (in a plan file, others: kept)""");
    }

    @Test
    void aRuleThatIsShadowedByEarlierRulesIsRejected() {
        assertRejected(
                Plan.of(
                        Rule.of(Selector.role(Role.BIAS), Init.zeros()),
                        Rule.of(Selector.name("head.*"), Init.priorBias(0.01))),
                List.of(tensor("head.bias", Role.BIAS, 4)),
                "rule \"name head.*: prior_bias(probability=0.01)\" never applies, because earlier rules match head.bias; put it first");
    }

    @Test
    void aRuleWhoseSelectorIncludesANameMustMatchAParameter() {
        assertRejected(
                Plan.of(Rule.of(Selector.name("haed.*").and(Selector.role(Role.BIAS)), Init.ones())),
                List.of(tensor("head.bias", Role.BIAS, 4)),
                "rule \"name haed.* and role bias: ones\" does not match the only name, head.bias; correct its selector (did you mean head.bias?), or make it optional with ifAny() (in a plan file, optional: true)");
    }

    @Test
    void aRuleCoveredByAnEarlierRuleIsRejectedAtCreation() {
        Rule weights = Rule.of(Selector.role(Role.WEIGHT), Init.zeros());
        Rule head = Rule.of(Selector.role(Role.WEIGHT).and(Selector.name("head.*")), Init.ones());

        assertThatThrownBy(() -> Plan.of(weights, head))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "rule \"role weight and name head.*: ones\" can never apply: the earlier rule for \"role weight\" matches the same parameters; move it before that rule");
        assertThatThrownBy(() -> Plan.of(Rule.of(Selector.name("*"), Init.zeros()), weights))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the earlier rule for \"name *\" matches the same parameters");
        assertThat(Plan.of(head, weights).rules()).hasSize(2);
    }

    @Test
    void aRuleForStatisticsIsRejected() {
        assertThatThrownBy(() -> Plan.of(Rule.of(Selector.role(Role.STATISTIC), Init.zeros())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "rule \"role statistic: zeros\" can never apply: a plan does not change statistics; remove the rule");
    }

    @Test
    void aMisspelledNameInOnlyOrExceptIsRejected() {
        Plan plan = Plan.of(Rule.of(Selector.all(), Init.ones()));
        List<Tensor> tensors = List.of(tensor("backbone.bias", Role.BIAS, 4));

        assertRejected(
                plan.except(Selector.name("backbon.*")),
                tensors,
                "\"except name backbon.*\" does not match the only name, backbone.bias; correct the selector (did you mean backbone.bias?), or remove it");
        assertRejected(
                plan.only(Selector.name("backbone.*"), Selector.name("haed.*")),
                tensors,
                "\"only name haed.*\" does not match the only name, backbone.bias; correct the selector, or remove it");
    }

    @Test
    void anArrayWithTwoNamesIsRejected() {
        Tensor embedding = weight("wte.weight");
        Tensor tied = Tensor.of("lm_head.weight", Role.WEIGHT, Layout.OUT_IN, embedding.array());

        assertRejected(
                Plan.of(Rule.keep(Selector.name("wte.*")), Rule.of(Selector.role(Role.WEIGHT), Init.ones())),
                List.of(embedding, tied),
                "wte.weight and lm_head.weight share one array, as tied weights do; pass only one of the two tensors");
    }

    @Test
    void aBiasWhoseWeightIsUnknownIsRejectedWithARemedy() {
        assertRejected(
                Recipes.torch(),
                List.of(tensor("g.bias", Role.BIAS, 4)),
                "g.bias: fan_in_uniform: fans need at least 2 axes, received shape [4] (rank 1); use Init.normal(0, 0.02), or a Layout that names the axes; its weight is unknown, so add a rule for this bias, or set its fans with Parameter.withFans");
    }

    @Test
    void rulesThatSelectByRoleOrConditionAreAllowedToMatchNothing() {
        Plan.of(
                        Rule.of(Selector.role(Role.EMBEDDING), Init.normal()),
                        Rule.of(Selector.where("huge", parameter -> false), Init.zeros()),
                        Rule.of(Selector.all(), Init.ones()))
                .apply(List.of());
    }

    // nothing is written unless the whole plan is valid

    @ParameterizedTest
    @CsvSource({"0", "2"})
    void anInvalidShapeIsReportedWithTheNameOfTheParameter(int position) {
        List<Tensor> tensors = new ArrayList<>(List.of(weight("a"), weight("b")));
        tensors.add(position, tensor("faulty", Role.WEIGHT, 7));

        assertRejected(
                Plan.of(Rule.of(Selector.all(), Init.xavierUniform())),
                tensors,
                "faulty: xavier_uniform: fans need at least 2 axes, received shape [7] (rank 1); use Init.normal(0, 0.02), or a Layout that names the axes");
    }

    @Test
    void valuesTooLargeForHalfPrecisionAreRejected() {
        assertRejected(
                Plan.of(Rule.of(Selector.name("h"), Init.constant(1e6)), Rule.of(Selector.all(), Init.zeros())),
                List.of(weight("a"), tensor(DataType.FLOAT16, "h", Role.WEIGHT, 2, 2)),
                "h: constant: absolute values may reach 1000000.0, but the largest HALF is 65504.0, received constant(value=1000000.0); use a FLOAT array");
    }

    @Test
    void integerArraysAreRejected() {
        assertRejected(
                Plan.of(Rule.of(Selector.all(), Init.zeros())),
                List.of(weight("a"), tensor(DataType.INT32, "i", Role.WEIGHT, 2, 2)),
                "i: zeros: received an array of INT; only FLOAT, DOUBLE, HALF and BFLOAT16 can be filled; fill a copy of one of these types, such as array.castTo(DataType.FLOAT)");
    }

    @Test
    void aClosedArrayIsRejected() {
        List<Tensor> tensors = List.of(weight("a"), weight("closed"));
        tensors.get(1).array().close();

        assertThatThrownBy(() -> Plan.of(Rule.of(Selector.all(), Init.zeros())).apply(tensors))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("closed: zeros: the array was closed");
        assertUnchanged(tensors.get(0));
    }

    @Test
    void anIntegerArrayIsAcceptedIfThePlanKeepsIt() {
        Tensor counter = tensor(DataType.INT32, "i", Role.OTHER, 2);

        Plan.of(Rule.keep(Selector.all())).apply(List.of(counter));
        assertUnchanged(counter);
    }

    @Test
    void twoParametersWithTheSameNameAreRejected() {
        assertRejected(
                Plan.of(Rule.of(Selector.all(), Init.zeros())),
                List.of(weight("a"), weight("a")),
                "two parameters have the name \"a\"; random numbers are derived from names, so rename one of them");
    }

    @Test
    void generatorsThatDoNotSupportNamesAreRejected() {
        List<Tensor> tensors = List.of(tensor("b", Role.BIAS, 4), weight("w"));
        Plan plan = Plan.of(Rule.of(Selector.role(Role.WEIGHT), Init.normal()));

        for (Generator generator : List.of(Generator.torch(1), Generator.jax(1))) {
            PlanOptions options = PlanOptions.defaults().withGenerator(generator);
            Map<String, INDArray> arrays = Map.of("w", tensors.get(1).array());
            assertThatThrownBy(() -> plan.apply(tensors, options)).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> plan.apply(arrays, options.withLayout(Layout.OUT_IN)))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> plan.dryRun(arrays, options.withLayout(Layout.OUT_IN)))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertUnchanged(tensors);
        }
    }

    @Test
    void aDryRunWritesNothingAndDrawsNoRandomNumbers() {
        Nd4j.getRandom().setSeed(3);
        long expected = Nd4j.getRandom().nextLong();
        List<Tensor> tensors = List.of(weight("a"), tensor("b", Role.BIAS, 4));

        Nd4j.getRandom().setSeed(3);
        Plan.of(Rule.of(Selector.role(Role.WEIGHT), Init.normal())).dryRun(tensors);
        assertThat(Nd4j.getRandom().nextLong()).isEqualTo(expected);
        assertUnchanged(tensors);
    }

    // only and except

    @Test
    void onlyRestrictsAPlanToTheSelectedParameters() {
        List<Tensor> tensors = List.of(weight("head.w"), tensor("head.b", Role.BIAS, 4), weight("body.w"));
        Plan plan = Plan.of(Rule.of(Selector.role(Role.WEIGHT), Init.constant(1)));
        Assignments done =
                plan.only(Selector.name("head.w"), Selector.role(Role.BIAS)).apply(tensors);

        assertFilledWith(tensors.get(0), 1);
        assertFilledWith(tensors.get(1), 0);
        assertUnchanged(tensors.get(2));
        assertThat(done.get("body.w").reason()).isEqualTo("not selected by only");
        assertThat(done.elementCount()).isEqualTo(16);
    }

    @Test
    void excludedParametersAreNotChanged() {
        List<Tensor> tensors = List.of(weight("head.w"), weight("body.w"), tensor("body.b", Role.BIAS, 4));
        Plan plan = Plan.of(Rule.of(Selector.role(Role.WEIGHT), Init.constant(1)));
        Assignments done = plan.except(Selector.name("body.*")).apply(tensors);

        assertFilledWith(tensors.get(0), 1);
        assertUnchanged(tensors.subList(1, 3));
        assertThat(done.get("body.b").reason()).isEqualTo("except name body.*");
    }

    @Test
    void excludedParametersNeedNoRuleAndAreNotChecked() {
        List<Tensor> tensors = List.of(weight("a"), tensor("v", Role.WEIGHT, 7), tensor("o", Role.OTHER, 2));
        Plan.of(Rule.of(Selector.role(Role.WEIGHT), Init.kaimingNormal()))
                .except(Selector.name("v"), Selector.name("o"))
                .apply(tensors);

        assertUnchanged(tensors.subList(1, 3));
    }

    @Test
    void exceptTakesPrecedenceOverOnly() {
        List<Tensor> tensors = List.of(tensor("a.b", Role.BIAS, 4), tensor("a.c", Role.BIAS, 4));
        Plan.of().only(Selector.name("a.*")).except(Selector.name("*.c")).apply(tensors);

        assertFilledWith(tensors.get(0), 0);
        assertUnchanged(tensors.get(1));
    }

    @Test
    void onlyWithoutSelectorsIsRejected() {
        assertThatThrownBy(() -> Plan.of().only())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "only: received no selectors, so the plan would initialize nothing; pass at least one selector");
    }

    @Test
    void statisticsAreNeverChanged() {
        Tensor tensor = tensor("bn.running_var", Role.STATISTIC, 4);
        Assignments done = Plan.of(Rule.of(Selector.name("bn.*"), Init.zeros()), Rule.of(Selector.all(), Init.zeros()))
                .only(Selector.all())
                .apply(List.of(tensor));

        assertUnchanged(tensor);
        assertThat(done.get("bn.running_var").reason()).isEqualTo("a statistic");
    }

    // values

    /** Returns the values that an array with this name gets from seed 1, computed without a plan. */
    private static INDArray filledWithoutPlan(Initializer initializer, Layout layout, String name, long... shape) {
        INDArray array = Nd4j.create(DataType.FLOAT, shape);
        return initializer.initialize(array, layout, Generator.seeded(1).named(name));
    }

    private static final Plan NORMAL = Plan.of(Rule.of(Selector.role(Role.WEIGHT), Init.normal(0, 0.02)));

    @Test
    void aSeededPlanUsesTheGeneratorOfEachName() {
        List<Tensor> tensors = List.of(weight("a"), weight("b"));
        NORMAL.seeded(1).apply(tensors);

        for (Tensor tensor : tensors) {
            assertThat(tensor.array())
                    .isEqualTo(filledWithoutPlan(
                            Init.normal(0, 0.02),
                            Layout.OUT_IN,
                            tensor.parameter().name(),
                            4,
                            3));
        }
        assertThat(tensors.get(0).array()).isNotEqualTo(tensors.get(1).array());
    }

    @Test
    void aSeededPlanGivesTheSameValuesEachTime() {
        List<Tensor> first = List.of(weight("a"), weight("b"));
        List<Tensor> second = List.of(weight("a"), weight("b"));
        Plan plan = NORMAL.seeded(1);
        plan.apply(first);
        plan.apply(second);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void anAdditionalParameterDoesNotChangeTheValuesOfTheOthers() {
        List<Tensor> few = List.of(weight("a"), weight("z"));
        List<Tensor> more = List.of(weight("new"), weight("z"), tensor("bias", Role.BIAS, 9), weight("a"));
        NORMAL.seeded(1).apply(few);
        NORMAL.seeded(1).apply(more);

        assertThat(more.get(3)).isEqualTo(few.get(0));
        assertThat(more.get(1)).isEqualTo(few.get(1));
    }

    @Test
    void aGeneratorTakesPrecedenceOverTheSeed() {
        List<Tensor> tensors = List.of(weight("a"));
        NORMAL.seeded(2).apply(tensors, PlanOptions.defaults().withGenerator(Generator.seeded(1)));

        assertThat(tensors.get(0).array()).isEqualTo(filledWithoutPlan(Init.normal(0, 0.02), Layout.OUT_IN, "a", 4, 3));
    }

    @Test
    void withoutASeedTheValuesDependOnTheSeedOfNd4j() {
        List<Tensor> tensors = List.of(weight("a"), weight("b"));
        Nd4j.getRandom().setSeed(9);
        Generator generator = Generator.seeded(Nd4j.getRandom().nextLong());
        Nd4j.getRandom().setSeed(9);
        NORMAL.apply(tensors);

        for (Tensor tensor : tensors) {
            assertThat(tensor.array())
                    .isEqualTo(Init.normal(0, 0.02)
                            .initialize(
                                    Nd4j.create(DataType.FLOAT, 4, 3),
                                    generator.named(tensor.parameter().name())));
        }
    }

    @Test
    void lambdasCanBeInitializersInPlans() {
        Initializer half = (array, layout, generator) -> array.assign(0.5);
        Tensor tensor = weight("a");
        Assignments done = Plan.of(Rule.of(Selector.all(), half)).apply(List.of(tensor));

        assertFilledWith(tensor, 0.5);
        assertThat(done.get("a").moments()).isEqualTo(Moments.UNKNOWN);
    }

    @Test
    void emptyArraysAreAccepted() {
        Plan.of(Rule.of(Selector.all(), Init.kaimingNormal()))
                .apply(List.of(Tensor.of("a", Role.WEIGHT, Layout.OUT_IN, Nd4j.create(DataType.FLOAT, 0, 3))));
    }

    // progress

    @Test
    void progressIsReportedAfterEachFilledParameter() {
        List<Tensor> tensors = List.of(weight("a"), tensor("s", Role.STATISTIC, 5), tensor("b", Role.BIAS, 4));
        List<Progress.Update> updates = new ArrayList<>();
        Plan plan = Plan.of(Rule.of(Selector.role(Role.WEIGHT), Init.ones()));

        plan.apply(tensors, PlanOptions.defaults().withProgress(updates::add));

        assertThat(updates)
                .extracting(
                        update -> update.assignment().parameter().name(),
                        Progress.Update::filledElements,
                        Progress.Update::totalElements)
                .containsExactly(tuple("a", 12L, 16L), tuple("b", 16L, 16L));
        assertThat(updates.get(0)).hasToString("a: 12 of 16 elements");
    }

    // plans derived from other plans

    @Test
    void additionalRulesPrecedeTheRulesOfThePlan() {
        List<Tensor> tensors = List.of(weight("a"), weight("b"));
        Plan.of(Rule.of(Selector.role(Role.WEIGHT), Init.constant(1)))
                .withRules(Rule.of(Selector.name("b"), Init.constant(2)))
                .apply(tensors);

        assertFilledWith(tensors.get(0), 1);
        assertFilledWith(tensors.get(1), 2);
    }

    @Test
    void anAdditionalRuleReplacesTheRuleWithTheSameSelector() {
        Rule name = Rule.of(Selector.name("a"), Init.zeros());
        Rule role = Rule.of(Selector.role(Role.WEIGHT), Init.ones());
        Rule other = Rule.keep(Selector.name("a"));
        Plan plan = Plan.of(name, role).seeded(3).except(Selector.layer("x")).keepingOthers();

        assertThat(plan.withRules(other))
                .isEqualTo(Plan.of(other, role)
                        .seeded(3)
                        .except(Selector.layer("x"))
                        .keepingOthers());
    }

    @Test
    void plansAreComparedByContent() {
        Plan plan = Plan.of(Rule.keep(Selector.all()));

        assertThat(plan).isEqualTo(Plan.of(Rule.keep(Selector.all()))).hasSameHashCodeAs(Plan.of(plan.rules()));
        assertThat(plan)
                .isNotEqualTo(plan.seeded(1))
                .isNotEqualTo(plan.only(Selector.all()))
                .isNotEqualTo(plan.except(Selector.all()))
                .isNotEqualTo(plan.keepingOthers())
                .isNotEqualTo(Plan.of());
        assertThat(plan.seeded(1).seed()).hasValue(1);
        assertThat(plan.seed()).isEmpty();
    }

    @Test
    void toStringHasOneLinePerRuleAndRestriction() {
        assertThat(Plan.of(
                                Rule.of(Selector.name("a"), Init.zeros()).withLayout(Layout.IN_OUT),
                                Rule.keep(Selector.role(Role.OTHER)))
                        .seeded(1)
                        .only(Selector.all())
                        .except(Selector.layer("x")))
                .hasToString("""
                        name a: zeros as *IO
                        role other: keep
                        seed 1
                        only all
                        except layer x
                        others refused""");
    }

    // the table

    @Test
    void theResultOfADryRunPrintsAsATable() {
        List<Tensor> tensors = List.of(
                tensor("wte", Role.EMBEDDING, 50, 8),
                tensor("h.0.fc.weight", Role.WEIGHT, 32, 8),
                tensor("h.0.fc.bias", Role.BIAS, 32),
                tensor("h.0.proj.weight", Role.WEIGHT, 8, 32),
                tensor("ln.weight", Role.NORM_SCALE, 8),
                tensor("ln.running_mean", Role.STATISTIC, 8),
                tensor("temperature", Role.OTHER));
        Assignments table = Plan.of(
                        Rule.of(Selector.name("*.proj.*"), Init.normal(0, 0.02 / Math.sqrt(24))),
                        Rule.of(Selector.role(Role.WEIGHT), Init.kaimingUniform()),
                        Rule.of(Selector.role(Role.EMBEDDING), Init.normal(0, 1e-5)))
                .keepingOthers()
                .dryRun(tensors);

        assertThat(table).hasToString("""
                        parameter        role        shape   initializer                                      by                     fan in  fan out  mean       std
                        wte              embedding   50x8    normal(mean=0, std=0.00001)                      role embedding              -        -     0  1.00e-05
                        h.0.fc.weight    weight      32x8    kaiming_uniform(mode=fan_in, nonlinearity=relu)  role weight                 8       32     0  5.00e-01
                        h.0.fc.bias      bias        32      zeros                                            default of bias             -        -     0         0
                        h.0.proj.weight  weight      8x32    normal(mean=0, std=0.004082)                     name *.proj.*              32        8     0  4.08e-03
                        ln.weight        norm_scale  8       ones                                             default of norm_scale       -        -     1         0
                        ln.running_mean  statistic   8       kept                                             a statistic                 -        -     -         -
                        temperature      other       scalar  kept                                             no rule                     -        -     -         -""");
    }

    @Test
    void anAssignmentIsFoundByTheNameOfItsParameter() {
        Assignments assignments = Plan.of().assign(List.of(Parameter.of("b", Role.BIAS, Layout.OUT_IN, 3)));

        assertThat(assignments.get("b").initializer()).contains(Init.zeros());
        assertThatThrownBy(() -> assignments.get("c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no parameter has the name \"c\"; pass one of the existing names: b");
    }

    @Test
    void nullArgumentsAreReportedByName() {
        Map<String, INDArray> arrays = Map.of();
        assertThatThrownBy(() -> Plan.of().apply(List.of(), null)).hasMessage("options must not be null");
        assertThatThrownBy(() -> Plan.of().apply(arrays, (PlanOptions) null)).hasMessage("options must not be null");
        assertThatThrownBy(() -> Plan.of().dryRun(arrays, null)).hasMessage("options must not be null");
        assertThatThrownBy(() -> Plan.of().apply(arrays, (Layout) null)).hasMessage("layout must not be null");
        assertThatThrownBy(() -> PlanOptions.defaults().withGenerator(null)).hasMessage("generator must not be null");
        assertThatThrownBy(() -> PlanOptions.defaults().withProgress(null)).hasMessage("progress must not be null");
        assertThatThrownBy(() -> PlanOptions.defaults().withLayout(null)).hasMessage("layout must not be null");
        assertThatThrownBy(() -> Rule.of(null, Init.zeros())).hasMessage("selector must not be null");
        assertThatThrownBy(() -> Rule.of(Selector.all(), null)).hasMessage("initializer must not be null");
    }
}
