package io.github.nd4jinit.examples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.examples.Digits;
import io.github.nd4jinit.report.LabeledDiagnosis;
import io.github.nd4jinit.report.Report;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class InitializationTest {

    private static final Task TASK = Task.of(Digits.load());

    static final Iterable<Initialization> INITIALIZATIONS = Initialization.ALL;

    /** Returns the layers in the report of the initialized network, with the histograms and expected densities of their weights. */
    private static JsonNode reportedLayers(Initialization initialization, Nonlinearity nonlinearity) {
        DenseStack stack = new Trial(initialization, nonlinearity, 2, 1).stack(TASK);
        LabeledDiagnosis diagnosis = LabeledDiagnosis.of(initialization.name(), Diagnosis.of(stack));
        Report report = Report.of(
                "Weights",
                initialization
                        .assignments(stack, nonlinearity)
                        .map(diagnosis::withAssignments)
                        .orElse(diagnosis));
        try {
            return new ObjectMapper().readTree(report.json()).at("/diagnoses/0/layers");
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** Tests the square layers and the last layer, which is not square. */
    @ParameterizedTest
    @FieldSource("INITIALIZATIONS")
    void weightsFollowTheExpectedDensity(Initialization initialization) {
        JsonNode layers = reportedLayers(initialization, Nonlinearity.GELU);
        assertThat(layers).hasSize(3);
        for (JsonNode layer : layers) {
            JsonNode weight = layer.at("/weights/0");
            if (!weight.at("/expectedDensity").isEmpty()) {
                assertFollows(weight.at("/histogram"), weight.at("/expectedDensity"));
            }
        }
    }

    /** Applies Pearson's chi-square test to the bins with enough expected values. */
    private static void assertFollows(JsonNode histogram, JsonNode density) {
        JsonNode counts = histogram.at("/counts");
        double width = (histogram.at("/high").asDouble() - histogram.at("/low").asDouble()) / counts.size();
        long total = 0;
        for (JsonNode count : counts) {
            total += count.asLong();
        }
        double statistic = 0;
        int bins = 0;
        for (int i = 0; i < counts.size(); i++) {
            double expected = total * width * density.get(i).asDouble();
            if (expected >= 5) {
                statistic += Math.pow(counts.get(i).asLong() - expected, 2) / expected;
                bins++;
            }
        }
        assertThat(bins).isGreaterThan(10);
        assertThat(1 - new ChiSquaredDistribution(bins - 1).cumulativeProbability(statistic))
                .isGreaterThan(1e-4);
    }

    @Test
    void onlyConstantSparseAndLsuvInitializationsHaveNoDensity() {
        assertThat(Initialization.ALL)
                .filteredOn(initialization -> reportedLayers(initialization, Nonlinearity.RELU)
                        .at("/0/weights/0/expectedDensity")
                        .isEmpty())
                .extracting(Initialization::name)
                .containsExactly("zeros", "ones", "constant(0.1)", "sparse(0.9)", "lsuv");
    }
}
