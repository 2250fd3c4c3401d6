package io.github.nd4jinit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.plan.Assignments;
import io.github.nd4jinit.plan.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Asserts that the lists of parameters are complete, and that the plans match them. */
class NetworkTest {

    static final List<Network> NETWORKS = Network.ALL;

    @ParameterizedTest
    @CsvSource({"resnet50, 161, 25557032", "gpt2, 148, 124439808", "vit_b_16, 152, 86567656"})
    void networksHaveThePublishedNumberOfValues(String name, int parameters, long values) {
        Network network = Network.ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(network.parameters()).hasSize(parameters);
        assertThat(network.parameters().stream().mapToLong(Parameter::size).sum())
                .isEqualTo(values);
        assertThat(network.parameters()).extracting(Parameter::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("NETWORKS")
    void plansInitializeEveryParameter(Network network) {
        assertThat(network.plan().assign(network.parameters()).list()).allSatisfy(assignment -> {
            assertThat(assignment.initializer()).isPresent();
            assertThat(assignment.moments().std()).isNotNegative();
        });
    }

    @Test
    void theFirstMatchingRuleApplies() {
        Network gpt2 = NETWORKS.get(1);
        Assignments assignments = gpt2.plan().assign(gpt2.parameters());
        // 0.02 / sqrt(24), by hand
        assertThat(assignments.get("h.3.mlp.c_proj.weight").initializer().orElseThrow())
                .hasToString("normal(mean=0.0, std=0.004082482904638631)");
        assertThat(assignments.get("h.3.mlp.c_fc.weight").initializer().orElseThrow())
                .hasToString("normal(mean=0.0, std=0.02)");
    }

    @Test
    void theClassifiersBiasUsesTheFanInOfItsWeight() {
        Network resnet = NETWORKS.get(0);
        assertThat(resnet.plan()
                        .assign(resnet.parameters())
                        .get("fc.bias")
                        .moments()
                        .std())
                .isCloseTo(1 / Math.sqrt(3 * 2048), within(1e-15));
    }
}
