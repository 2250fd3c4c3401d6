package io.github.nd4jinit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Layout;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Follows the remedies in the error messages of this package literally, and asserts that the error no longer occurs. Most tests are
 * named after the error.
 */
class PlanRemedyTest {

    private static final Pattern ENTRY = Pattern.compile("(?:write|add) (\"?\\w+\"?: (?:\"[^\"]*\"|[^\\s,;]+))");

    private static String message(ThrowingCallable call) {
        try {
            call.call();
        } catch (Throwable exception) {
            assertThat(exception).isInstanceOf(IllegalArgumentException.class);
            return exception.getMessage();
        }
        throw new AssertionError("no exception was thrown");
    }

    // plan files; the part in angle brackets is replaced with the entry that the message suggests

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "<version: 2>\\nrules: []",
                "<version: \"1\">\\nrules: []",
                "{<\"version\": 2>, \"rules\": []}",
                "seed: 1\\n<>",
                "{\"seed\": 1<>}",
                "rules:\\n  - <name: *.weight>\\n    use: zeros",
                "rules: [{<name: *x>, use: zeros}]",
                "rules: [{name: a<>}]",
                "{\"rules\": [{\"name\": \"a\"<>}]}",
                "rules: [{name: a, <keep: false>}]",
                "{\"rules\": [{\"name\": \"a\", <\"keep\": false>}]}",
                "rules: [{<all: false>, use: zeros}]",
                "rules: [{use: zeros<>}]",
                "rules: []\\nexcept: [{<>}]",
            })
    void theSuggestedEntryIsAccepted(String marked) {
        String text = marked.replace("\\n", "\n");
        String message = message(() -> Plan.parse(text.replaceAll("[<>]", "")));
        Matcher entry = ENTRY.matcher(message);
        assertThat(entry.find()).as(message).isTrue();
        int begin = text.indexOf('<');
        boolean needsComma = text.startsWith("<>", begin) && "a\"1s".indexOf(text.charAt(begin - 1)) >= 0;
        String fixed = text.substring(0, begin)
                + (needsComma ? ", " : "")
                + entry.group(1)
                + text.substring(text.indexOf('>') + 1);

        assertThatCode(() -> Plan.parse(fixed)).as(fixed).doesNotThrowAnyException();
    }

    private static Arguments edit(String remedy, String before, String after) {
        return Arguments.of(remedy, before, after);
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                edit("remove it, or", "rules: []\nrule: []", "rules: []"),
                edit(
                        "use a key that a rule has: role",
                        "rules: [{all: true, Use: zeros}]",
                        "rules: [{all: true, use: zeros}]"),
                edit("remove one of them", "seed: 1\nrules: []\nseed: 1", "seed: 1\nrules: []"),
                edit(
                        "remove one of them",
                        "rules: [{name: a, use: zeros, keep: true}]",
                        "rules: [{name: a, use: zeros}]"),
                edit(
                        "remove one of them",
                        "rules: [{name: a, use: zeros, keep: true}]",
                        "rules: [{name: a, keep: true}]"),
                edit("enclose its items in brackets", "rules: {name: a, keep: true}", "rules: [{name: a, keep: true}]"),
                edit("remove it, or add a selector", "rules: []\nonly: []", "rules: []"),
                edit("remove it, or add a selector", "rules: []\nonly: []", "rules: []\nonly: [{name: a}]"),
                edit(
                        "write one string in quotes",
                        "rules: [{name: 1, use: zeros}]",
                        "rules: [{name: \"1\", use: zeros}]"),
                edit(
                        "write one string in quotes",
                        "rules: [{name: a, use: [zeros]}]",
                        "rules: [{name: a, use: \"zeros\"}]"),
                edit("write digits only, such as 42", "seed: 1e3\nrules: []", "seed: 1000\nrules: []"),
                edit(
                        "write digits only, such as 42",
                        "{\"seed\": NaN, \"rules\": []}",
                        "{\"seed\": 42, \"rules\": []}"),
                edit("must be true or false", "rules: [{name: a, keep: maybe}]", "rules: [{name: a, keep: true}]"),
                edit(
                        "or remove the key",
                        "rules: [{name: a, use: zeros, keep: false}]",
                        "rules: [{name: a, use: zeros}]"),
                edit("remove what follows the plan", "{\"rules\": []} {}", "{\"rules\": []}"),
                edit("that begins with a brace must be JSON", "{rules: []}", "{\"rules\": []}"),
                edit("any other text must be YAML", "{rules: []}", "rules: []"),
                edit(
                        "enclose the whole value in quotes",
                        "rules: [{name: a, use: normal(0, 1)}]",
                        "rules: [{name: a, use: \"normal(0, 1)\"}]"),
                edit("add it, or", "rules: [{name: a, use: 'normal(0, 1'}]", "rules: [{name: a, use: 'normal(0, 1)'}]"),
                edit(
                        "put a backslash before each",
                        "rules: [{regex: (ab, use: zeros}]",
                        "rules: [{regex: \\(ab, use: zeros}]"),
                edit("or use the key name", "rules: [{regex: (ab, use: zeros}]", "rules: [{name: (ab, use: zeros}]"),
                edit(
                        "must be one of weight,",
                        "rules: [{role: weigth, use: zeros}]",
                        "rules: [{role: weight, use: zeros}]"),
                edit("add use with an initializer", "rules: [{name: a}]", "rules: [{name: a, use: zeros}]"),
                edit(
                        "remove one of them",
                        "rules: [{name: a, use: zeros}, {name: a, use: ones}]",
                        "rules: [{name: a, use: ones}]"),
                edit(
                        "move it before that rule",
                        "rules: [{name: b, use: zeros}, {role: bias, use: zeros}, {all: true, use: ones}, {role: bias, name: a, use: ones}]",
                        "rules: [{name: b, use: zeros}, {role: bias, name: a, use: ones}, {role: bias, use: zeros}, {all: true, use: ones}]"),
                edit(
                        "remove one of them",
                        "rules: [{all: true, use: zeros}, {name: \"*\", use: ones}]",
                        "rules: [{all: true, use: zeros}]"),
                edit("remove the rule", "rules: [{role: statistic, use: zeros}]", "rules: []"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void theEditedTextIsAccepted(String remedy, String before, String after) {
        assertThat(message(() -> Plan.parse(before))).contains(remedy);
        assertThatCode(() -> Plan.parse(after)).doesNotThrowAnyException();
    }

    // plans that do not fit a network

    private static INDArray array(long... shape) {
        return Nd4j.create(DataType.FLOAT, shape);
    }

    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.of("fc.weight", Role.WEIGHT, Layout.OUT_IN, 4, 3),
            Parameter.of("fc.bias", Role.BIAS, Layout.OUT_IN, 4));

    private static final Rule WEIGHTS = Rule.of(Selector.role(Role.WEIGHT), Init.xavierUniform());

    @Test
    void aParameterWithoutARule() {
        assertThat(message(() -> Plan.of().assign(PARAMETERS)))
                .contains("add a rule, or call keepingOthers() (in a plan file, others: kept)");

        Plan.of(WEIGHTS).assign(PARAMETERS);
        Plan.of().keepingOthers().assign(PARAMETERS);
        Plan.parse("rules: []\nothers: kept").assign(PARAMETERS);
    }

    @Test
    void aRuleThatMatchesNothing() {
        Rule misspelled = Rule.of(Selector.name("fc.wieght"), Init.ones());

        assertThat(message(() -> Plan.of(misspelled, WEIGHTS).assign(PARAMETERS)))
                .contains(
                        "correct its selector (did you mean fc.weight?), or make it optional with ifAny() (in a plan file, optional: true)");
        Plan.of(Rule.of(Selector.name("fc.weight"), Init.ones()), WEIGHTS).assign(PARAMETERS);
        Plan.of(misspelled.ifAny(), WEIGHTS).assign(PARAMETERS);
        Plan.parse("rules: [{name: fc.wieght, use: ones, optional: true}, {role: weight, use: xavier_uniform}]")
                .assign(PARAMETERS);
    }

    @Test
    void aRuleThatIsShadowedByEarlierRules() {
        Rule fc = Rule.of(Selector.name("fc.w*"), Init.ones());

        assertThat(message(() -> Plan.of(WEIGHTS, fc).assign(PARAMETERS))).endsWith("match fc.weight; put it first");
        assertThat(Plan.of(fc, WEIGHTS).assign(PARAMETERS).get("fc.weight").initializer())
                .contains(Init.ones());
    }

    @Test
    void aShadowedRuleThatCannotBePutFirst() {
        Rule first = Rule.of(Selector.name("*.weight"), Init.zeros());
        Rule second = Rule.of(Selector.name("fc.w*"), Init.ones());
        String remedy = "remove it, or make it optional with ifAny() (in a plan file, optional: true)";

        assertThat(message(() -> Plan.of(first, second).assign(PARAMETERS))).endsWith(remedy);
        Plan.of(first).assign(PARAMETERS);
        Plan.of(first, second.ifAny()).assign(PARAMETERS);

        // if WEIGHTS were first, it would match every parameter that the narrower rule matches
        Rule narrow = Rule.of(Selector.role(Role.WEIGHT).and(Selector.name("fc.*")), Init.zeros());
        assertThat(message(() -> Plan.of(narrow, WEIGHTS.required()).assign(PARAMETERS)))
                .endsWith(remedy);
    }

    @Test
    void anExceptSelectorThatMatchesNothing() {
        Plan plan = Plan.of(WEIGHTS);

        assertThat(message(() -> plan.except(Selector.name("fc.wieght")).assign(PARAMETERS)))
                .contains("correct the selector (did you mean fc.weight?), or remove it");
        plan.except(Selector.name("fc.weight")).assign(PARAMETERS);
        plan.assign(PARAMETERS);
    }

    @Test
    void aBiasWithoutTheFansOfItsWeight() {
        List<Parameter> bias = PARAMETERS.subList(1, 2);
        Plan plan = Plan.of(Rule.of(Selector.role(Role.BIAS), Init.fanInUniform()));

        assertThat(message(() -> plan.assign(bias)))
                .contains("add a rule for this bias, or set its fans with Parameter.withFans");
        plan.withRules(Rule.of(Selector.name("fc.bias"), Init.zeros())).assign(bias);
        plan.assign(List.of(bias.get(0).withFans(new Fans(3, 4))));
    }

    @Test
    void twoParametersWithTheSameName() {
        List<Parameter> twice = List.of(PARAMETERS.get(0), PARAMETERS.get(0));

        assertThat(message(() -> Plan.of(WEIGHTS).assign(twice))).contains("rename one of them");
        Plan.of(WEIGHTS)
                .assign(List.of(PARAMETERS.get(0), Parameter.of("fc2.weight", Role.WEIGHT, Layout.OUT_IN, 4, 3)));
    }

    @Test
    void twoTensorsWithTheSameArray() {
        INDArray shared = array(4, 3);
        Tensor first = Tensor.of("a.weight", Role.WEIGHT, Layout.OUT_IN, shared);
        Tensor second = Tensor.of("b.weight", Role.WEIGHT, Layout.OUT_IN, shared);

        assertThat(message(() -> Plan.of(WEIGHTS).apply(List.of(first, second))))
                .contains("pass only one of the two tensors");
        Plan.of(WEIGHTS).apply(List.of(first));
        Plan.of(WEIGHTS).apply(List.of(second));
    }

    @Test
    void anUnknownName() {
        Assignments assignments = Plan.of(WEIGHTS).assign(PARAMETERS);

        assertThat(message(() -> assignments.get("fc"))).contains("pass one of the existing names: fc.weight, fc.bias");
        assertThat(assignments.get("fc.bias").initializer()).contains(Init.zeros());
    }

    @Test
    void aShapeThatDiffersFromTheArray() {
        INDArray array = array(3, 4);

        assertThat(message(() -> Tensor.of(PARAMETERS.get(0), array))).contains("pass array.shape() to Parameter.of");
        Tensor.of(Parameter.of("fc.weight", Role.WEIGHT, Layout.OUT_IN, array.shape()), array);
    }

    @Test
    void anInvalidNameOrShapeOfAParameter() {
        assertThat(message(() -> Parameter.of("", Role.BIAS, Layout.OUT_IN, 4)))
                .contains("pass a name that is unique in the network");
        assertThat(message(() -> Parameter.of("b", Role.BIAS, Layout.OUT_IN, -4)))
                .contains("pass the shape() of an array");
        assertThat(Parameter.of("b", Role.BIAS, Layout.OUT_IN, array(4).shape()).size())
                .isEqualTo(4);
    }

    @Test
    void onlyWithoutASelector() {
        assertThat(message(() -> Plan.of(WEIGHTS).only())).contains("pass at least one selector");
        Plan.of(WEIGHTS).only(Selector.role(Role.WEIGHT)).assign(PARAMETERS);
    }

    @Test
    void aMissingOrIneffectiveLayoutInTheOptions() {
        Map<String, INDArray> arrays = Map.of("fc.weight", array(4, 3));
        List<Tensor> tensors = Tensor.named(arrays, Layout.OUT_IN);
        PlanOptions with = PlanOptions.defaults().withLayout(Layout.OUT_IN);
        Plan plan = Plan.of(WEIGHTS);

        assertThat(message(() -> plan.apply(arrays, PlanOptions.defaults())))
                .contains(
                        "call withLayout(Layout.OUT_IN) for torch's weights, or withLayout(Layout.IN_OUT) for Keras'");
        assertThat(message(() -> plan.dryRun(arrays, PlanOptions.defaults()))).contains("call withLayout(");
        plan.apply(arrays, with);
        plan.dryRun(arrays, PlanOptions.defaults().withLayout(Layout.IN_OUT));

        assertThat(message(() -> plan.apply(tensors, with)))
                .contains("the layout OI*")
                .contains("remove withLayout from the options, and use Rule.withLayout");
        plan.apply(tensors, PlanOptions.defaults());
        assertThat(Plan.of(WEIGHTS.withLayout(Layout.IN_OUT))
                        .apply(tensors, PlanOptions.defaults())
                        .get("fc.weight")
                        .fans())
                .contains(new Fans(4, 3));
    }

    // plans without a text form

    private static void assertUnwritable(Plan plan, String remedy) {
        assertThatThrownBy(plan::toYaml)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(remedy);
    }

    @Test
    void aPlanWithoutATextForm() {
        assertUnwritable(
                Plan.of(Rule.of(Selector.all(), (array, layout, generator) -> array)), "use an initializer of Init");
        Plan.of(Rule.of(Selector.all(), Init.zeros())).toYaml();

        assertUnwritable(
                Plan.of(Rule.keep(Selector.where("biases", parameter -> parameter.role() == Role.BIAS))),
                "select by role, name, regex or layer");
        Plan.of(Rule.keep(Selector.role(Role.BIAS))).toYaml();

        assertUnwritable(
                Plan.of(Rule.keep(Selector.name("a*").and(Selector.name("*b")))), "use one Selector.regex for both");
        Plan.of(Rule.keep(Selector.regex("a.*b|ab?"))).toYaml();

        assertUnwritable(
                Plan.of(Rule.keep(Selector.layer("*LSTM").and(Selector.layer("Graves*")))), "use one pattern for both");
        Plan.of(Rule.keep(Selector.layer("Graves*LSTM"))).toYaml();

        assertUnwritable(
                Plan.of(Rule.keep(Selector.role(Role.BIAS).and(Selector.role(Role.WEIGHT)))),
                "remove one of them, because no parameter matches both");
        Plan.of(Rule.keep(Selector.role(Role.BIAS))).toYaml();
    }
}
