package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.PlanOptions;
import io.github.nd4jinit.plan.Recipes;
import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.random.TorchGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Checks the numbers in parity.md. {@link ManualTest} compares the output of the Java code with the output printed on
 * the page. The output of the Python code is in comments; the build cannot check it, because it does not run Python.
 */
class ParityPageTest {

    private static final Path PAGE = Path.of("src", "site", "markdown", "parity.md");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d+(?:\\.\\d+)?(?![\\w.])");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    /** Returns the numbers that are whole words, without the trailing zeros that Java prints and Python does not. */
    private static List<Double> numbers(String output) {
        List<Double> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(output);
        while (matcher.find()) {
            numbers.add(Double.valueOf(matcher.group()));
        }
        return numbers;
    }

    @Test
    void pythonAndJavaPrintTheSameNumbers() throws Exception {
        List<Snippets.Block> blocks = Snippets.blocks(PAGE, new ArrayList<>(List.of("introduction")));
        int compared = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Snippets.Block python = blocks.get(i);
            if (!python.language().equals("python")) {
                continue;
            }
            Snippets.Block java = blocks.get(i + 1);
            assertThat(java.language()).isEqualTo("java");
            boolean outputFollows =
                    i + 2 < blocks.size() && blocks.get(i + 2).language().equals("text");
            String javaOutput = outputFollows
                    ? String.join("\n", blocks.get(i + 2).lines())
                    : Snippets.Snippet.outputInComments(java.lines());
            String pythonOutput = python.lines().stream()
                    .filter(line -> line.startsWith("# "))
                    .collect(Collectors.joining("\n"));
            assertThat(numbers(javaOutput))
                    .as("parity.md:%s", python.line())
                    .isNotEmpty()
                    .isEqualTo(numbers(pythonOutput));
            compared++;
        }
        assertThat(compared).isEqualTo(8);
    }

    @Test
    void support() throws Exception {
        Table table = Table.checkedBy("parity.md", "ParityPageTest.support");
        int checked = 0;
        for (List<String> row : table.rows()) {
            Matcher code = CODE.matcher(row.get(0));
            while (code.find()) {
                Initializer initializer = Initializer.parse(code.group(1));
                assertSupport(initializer, Layout.OUT_IN, Generator.torch(1), row.get(1));
                assertSupport(initializer, Layout.IN_OUT, Generator.jax(1), row.get(2));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(20);
    }

    private static void assertSupport(Initializer initializer, Layout layout, Generator generator, String cell) {
        String text = initializer.toString();
        boolean convolution = text.startsWith("delta_orthogonal") || text.startsWith("dirac");
        INDArray array = convolution
                ? layout.equals(Layout.OUT_IN) ? Nd4j.create(6, 4, 3) : Nd4j.create(3, 4, 6)
                : Nd4j.create(6, 4);
        boolean supported = true;
        try {
            initializer.initialize(array, layout, generator);
        } catch (UnsupportedOperationException rejection) {
            supported = false;
        }
        assertThat(cell).as(text).matches("(as (torch|JAX)|refused|nothing is drawn).*");
        assertThat(supported).as("%s with %s", text, generator).isEqualTo(!cell.startsWith("refused"));
        if (generator instanceof TorchGenerator torch && supported) {
            boolean drew = !Arrays.equals(torch.state(), Generator.torch(1).state());
            assertThat(drew).as(text).isEqualTo(cell.startsWith("as torch"));
        }
    }

    /** Checks the paragraph below the table. */
    @Test
    void packedLayoutsAreRejectedIfValuesDependOnFans() {
        for (Generator generator : new Generator[] {Generator.torch(1), Generator.jax(1)}) {
            assertThatThrownBy(() ->
                            Init.xavierUniform().initialize(Nd4j.create(6, 4), Layout.OUT_IN.packed(3), generator))
                    .isInstanceOf(UnsupportedOperationException.class);
            Init.normal(0, 0.02).initialize(Nd4j.create(6, 4), Layout.OUT_IN.packed(3), generator);
        }
    }

    /** Plans need generators that support names. */
    @Test
    void plansRejectTorchGenerators() {
        PlanOptions options = PlanOptions.defaults().withLayout(Layout.OUT_IN).withGenerator(Generator.torch(0));
        assertThatThrownBy(() -> Recipes.torch().apply(Map.of("fc.weight", Nd4j.create(6, 4)), options))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Generator.torch");
    }
}
