package io.github.nd4jinit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.random.Generator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Tests the text form of plans: round trips, and errors that name the line or the rule. */
class PlanTextTest {

    /** A plan that uses every feature of the format. */
    private static final Plan FULL = Plan.of(
                    Rule.of(
                            Selector.name("*.c_proj.weight"),
                            Init.normal(0, 0.02).scaled(1 / Math.sqrt(24))),
                    Rule.of(Selector.role(Role.RECURRENT_WEIGHT).and(Selector.layer("*LSTM")), Init.orthogonal(1.1))
                            .withLayout(Layout.IN_OUT.packedSizes(3, 5)),
                    Rule.keep(Selector.regex("h\\.\\d+\\.ln.*")),
                    Rule.keep(Selector.regex("a\"b\\\\c\n\u2028\u0001é😀: # ")).ifAny(),
                    Rule.of(Selector.name("cls").and(Selector.role(Role.BIAS)), Init.priorBias(0.01)),
                    Rule.of(Selector.role(Role.EMBEDDING), Init.normal(0, 0.1).withZeroRow(1)),
                    Rule.of(
                                    Selector.role(Role.WEIGHT),
                                    Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.leakyRelu(0.1)))
                            .withLayout(Layout.OUT_IN.transposed().groups(2).strided(2, 1))
                            .required(),
                    Rule.of(Selector.all(), Init.zeros()))
            .seeded(Long.MIN_VALUE)
            .only(
                    Selector.layer("?onv"),
                    Selector.role(Role.WEIGHT).and(Selector.regex("x+")).and(Selector.name("*")))
            .except(Selector.name("backbone.*"), Selector.all())
            .keepingOthers();

    static Stream<Plan> plans() {
        return Stream.of(
                FULL,
                Plan.of(),
                Plan.of(Rule.keep(Selector.all())).keepingOthers(),
                Plan.of().seeded(Long.MAX_VALUE).except(Selector.name("")),
                Recipes.torch(),
                Recipes.keras(),
                Recipes.resnetZeroGamma(Selector.name("*.bn3.weight")),
                Recipes.gpt2(12),
                Recipes.bert(),
                Recipes.vit(),
                Recipes.tFixup(6, 5),
                Recipes.deepNorm(18, 7));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void aWrittenPlanIsReadBackAsAnEqualPlan(Plan plan) {
        assertThat(Plan.parse(plan.toJson())).isEqualTo(plan).hasToString(plan.toString());
        assertThat(Plan.parse(plan.toYaml())).isEqualTo(plan).hasToString(plan.toString());
    }

    @Test
    void aPlanParsedFromItsTextGivesTheSameValues() {
        Plan plan = Plan.of(
                        Rule.of(Selector.name("a"), Init.normal(0, 1 / 3.0)),
                        Rule.of(Selector.name("b"), Init.kaimingUniform().scaled(Math.PI)),
                        Rule.of(Selector.role(Role.WEIGHT), Init.orthogonal(Math.sqrt(2)))
                                .withLayout(Layout.OUT_IN.packed(2)))
                .seeded(7);

        assertThat(filled(Plan.parse(plan.toJson()))).isEqualTo(filled(plan));
        assertThat(filled(Plan.parse(plan.toYaml()))).isEqualTo(filled(plan));
    }

    private static List<INDArray> filled(Plan plan) {
        List<Tensor> tensors = Stream.of("a", "b", "c")
                .map(name -> Tensor.of(name, Role.WEIGHT, Layout.OUT_IN, Nd4j.create(DataType.DOUBLE, 6, 5)))
                .toList();
        plan.apply(tensors);
        return tensors.stream().map(Tensor::array).toList();
    }

    @Test
    void jsonHasOneLinePerRule() {
        Plan plan = Plan.of(
                        Rule.of(Selector.name("*.c_proj.weight"), Init.normal(0, 0.0041)),
                        Rule.keep(Selector.role(Role.OTHER)))
                .seeded(42)
                .except(Selector.layer("BatchNormalization"));

        assertThat(plan.toJson()).isEqualTo("""
                        {
                          "version": 1,
                          "seed": 42,
                          "rules": [
                            { "name": "*.c_proj.weight", "use": "normal(mean=0.0, std=0.0041)" },
                            { "role": "other", "keep": true }
                          ],
                          "except": [
                            { "layer": "BatchNormalization" }
                          ]
                        }""");
        assertThat(plan.toYaml()).isEqualTo("""
                        version: 1
                        seed: 42
                        rules:
                        - name: "*.c_proj.weight"
                          use: "normal(mean=0.0, std=0.0041)"
                        - role: "other"
                          keep: true
                        except:
                        - layer: "BatchNormalization"
                        """);
    }

    @Test
    void handwrittenJsonIsParsed() {
        assertThat(Plan.parse("""
                                {
                                  "seed": 42,
                                  "rules": [
                                    {"name": "*.c_proj.weight", "use": "normal(mean=0.0, std=0.0041)"},
                                    {"regex": "h\\\\.\\\\d+\\\\.ln.*", "keep": true},
                                    {"layout": "IO.packed(4)", "use": "Orthogonal", "layer": "LSTM", "role": "Weight"},
                                    {"all": true, "use": "torch.zeros_", "optional": false}
                                  ],
                                  "only": [{"name": "head.*"}], "except": [{"layer": "BatchNormalization"}],
                                  "others": "kept"
                                }
                                """))
                .isEqualTo(Plan.of(
                                Rule.of(Selector.name("*.c_proj.weight"), Init.normal(0, 0.0041)),
                                Rule.keep(Selector.regex("h\\.\\d+\\.ln.*")),
                                Rule.of(Selector.role(Role.WEIGHT).and(Selector.layer("LSTM")), Init.orthogonal())
                                        .withLayout(Layout.of("IO").packed(4)),
                                Rule.of(Selector.all(), Init.zeros()).required())
                        .seeded(42)
                        .only(Selector.name("head.*"))
                        .except(Selector.layer("BatchNormalization"))
                        .keepingOthers());
    }

    @Test
    void handwrittenYamlIsParsed() {
        assertThat(Plan.parse("""
                                # from the paper
                                seed: -1
                                rules:
                                  - name: "*.c_proj.weight"   # the residual ones
                                    use: scaled(0.5, normal(0, 0.02))
                                  - {role: weight, use: HeNormal, optional: false}
                                  - role: bias
                                    use: >-
                                      constant(value=0.1)
                                others: refused
                                """))
                .isEqualTo(Plan.of(
                                Rule.of(
                                        Selector.name("*.c_proj.weight"),
                                        Init.normal(0, 0.02).scaled(0.5)),
                                Rule.of(Selector.role(Role.WEIGHT), Initializer.parse("he_normal"))
                                        .required(),
                                Rule.of(Selector.role(Role.BIAS), Init.constant(0.1)))
                        .seeded(-1));
    }

    @Test
    void theExampleInTheDocumentationIsParsed() {
        String example = """
                version: 1
                seed: 42
                rules:
                  - name: "*.c_proj.weight"               # quotes, for in YAML a bare * begins an alias
                    use: normal(mean=0.0, std=0.0041)
                  - {role: weight, layer: LSTM, use: orthogonal, layout: "IO.packed(4)"}
                  - {regex: "h\\\\.\\\\d+\\\\.ln.*", keep: true}
                  - {all: true, use: zeros, optional: true}
                only: [{name: "head.*"}]
                except: [{layer: BatchNormalization}]
                others: kept
                """;

        assertThat(Plan.parse(example).rules()).hasSize(4);
        assertThat(Plan.parse(Plan.parse(example).toYaml())).isEqualTo(Plan.parse(example));
    }

    @Test
    void aByteOrderMarkIsAccepted() {
        assertThat(Plan.parse("\uFEFF{\"rules\": []}")).isEqualTo(Plan.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules: []",
                "version: 1\nrules: []",
                "rules: []\nversion: 1",
                "{\"version\": 1, \"rules\": []}",
                "{\"rules\": []}"
            })
    void theVersionDefaultsTo1(String text) {
        assertThat(Plan.parse(text)).isEqualTo(Plan.of());
        assertThat(Plan.parse(text).toYaml()).startsWith("version: 1\n");
        assertThat(Plan.parse(text).toJson()).startsWith("{\n  \"version\": 1,\n");
    }

    private static Arguments bad(String message, String text) {
        return Arguments.of(message, text);
    }

    private static final String KEYS =
            "; remove it, or use a key that a rule has: role, name, regex, layer, all, use, keep, layout, optional";

    static Stream<Arguments> invalidTexts() {
        return Stream.of(
                bad("line 3: unknown key \"inizializer\"" + KEYS, "rules:\n  - name: a\n    inizializer: zeros\n"),
                bad(
                        "line 4: unknown key \"Use\"" + KEYS,
                        "{\n \"rules\": [\n  {\"name\": \"a\",\n   \"Use\": \"zeros\"}]}"),
                bad(
                        "line 2: unknown key \"rule\"; remove it, or use a key that a plan has: version, seed, rules, only, except, others",
                        "seed: 1\nrule: []"),
                bad(
                        "line 2: unknown key \"use\"; remove it, or use a key that a selector has: role, name, regex, layer, all",
                        "rules: []\nonly: [{use: zeros}]"),
                bad(
                        "line 3: a rule has the key use twice; remove one of them",
                        "rules:\n  - {name: a, use: zeros,\n     use: ones}"),
                bad(
                        "line 3: a plan has the key seed twice; remove one of them",
                        "{\"seed\": 1,\n\"rules\": [],\n\"seed\": 1}"),
                // wrong types
                bad(
                        "line 1: a plan must be an object whose keys are among version, seed, rules, only, except, others, received nothing",
                        ""),
                bad("received nothing", "# only a comment\n"),
                bad(
                        "line 1: a plan must be an object whose keys are among version, seed, rules, only, except, others, received \"zeros\"",
                        "zeros"),
                bad("received a list", "[]"),
                bad("line 1: a plan must have the key rules; write rules: [] for a plan without rules", "seed: 1"),
                bad(
                        "line 1: rules must be a list, received an object; enclose its items in brackets",
                        "rules: {name: a}"),
                bad("line 2: a rule must be an object whose keys are among role, name,", "rules:\n  - zeros"),
                bad("line 2: name must be a string, received 1", "rules:\n  - {name: 1, use: zeros}"),
                bad("name must be a string, received true", "{\"rules\": [{\"name\": true}]}"),
                bad("use must be a string, received a list", "rules: [{name: a, use: [zeros]}]"),
                bad("use must be a string, received an object", "rules: [{name: a, use: {normal: 1}}]"),
                bad("name must be a string, received null", "{\"rules\": [{\"name\": null}]}"),
                bad("name must be a string, received aGk=", "rules: [{name: !!binary aGk=}]"),
                bad("line 3: keep must be true or false, received \"maybe\"", "rules:\n  - name: a\n    keep: maybe"),
                bad(
                        "line 1: keep must be true if it is present, received false; write keep: true, or remove the key",
                        "rules: [{name: a, keep: false}]"),
                bad(
                        "line 1: all must be true if it is present, received false; write all: true, or remove the key",
                        "rules: [{all: false, keep: true}]"),
                bad("line 1: optional must be true or false, received 1", "rules: [{all: true, optional: 1}]"),
                // versions
                bad(
                        "line 1: version must be the number 1, the only version of the plan format that this release reads, received 2; write version: 1, or update nd4j-init to read a newer format",
                        "version: 2\nrules: []"),
                bad("version must be the number 1,", "{\"version\": 2, \"rules\": []}"),
                bad("received 0;", "version: 0\nrules: []"),
                bad("received -1;", "version: -1\nrules: []"),
                bad("received \"1\";", "version: \"1\"\nrules: []"),
                bad("received 1.0;", "version: 1.0\nrules: []"),
                bad("received 1.0;", "{\"version\": 1.0, \"rules\": []}"),
                bad("received 1e0;", "{\"version\": 1e0, \"rules\": []}"),
                bad("received NaN;", "{\"version\": NaN, \"rules\": []}"),
                bad("received 18446744073709551617;", "version: 18446744073709551617\nrules: []"), // 2^64 + 1
                bad("received null;", "{\"version\": null, \"rules\": []}"),
                bad("received null;", "version: null\nrules: []"),
                bad("received a list;", "version: [1]\nrules: []"),
                bad(
                        "line 3: a plan has the key version twice; remove one of them",
                        "version: 1\nrules: []\nversion: 1"),
                // seeds
                bad(
                        "line 2: seed must be an integer from -2^63 to 2^63 - 1, received NaN; write digits only, such as 42",
                        "{\n\"seed\": NaN}"),
                bad("line 1: seed must be an integer", "seed: .nan\nrules: []"),
                bad("received 1e3", "seed: 1e3\nrules: []"),
                bad("received 1.0", "{\"seed\": 1.0}"),
                bad("received 9223372036854775808", "{\"seed\": 9223372036854775808}"),
                bad("received -9223372036854775809", "seed: -9223372036854775809"),
                bad("received \"42\"", "{\"seed\": \"42\"}"),
                // invalid values
                bad(
                        "line 2: role must be one of weight, recurrent_weight, embedding, token, bias, forget_bias, peephole, norm_scale, norm_shift, slope, statistic, other, received \"weigth\"",
                        "rules:\n  - {role: weigth, use: zeros}"),
                bad("line 2: others must be one of refused, kept, received \"by role\"", "rules: []\nothers: by role"),
                bad(
                        "line 2: a rule must have exactly one of the keys use and keep, received both; remove one of them",
                        "rules:\n  - name: a\n    use: zeros\n    keep: true"),
                bad(
                        "line 2: a rule must have exactly one of the keys use and keep, received neither; add use with an initializer, or add keep: true to leave the parameters unchanged",
                        "rules:\n  - name: a"),
                bad(
                        "line 2: a rule needs at least one of the keys role, name, regex, layer, all; write all: true to select all parameters",
                        "rules:\n  - use: zeros"),
                bad(
                        "line 1: a selector needs at least one of the keys role, name, regex, layer, all; write all: true",
                        "except: [{}]"),
                bad("line 2: only must not be empty; remove it, or add a selector", "rules: []\nonly: []"),
                bad(
                        "line 3: Initializer.parse: received \"he_norml\", which is an unknown name; did you mean he_normal",
                        "rules:\n  - name: a\n    use: he_norml"),
                bad(
                        "line 1: normal: std must not be negative, but was -1.0",
                        "rules: [{name: a, use: 'normal(0, -1)'}]"),
                bad(
                        "line 1: scaled: factor must be finite, but was NaN",
                        "rules: [{name: a, use: 'scaled(NaN, ones)'}]"),
                bad("line 3: Layout.of: received \"O-I\"", "rules:\n  - name: a\n    layout: O-I\n    use: zeros"),
                bad("line 1: Layout.parse: received \"grups(2)\"", "rules: [{name: a, layout: OI.grups(2)}]"),
                bad(
                        "line 2: \"(ab\" is not a valid regular expression: Unclosed group near index 3; put a backslash before each character to be matched literally, or use the key name, in which only * and ? are special",
                        "rules:\n  - {regex: (ab, use: zeros}"),
                // rules that can never apply
                bad(
                        "line 3: two rules have the selector \"name a\", so the second can never apply; remove one of them",
                        "rules:\n  - {name: a, use: zeros}\n  - {name: a, use: ones}"),
                bad(
                        "line 3: rule \"role bias: keep\" can never apply: the earlier rule for \"all\" matches the same parameters; move it before that rule",
                        "rules:\n  - {all: true, use: zeros}\n  - {role: bias, keep: true}"),
                // neither JSON nor YAML
                bad(
                        "line 3: Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries; correct the syntax: a text that begins with a brace must be JSON, and any other text must be YAML",
                        "{\n\"seed\": 1\n\"rules\": []}"),
                bad("line 1: Unexpected character ('r' (code 114))", "{rules: []}"),
                bad("line 2: Unexpected end-of-input", "{\n\"rules\": [{\"name\": \"a"),
                bad("line 2: expected ',' or ']', but got <scalar>; correct the syntax:", "only: [{name: a}\nseed: 2"),
                bad("line 1: mapping values are not allowed here", "seed: 1: 2"),
                bad("line 2: found character '\\t(TAB)' that cannot start any token", "rules:\n\t- {}"),
                bad("line 3: special characters are not allowed", "seed: 1\nrules:\n  - name: a\u0001"),
                bad(
                        "line 1: a text must contain one plan only, received an object after it; remove what follows the plan",
                        "{\"rules\": []} {}"),
                bad("line 3: a text must contain one plan only", "rules: []\n---\nrules: []"),
                // an unquoted star, which is an alias in YAML, and deep nesting
                bad(
                        "line 2: *.c_proj without quotes is an alias in YAML, and plans do not support aliases; write name: \"*.c_proj\"",
                        "rules:\n  - name: *.c_proj\n    use: zeros"),
                bad("*x without quotes is an alias", "rules: [{name: &x a, use: zeros}, {name: *x, use: ones}]"),
                bad("line 1: unknown key \"<<\"", "<<: {seed: 1}\nrules: []"),
                bad(
                        "line 1: use is \"normal(0\", which lacks a closing parenthesis; add it, or enclose the whole value in quotes, because a comma inside braces ends a value in YAML",
                        "rules: [{name: a, use: normal(0, 0.02)}]"),
                bad("line 1: a rule must be an object", "rules: " + "[".repeat(100_000)),
                bad("line 1: a rule must be an object", "{\"rules\": " + "[".repeat(100_000)),
                bad("line 1: seed must be an integer", "{\"seed\": " + "{\"a\":".repeat(100_000)));
    }

    @ParameterizedTest
    @MethodSource("invalidTexts")
    void anErrorIsReportedWithItsLine(String message, String text) {
        assertThatThrownBy(() -> Plan.parse(text))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line ")
                .hasMessageContaining(message);
    }

    @Test
    void aNullTextIsRejected() {
        assertThatThrownBy(() -> Plan.parse(null)).hasMessage("text must not be null");
    }

    @Test
    void theErrorNamesThePartWithoutATextForm() {
        Initializer lambda = (array, layout, generator) -> array;
        Selector large = Selector.where("large", parameter -> parameter.size() > 1000);
        String condition =
                " cannot be written: the condition of Selector.where has no text; select by role, name, regex or layer";

        assertUnwritable(Plan.of(Rule.of(large, Init.zeros())), "rule \"where large: zeros\"" + condition);
        assertUnwritable(
                Plan.of(Rule.keep(Selector.role(Role.WEIGHT).and(large))),
                "rule \"role weight and where large: keep\"" + condition);
        assertUnwritable(Plan.of().except(large), "\"except where large\"" + condition);
        assertUnwritable(
                Plan.of(Rule.of(Selector.name("a"), lambda)),
                "rule \"name a: " + lambda + "\" cannot be written: its initializer has no text");
        assertUnwritable(
                Plan.of(Rule.keep(Selector.name("a*").and(Selector.name("*b")))),
                "rule \"name a* and name *b: keep\" cannot be written: a selector can have the key name only once; use one Selector.regex for both");
    }

    private static void assertUnwritable(Plan plan, String message) {
        assertThatThrownBy(plan::toJson)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith(message);
        assertThatThrownBy(plan::toYaml)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aCustomInitializerThatPrintsLikeABuiltInOneIsNotWritten() {
        Initializer impostor = new Initializer() {

            @Override
            public INDArray initialize(INDArray array, Layout layout, Generator generator) {
                return array;
            }

            @Override
            public String toString() {
                return "zeros";
            }
        };

        assertUnwritable(Plan.of(Rule.of(Selector.name("a"), impostor)), "rule \"name a: zeros\" cannot be written");
    }

    @Test
    void explicitFansAreWrittenAsTheResultingInitializer() {
        Plan plan = Plan.of(Rule.of(Selector.name("b"), Init.fanInUniform(new Fans(16, 4))));

        assertThat(plan.toJson()).contains("\"uniform(low=-0.25, high=0.25)\"");
        assertThat(Plan.parse(plan.toJson())).isEqualTo(plan);
    }
}
