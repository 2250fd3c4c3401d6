package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Assignments;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.Recipes;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.RoleInference;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlansPageTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern SELECTOR = Pattern.compile("(\\w+)\\(\"(.*)\"\\)");

    private static List<List<String>> rows(String test) throws IOException {
        return Table.checkedBy("plans.md", "PlansPageTest." + test).rows();
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }

    private static String code(String cell) {
        List<String> codes = codes(cell);
        assertThat(codes).as(cell).hasSize(1);
        return codes.get(0);
    }

    // --- selectors ---

    @Test
    void selectors() throws IOException {
        List<String> kinds = new ArrayList<>();
        for (List<String> row : rows("selectors")) {
            Selector selector = parsedSelector(code(row.get(0)));
            kinds.add(selector.getClass().getSimpleName());
            Plan plan = Plan.of(Rule.of(selector, Init.zeros()));
            if (row.get(1).equals("none")) {
                assertThatThrownBy(plan::toYaml).isInstanceOf(UnsupportedOperationException.class);
            } else {
                String file = "rules: [{%s, use: zeros}]".formatted(code(row.get(1)));
                assertThat(Plan.parse(file)).isEqualTo(plan);
            }
            List<Parameter> unrelated = List.of(Parameter.of("fc.bias", Role.BIAS, Layout.OUT_IN, 3));
            Throwable error = row.get(0).contains("all()") // always matches
                    ? catchThrowable(() -> plan.assign(List.of()))
                    : catchThrowable(() -> plan.assign(unrelated));
            assertThat(error == null ? "is ignored" : "is an error")
                    .as(row.get(0))
                    .isEqualTo(row.get(3));
        }
        assertThat(kinds).doesNotHaveDuplicates().hasSize(6);
    }

    private static Selector parsedSelector(String code) {
        return switch (code) {
            case "Selector.all()" -> Selector.all();
            case "Selector.role(Role.WEIGHT)" -> Selector.role(Role.WEIGHT);
            case "Selector.name(\"*.weight\")" -> Selector.name("*.weight");
            case "Selector.regex(\".*\\\\.weight\")" -> Selector.regex(".*\\.weight");
            case "Selector.layer(\"*LSTM\")" -> Selector.layer("*LSTM");
            case "Selector.where(\"matrix\", p -> p.shape().length == 2)" ->
                Selector.where("matrix", p -> p.shape().length == 2);
            default -> throw new AssertionError("unknown selector " + code);
        };
    }

    @Test
    void patterns() throws IOException {
        for (List<String> row : rows("patterns")) {
            Matcher call = SELECTOR.matcher(code(row.get(0)));
            assertThat(call.matches()).as(row.get(0)).isTrue();
            String text = call.group(2).replace("\\\\", "\\");
            Selector selector = switch (call.group(1)) {
                case "name" -> Selector.name(text);
                case "regex" -> Selector.regex(text);
                case "layer" -> Selector.layer(text);
                default -> throw new AssertionError("unknown selector " + row.get(0));
            };
            List<String> parameter = codes(row.get(1));
            Parameter subject = Parameter.of(parameter.get(0), Role.WEIGHT, Layout.OUT_IN, 2, 3)
                    .withLayer(parameter.size() == 2 ? parameter.get(1) : "");
            assertThat(selector.matches(subject) ? "yes" : "no")
                    .as(row.toString())
                    .isEqualTo(row.get(2));
        }
    }

    // --- roles ---

    @Test
    void roles() throws IOException {
        List<List<String>> rows = rows("roles");
        assertThat(rows.stream().map(row -> code(row.get(0))))
                .containsExactlyElementsOf(
                        Arrays.stream(Role.values()).map(Role::toString).toList());
        for (List<String> row : rows) {
            Role role = role(code(row.get(0)));
            Optional<Initializer> initializer = role.defaultInitializer();
            if (initializer.isPresent()) {
                assertThat(Initializer.parse(code(row.get(2)))).isEqualTo(initializer.get());
            } else {
                assertThat(row.get(2)).isEqualTo(role == Role.STATISTIC ? "none, never changed" : "none");
            }
            assertThat(row.get(3)).isEqualTo(role.hasFans() ? "yes" : isBias(role) ? "those of its weight" : "no");
        }
    }

    private static boolean isBias(Role role) {
        return role == Role.BIAS || role == Role.FORGET_BIAS;
    }

    private static Role role(String text) {
        return Arrays.stream(Role.values())
                .filter(role -> role.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("unknown role " + text));
    }

    @Test
    void inference() throws IOException {
        for (List<String> row : rows("inference")) {
            long[] shape = row.get(1).equals("scalar")
                    ? new long[0]
                    : Arrays.stream(row.get(1).split("x", -1))
                            .mapToLong(Long::parseLong)
                            .toArray();
            assertThat(RoleInference.CONVENTIONAL.infer(code(row.get(0)), shape))
                    .as(row.get(0))
                    .isEqualTo(role(code(row.get(2))));
        }
    }

    // --- files ---

    @Test
    void keysOfFiles() throws IOException {
        List<List<String>> rows = rows("keysOfFiles");
        for (String owner : List.of("plan", "rule", "selector")) {
            assertThat(rows.stream()
                            .filter(row -> List.of(row.get(1).split(", ", -1)).contains(owner))
                            .map(row -> code(row.get(0))))
                    .as("keys of a " + owner)
                    .containsExactlyInAnyOrderElementsOf(keys(owner));
        }
        for (List<String> row : rows) {
            String entry = code(row.get(0)) + ": " + code(row.get(2));
            String file = switch (row.get(1)) {
                case "plan" -> row.get(0).equals("`rules`") ? entry : "rules: []\n" + entry;
                case "selector, rule" -> "rules:\n- use: zeros\n  " + entry;
                case "rule" ->
                    "rules:\n- role: weight\n  " + entry + (row.get(0).matches("`(use|keep)`") ? "" : "\n  use: zeros");
                default -> throw new AssertionError("unknown owner " + row.get(1));
            };
            Plan plan = Plan.parse(file);
            assertThat(Plan.parse(plan.toYaml())).isEqualTo(plan);
        }
    }

    /** Returns the keys listed in the error message about an unknown key. */
    private static List<String> keys(String owner) {
        String file = switch (owner) {
            case "plan" -> "unknown: 1";
            case "rule" -> "rules: [{unknown: 1}]";
            default -> "only: [{unknown: 1}]";
        };
        String message = catchThrowable(() -> Plan.parse(file)).getMessage();
        assertThat(message).contains("unknown key");
        return List.of(message.substring(message.lastIndexOf(": ") + 2).split(", ", -1));
    }

    // --- recipes ---

    @Test
    void recipes() throws IOException {
        for (List<String> row : rows("recipes")) {
            Plan plan = recipe(code(row.get(0)));
            List<Parameter> named = codes(row.get(4)).stream()
                    .map(name -> Parameter.of(
                            name, name.contains("bn") ? Role.NORM_SCALE : Role.WEIGHT, Layout.OUT_IN, 16, 16))
                    .toList();
            List<Parameter> parameters = new ArrayList<>(named);
            for (Role role : List.of(Role.WEIGHT, Role.RECURRENT_WEIGHT, Role.EMBEDDING)) {
                parameters.add(Parameter.of("any." + role, role, Layout.OUT_IN, 16, 16));
            }
            Assignments assignments = plan.keepingOthers().assign(parameters);
            assertThat(text(assignments, "any.weight")).as(row.get(0)).isEqualTo(row.get(1));
            assertThat(text(assignments, "any.recurrent_weight")).as(row.get(0)).isEqualTo(row.get(2));
            assertThat(text(assignments, "any.embedding")).as(row.get(0)).isEqualTo(row.get(3));
            named.forEach(parameter ->
                    assertThat(assignments.get(parameter.name()).reason()).matches("(name|regex) .*"));

            long required = plan.rules().stream().filter(Rule::isRequired).count();
            long optional = Arrays.stream(row.get(4).split("; ", -1))
                    .filter(part -> part.endsWith("optional"))
                    .count();
            assertThat(required).as("required rules of " + row.get(0)).isEqualTo(named.size() - optional);
        }
    }

    private static String text(Assignments assignments, String name) {
        return assignments
                .get(name)
                .initializer()
                .map(initializer -> "`" + initializer + "`")
                .orElse("none");
    }

    private static Plan recipe(String call) {
        return switch (call) {
            case "torch()" -> Recipes.torch();
            case "keras()" -> Recipes.keras();
            case "resnet()" -> Recipes.resnet();
            case "resnetZeroGamma(Selector.name(\"*.bn3.weight\"))" ->
                Recipes.resnetZeroGamma(Selector.name("*.bn3.weight"));
            case "gpt2(12)" -> Recipes.gpt2(12);
            case "bert()" -> Recipes.bert();
            case "vit()" -> Recipes.vit();
            case "tFixup(6, 6)" -> Recipes.tFixup(6, 6);
            case "deepNormEncoder(12)" -> Recipes.deepNormEncoder(12);
            case "deepNormDecoder(12)" -> Recipes.deepNormDecoder(12);
            case "deepNorm(12, 12)" -> Recipes.deepNorm(12, 12);
            default -> throw new AssertionError("unknown recipe " + call);
        };
    }
}
