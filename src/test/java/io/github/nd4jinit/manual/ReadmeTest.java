package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Assignments;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.Recipes;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void recommendations() throws IOException {
        Table readme = Table.checkedBy("README.md", "ReadmeTest.recommendations");
        Table manual = Table.checkedBy("initializers.md", "InitializersPageTest.recommendations");
        assertThat(readme.header()).isEqualTo(manual.header());
        assertThat(readme.rows()).isNotEmpty().isSubsetOf(manual.rows());
    }

    /** The accuracies of README are those of the experiment. */
    @Test
    void accuraciesOfTenLayers() throws IOException {
        String text = Files.readString(Path.of("README.md"));
        Table experiment = Table.checkedBy("experiment.md", "ExperimentPageTest.relu");
        assertThat(experiment.header().get(2)).isEqualTo("10 layers");
        for (String initializer : List.of("`normal(0.1)`", "`kaiming_normal`")) {
            String accuracy = experiment.rows().stream()
                    .filter(row -> row.get(0).equals(initializer))
                    .findFirst()
                    .orElseThrow()
                    .get(2);
            assertThat(text).contains(" " + accuracy + " %");
        }
    }

    @Test
    void thePlanIsThatOfGpt2WithKeptTokenEmbeddings() throws IOException {
        String yaml = Snippets.blocks(Path.of("README.md"), new ArrayList<>(List.of("introduction"))).stream()
                .filter(block -> block.language().equals("yaml"))
                .map(block -> String.join("\n", block.lines()))
                .findFirst()
                .orElseThrow();
        List<Parameter> parameters = List.of(
                Parameter.of("wte.weight", Role.EMBEDDING, Layout.IN_OUT, 50257, 768),
                Parameter.of("wpe.weight", Role.EMBEDDING, Layout.IN_OUT, 1024, 768),
                Parameter.of("h.0.attn.c_attn.weight", Role.WEIGHT, Layout.IN_OUT, 768, 2304),
                Parameter.of("h.0.attn.c_proj.weight", Role.WEIGHT, Layout.IN_OUT, 768, 768));
        Plan gpt2 = Recipes.gpt2(12)
                .withRules(
                        Rule.keep(Selector.name("wte.*")), Rule.of(Selector.name("wpe.weight"), Init.normal(0, 0.01)));
        Assignments expected = gpt2.assign(parameters);
        Assignments actual = Plan.parse(yaml).assign(parameters);
        assertThat(actual.get("wte.weight").initializer()).isEmpty();
        for (Parameter parameter : parameters.subList(1, parameters.size())) {
            assertThat(actual.get(parameter.name()).moments().std())
                    .as(parameter.name())
                    .isCloseTo(expected.get(parameter.name()).moments().std(), withinPercentage(0.02));
        }
    }

    @Test
    void isShort() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(120);
    }
}
