package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Assignment;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Recipes;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** Checks the tables of from-keras.md. */
class FromKerasPageTest {

    private static final String PAGE = "from-keras.md";
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private static List<String> code(String cell) {
        List<String> code = new ArrayList<>();
        Matcher matcher = CODE.matcher(cell);
        while (matcher.find()) {
            code.add(matcher.group(1));
        }
        return code;
    }

    @Test
    void initializers() throws Exception {
        for (List<String> row :
                Table.checkedBy(PAGE, "FromKerasPageTest.initializers").rows()) {
            String call = code(row.get(2)).get(0);
            Initializer equivalent = InitExpression.evaluate(
                    call.replace("Init.", "").replaceAll("\\b(FanMode|Distribution)\\.", ""), Map.of());
            assertThat(row.get(0) + row.get(1)).isNotEmpty();
            for (String text : code(row.get(0))) {
                assertSameValues(Initializer.parse("keras." + text), equivalent);
                assertSameValues(Initializer.parse("tf.keras.initializers." + text), equivalent);
            }
            for (String text : code(row.get(1))) {
                assertSameValues(Initializer.parse("jax." + text), equivalent);
                assertSameValues(Initializer.parse("jax.nn.initializers." + text), equivalent);
            }
        }
    }

    private static void assertSameValues(Initializer theirs, Initializer equivalent) {
        long[] shape = equivalent.equals(Init.deltaOrthogonal()) ? new long[] {3, 6, 8} : new long[] {6, 8};
        double[] expected = values(theirs, shape);
        assertThat(values(equivalent, shape)).as(theirs.toString()).containsExactly(expected, within(1e-6));
    }

    private static double[] values(Initializer initializer, long[] shape) {
        return initializer
                .initialize(Nd4j.create(shape), Layout.IN_OUT, Generator.seeded(3))
                .dup('c')
                .data()
                .asDouble();
    }

    @Test
    void layouts() throws Exception {
        for (List<String> row :
                Table.checkedBy(PAGE, "FromKerasPageTest.layouts").rows()) {
            long[] shape = Arrays.stream(row.get(1).replaceAll("[\\[\\] ]", "").split(","))
                    .mapToLong(Long::parseLong)
                    .toArray();
            Fans fans = Fans.of(shape, Layout.parse(code(row.get(2)).get(0)));
            assertThat(fans)
                    .as(row.get(0))
                    .isEqualTo(new Fans(Double.parseDouble(row.get(3)), Double.parseDouble(row.get(4))));
        }
    }

    /** Checks the paragraph about Recipes.keras(). */
    @Test
    void recipeHasTheDefaultsOfKeras() {
        List<Parameter> parameters = List.of(
                Parameter.of("w", Role.WEIGHT, Layout.IN_OUT, 6, 8),
                Parameter.of("rw", Role.RECURRENT_WEIGHT, Layout.IN_OUT, 8, 8),
                Parameter.of("e", Role.EMBEDDING, Layout.IN_OUT, 6, 8),
                Parameter.of("f", Role.FORGET_BIAS, Layout.IN_OUT, 8),
                Parameter.of("b", Role.BIAS, Layout.IN_OUT, 8));
        List<Initializer> initializers = new ArrayList<>();
        for (Assignment assignment : Recipes.keras().assign(parameters)) {
            initializers.add(assignment.initializer().orElseThrow());
        }
        assertThat(initializers)
                .containsExactly(
                        Init.xavierUniform(), Init.orthogonal(), Init.uniform(-0.05, 0.05), Init.ones(), Init.zeros());
    }

    /** Checks the paragraphs about names without a prefix and about seeds. */
    @Test
    void ambiguousNamesAndSeedsAreRejected() {
        for (String text : List.of("truncated_normal", "Normal", "Uniform", "normal(0.02)", "keras.HeNormal(seed=7)")) {
            assertThatThrownBy(() -> Initializer.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Initializer.parse("keras.HeNormal(seed=None)")).isEqualTo(Initializer.parse("keras.HeNormal"));
    }
}
