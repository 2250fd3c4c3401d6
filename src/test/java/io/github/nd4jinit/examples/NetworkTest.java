package io.github.nd4jinit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The lists of parameters are whole, and the recipes fit them. */
class NetworkTest {

    static final List<Network> NETWORKS = Network.ALL;

    @ParameterizedTest
    @CsvSource({"resnet50, 161, 25557032", "gpt2, 148, 124439808", "vit_b_16, 152, 86567656"})
    void hasItsPublishedNumberOfValues(String name, int parameters, long values) {
        Network network = Network.ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(network.parameters()).hasSize(parameters);
        assertThat(network.parameters().stream().mapToLong(Parameter::length).sum())
                .isEqualTo(values);
        assertThat(network.parameters()).extracting(Parameter::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("NETWORKS")
    void everyParameterHasARuleAndEveryRuleAParameter(Network network) {
        List<Rule> used = network.parameters().stream()
                .map(network.recipe()::rule)
                .distinct()
                .toList();
        assertThat(used).containsExactlyInAnyOrderElementsOf(network.recipe().rules());
    }

    @ParameterizedTest
    @FieldSource("NETWORKS")
    void everyParameterHasMomentsToExpect(Network network) {
        for (Parameter parameter : network.parameters()) {
            Rule rule = network.recipe().rule(parameter);
            assertThat(rule.initializer()
                            .moments(parameter.shape(), rule.layout(parameter))
                            .std())
                    .as(parameter.name())
                    .isNotNegative();
        }
    }

    @Test
    void theFirstRuleThatMatchesCounts() {
        Parameter residual = Parameter.parse("h.3.mlp.c_proj.weight\t3072x768\tdense_in_out");
        Parameter other = Parameter.parse("h.3.mlp.c_fc.weight\t768x3072\tdense_in_out");
        // 0.02 / sqrt(24), by hand
        assertThat(Recipe.GPT2.rule(residual).initializer()).hasToString("normal(mean=0.0, std=0.004082482904638631)");
        assertThat(Recipe.GPT2.rule(other).initializer()).hasToString("normal(mean=0.0, std=0.02)");
    }
}
