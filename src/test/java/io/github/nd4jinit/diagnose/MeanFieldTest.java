package io.github.nd4jinit.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Nonlinearity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeanFieldTest {

    @Test
    void reluHalvesTheMeanSquare() {
        MeanField he = new MeanField(2, 0, Nonlinearity.RELU);
        assertThat(he.variances(1, 30)[29]).isCloseTo(2, within(1e-8));
        assertThat(he.gradientFactor(2)).isCloseTo(1, within(1e-5));

        MeanField lecun = new MeanField(1, 0, Nonlinearity.RELU);
        assertThat(lecun.variances(1, 11)[10]).isCloseTo(Math.pow(2, -10), within(1e-12));
        assertThat(lecun.gradientFactor(1)).isCloseTo(0.5, within(1e-5));
        assertThat(lecun.limitVariance(1)).isLessThan(1e-50);
        assertThat(new MeanField(4, 0, Nonlinearity.RELU).limitVariance(1)).isGreaterThan(1e50);
        assertThat(new MeanField(4, 0, Nonlinearity.RELU).gradientFactor(1e22)).isCloseTo(2, within(1e-4));
    }

    @Test
    void linearLayersMultiplyTheVariance() {
        MeanField linear = new MeanField(1.5, 0.25, Nonlinearity.LINEAR);
        // 1.5 * 2 + 0.25 = 3.25; 1.5 * 3.25 + 0.25 = 5.125
        assertThat(linear.variances(2, 2)).containsExactly(new double[] {3.25, 5.125}, within(1e-8));
        assertThat(linear.gradientFactor(7)).isCloseTo(1.5, within(1e-8));
    }

    /**
     * The sine has closed forms: E[sin²(√q z)] = (1 - e^-2q) / 2, and E[cos²(√q z)] = (1 + e^-2q) / 2.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 1, 4})
    void sineMatchesItsClosedForm(double q) {
        MeanField sine = new MeanField(3, 0.1, Nonlinearity.of("sin"));
        assertThat(sine.nextVariance(q)).isCloseTo(3 * (1 - Math.exp(-2 * q)) / 2 + 0.1, within(1e-8));
        assertThat(sine.gradientFactor(q)).isCloseTo(3 * (1 + Math.exp(-2 * q)) / 2, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-30, 1e-14, 1e-8, 1, 1e8})
    void theGradientFactorOfReluDoesNotDependOnTheScale(double q) {
        assertThat(new MeanField(2, 0, Nonlinearity.RELU).gradientFactor(q)).isCloseTo(1, within(1e-8));
        assertThat(new MeanField(2, 0, Nonlinearity.leakyRelu(0.5)).gradientFactor(q))
                .isCloseTo(1.25, within(1e-8));
    }

    /** Poole et al., figure 1: without biases, a tanh network is ordered if σ_w < 1 and chaotic if σ_w > 1. */
    @Test
    void tanhVanishesBelowTheCriticalGainAndConvergesAboveIt() {
        assertThat(new MeanField(0.9 * 0.9, 0, Nonlinearity.TANH).limitVariance(1))
                .isLessThan(1e-9);
        MeanField chaotic = new MeanField(4, 0, Nonlinearity.TANH);
        double q = chaotic.limitVariance(1);
        assertThat(chaotic.nextVariance(q)).isCloseTo(q, within(1e-7));
        assertThat(q).isBetween(1.0, 4.0);
        assertThat(chaotic.gradientFactor(q)).isGreaterThan(1.2);
    }

    /**
     * The layers have 400 units, and all 100 examples share the weights, so the relative error of the variance is at most about √(2/400)
     * = 7 % per layer, and 20 % after ten layers. A weight variance that is wrong by a factor of 1.5 is far outside this range.
     */
    @ParameterizedTest
    @CsvSource({"relu, 2", "relu, 1", "tanh, 1.44", "tanh, 9", "gelu, 2.35", "silu, 1", "selu_exact, 1"})
    void predictsMeasuredVariances(String name, double weightVariance) {
        Nonlinearity nonlinearity = Nonlinearity.of(name);
        int width = 400;
        DenseStack stack = Stacks.of(10, width, Init.normal(0, Math.sqrt(weightVariance / width)), nonlinearity);
        List<LayerReport> layers = Diagnosis.of(stack).layers();
        double input = Math.pow(new TensorStatistics(Stacks.batch(100, width)).rms(), 2);
        double[] predicted = new MeanField(weightVariance, 0, nonlinearity).variances(input, 10);

        for (int i = 0; i < 10; i++) {
            double measured = Math.pow(layers.get(i).outputStd(), 2)
                    + Math.pow(layers.get(i).outputMean(), 2);
            assertThat(measured / predicted[i]).as("layer %s", i).isBetween(0.8, 1.25);
        }
        double[] wrong = new MeanField(1.5 * weightVariance, 0, nonlinearity).variances(input, 10);
        assertThat(Math.pow(layers.get(0).outputStd(), 2) / wrong[0])
                .as("a wrong weight variance is detected")
                .isLessThan(0.8);
    }

    @Test
    void predictsMeasuredGradients() {
        int width = 400;
        DenseStack stack = Stacks.of(10, width, Init.normal(0, Math.sqrt(1.0 / width)), Nonlinearity.RELU);
        List<LayerReport> layers = Diagnosis.of(stack).layers();
        double factor = new MeanField(1, 0, Nonlinearity.RELU).gradientFactor(1);

        double measured = Math.pow(layers.get(0).gradientRms() / layers.get(9).gradientRms(), 2);
        assertThat(Math.pow(measured, 1.0 / 9)).isCloseTo(factor, within(0.03 * factor));
    }

    @Test
    void rejectsInvalidVariancesAndDepths() {
        assertThatThrownBy(() -> new MeanField(Double.NaN, 0, Nonlinearity.RELU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "mean field: weightVariance must be finite and not negative, but was NaN; pass the fan in times the variance of the weights");
        assertThatThrownBy(() -> new MeanField(1, 0, Nonlinearity.RELU).firstVariance(-1))
                .hasMessageEndingWith("but was -1.0; pass the mean square of the inputs, 1 if they are standardized");
        assertThat(new MeanField(1e200, 0, Nonlinearity.RELU).variances(1, 4))
                .containsExactly(1e200, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> new MeanField(1, -1, Nonlinearity.RELU)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MeanField(1, 0, Nonlinearity.ofGain("mine", 1.2)).nextVariance(1))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("mine(gain=1.2): only the gain is known");
        assertThatThrownBy(() -> new MeanField(1, 0, Nonlinearity.TANH).variances(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mean field: depth must be at least 1, but was 0; pass the number of layers");
    }
}
