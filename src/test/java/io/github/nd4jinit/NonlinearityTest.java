package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NonlinearityTest {

    /** The expected gains are those of torch.nn.init.calculate_gain in torch 2.13. */
    @Test
    void torchNamesHaveTheGainsOfTorch() {
        assertThat(Nonlinearity.LINEAR.gain()).isEqualTo(1);
        assertThat(Nonlinearity.SIGMOID.gain()).isEqualTo(1);
        assertThat(Nonlinearity.TANH.gain()).isEqualTo(5.0 / 3);
        assertThat(Nonlinearity.RELU.gain()).isEqualTo(Math.sqrt(2));
        assertThat(Nonlinearity.SELU.gain()).isEqualTo(0.75);
        assertThat(Nonlinearity.leakyRelu(0.2).gain()).isEqualTo(Math.sqrt(2 / (1 + 0.2 * 0.2)));
        assertThat(Nonlinearity.of("leaky_relu")).isEqualTo(Nonlinearity.leakyRelu(0.01));
        assertThat(Nonlinearity.of("leaky_relu", 0.2)).isEqualTo(Nonlinearity.leakyRelu(0.2));
        for (String convolution : new String[] {"conv1d", "conv2d", "conv3d", "conv_transpose2d", "Identity"}) {
            assertThat(Nonlinearity.of(convolution)).isSameAs(Nonlinearity.LINEAR);
        }
    }

    /** The gains in gains.csv are computed by src/test/golden/gains.py, by mpmath's quadrature in 40-digit arithmetic. */
    @ParameterizedTest
    @CsvFileSource(resources = "gains.csv")
    void computedGainsHaveNineCorrectDecimals(String name, double gain) {
        assertThat(Nonlinearity.of(name).gain()).isCloseTo(gain, within(1e-9));
    }

    @Test
    void constantsAreFoundByName() {
        assertThat(Nonlinearity.GELU).isSameAs(Nonlinearity.of("gelu"));
        assertThat(Nonlinearity.SILU).isSameAs(Nonlinearity.of("SWISH"));
        assertThat(Nonlinearity.MISH).isSameAs(Nonlinearity.of("mish"));
        assertThat(Nonlinearity.ELU).isSameAs(Nonlinearity.of("celu")).isEqualTo(Nonlinearity.elu(1));
        assertThat(Nonlinearity.SOFTPLUS).isSameAs(Nonlinearity.of("softplus"));
        assertThat(Nonlinearity.HARDSWISH).isSameAs(Nonlinearity.of("HardSwish"));
        assertThat(Nonlinearity.SELU_EXACT.gain()).isCloseTo(1, within(1e-9));
    }

    @Test
    void gainsOfCustomFunctionsAreComputed() {
        assertThat(Nonlinearity.of("cube", z -> z * z * z).gain()).isCloseTo(1 / Math.sqrt(15), within(1e-9));
        assertThat(Nonlinearity.of("affine", z -> 3 * z + 4).gain()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void kinksAndJumpsBetweenGridPointsAreResolved() {
        double at = 0.123456789; // E[1{z > at}] = 1 - Φ(at)
        double probability = 1 - new NormalDistribution().cumulativeProbability(at);

        assertThat(Nonlinearity.of("step", z -> z > at ? 1 : 0).gain())
                .isCloseTo(1 / Math.sqrt(probability), within(1e-9));
        // E[max(0, z - a)²] = (1 + a²)(1 - Φ(a)) - a φ(a)
        double density = Math.exp(-at * at / 2) / Math.sqrt(2 * Math.PI);
        double moment = (1 + at * at) * probability - at * density;
        assertThat(Nonlinearity.of("shifted", z -> Math.max(0, z - at)).gain())
                .isCloseTo(1 / Math.sqrt(moment), within(1e-9));
    }

    @Test
    void relativeErrorDoesNotDependOnTheScale() {
        double at = 0.123456;
        double gain = 1 / Math.sqrt(1 - new NormalDistribution().cumulativeProbability(at));

        for (double scale : new double[] {1e-100, 1e-8, 1e-4, 1, 1e100}) {
            assertThat(scale * Nonlinearity.of("step", z -> z > at ? scale : 0).gain())
                    .isCloseTo(gain, within(1e-9));
        }
    }

    @Test
    void narrowFunctionsAreResolved() {
        NormalDistribution normal = new NormalDistribution();
        double probability = normal.probability(0.3 - 1.0 / 32, 0.3 + 1.0 / 32);

        assertThat(Nonlinearity.of("window", z -> Math.abs(z - 0.3) < 1.0 / 32 ? 1 : 0)
                                .gain()
                        * Math.sqrt(probability))
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void fastGrowingFunctionsAreIntegratedCompletely() {
        // E[exp(3z)] = exp(9/2), where the integrand is concentrated around z = 3
        assertThat(Nonlinearity.of("exp", z -> Math.exp(1.5 * z)).gain()).isCloseTo(Math.exp(-2.25), within(1e-9));
    }

    @Test
    void functionsWithoutASecondMomentAreRejected() {
        assertThatThrownBy(() -> Nonlinearity.of("nothing", z -> 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Nonlinearity.of: E[f(z)^2] of nothing must be positive and finite for z ~ N(0, 1), but was 0.0;"
                                + " pass a known gain to ofGain(name, gain)");
        assertThatThrownBy(() -> Nonlinearity.of("bad", z -> Double.NaN))
                .hasMessageContaining("E[f(z)^2] of bad must be positive and finite for z ~ N(0, 1), but was NaN");
        assertThatThrownBy(() -> Nonlinearity.of("steep", z -> Math.exp(z * z)))
                .hasMessageContaining("E[f(z)^2] of steep must be positive and finite");
    }

    @ParameterizedTest
    @CsvSource({"geluu, gelu", "relu7, relu", "leakyrelu, leaky_relu"})
    void unknownNamesAreRejectedWithTheClosestNames(String name, String closest) {
        assertThatThrownBy(() -> Nonlinearity.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("received the unknown name \"" + name + "\"; did you mean ")
                .hasMessageContaining(closest);
    }

    @Test
    void invalidParametersAreRejected() {
        assertThatThrownBy(() -> Nonlinearity.leakyRelu(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("leaky_relu: slope must be finite, but was NaN; pass a finite number");
        assertThatThrownBy(() -> Nonlinearity.elu(Double.POSITIVE_INFINITY))
                .hasMessageContaining("alpha must be finite");
        assertThatThrownBy(() -> Nonlinearity.leakyRelu(1e200))
                .hasMessageContaining("gain must be positive, but was 0");
        assertThatThrownBy(() -> Nonlinearity.of("a b", z -> z))
                .hasMessageStartingWith("Nonlinearity.of: name must consist of letters, digits and underscores");
        assertThatThrownBy(() -> Nonlinearity.of("relu", 0.1))
                .hasMessageContaining("but only leaky_relu and elu have one; leave it out");
        assertThatThrownBy(() -> Nonlinearity.ofGain("mine", 0))
                .hasMessageContaining("gain must be positive, but was 0");
        assertThatThrownBy(() -> Nonlinearity.ofGain("two words", 1))
                .hasMessageContaining("name must consist of letters, digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "gelu", "leaky_relu(0.2)", "elu(0.5)", "mine(gain=1.25)", "relu(gain=1.0)"})
    void printedTextIsParsedWithinAnInitializer(String text) {
        Initializer initializer = Initializer.parse("kaiming_normal(nonlinearity=" + text + ")");

        assertThat(initializer).hasToString("kaiming_normal(mode=fan_in, nonlinearity=" + text + ")");
        assertThat(Initializer.parse(initializer.toString())).isEqualTo(initializer);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 1e-13, 1e-9, 1e-6, 0.3, 2, 17, 1e6})
    void numericalDerivativesMatchExactDerivatives(double size) {
        for (double z : new double[] {size, -size}) {
            double tanh = Math.tanh(z);
            assertThat(Nonlinearity.TANH.derivative(z)).isCloseTo(1 - tanh * tanh, within(1e-8));
            double sigmoid = 1 / (1 + Math.exp(-z));
            assertThat(Nonlinearity.SIGMOID.derivative(z)).isCloseTo(sigmoid * (1 - sigmoid), within(1e-8));
            assertThat(Nonlinearity.RELU.derivative(z)).isCloseTo(z > 0 ? 1 : 0, within(1e-8));
            assertThat(Nonlinearity.leakyRelu(0.2).derivative(z)).isCloseTo(z > 0 ? 1 : 0.2, within(1e-8));
            assertThat(Nonlinearity.LINEAR.derivative(z)).isCloseTo(1, within(1e-8));
        }
    }

    @Test
    void customFunctionsAreParsedWithTheirGain() {
        Initializer mine = Init.kaimingUniform(FanMode.FAN_OUT, Nonlinearity.of("my", z -> z * Math.abs(z)));

        assertThat(Initializer.parse(mine.toString())).isEqualTo(mine);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relu",
                "gelu",
                "leaky_relu(0.2)",
                "elu(0.5)",
                "elu(1.0)",
                "mine(gain=1.25)",
                "relu(gain=2.0)",
                "tanh_exact"
            })
    void printedTextIsParsed(String text) {
        assertThat(Nonlinearity.parse(text)).hasToString(text).isEqualTo(Nonlinearity.parse(text));
    }

    @Test
    void handwrittenTextIsAccepted() {
        assertThat(Nonlinearity.parse("leaky_relu")).isEqualTo(Nonlinearity.leakyRelu(0.01));
        assertThat(Nonlinearity.parse("leaky_relu(negative_slope=0.2)")).isEqualTo(Nonlinearity.leakyRelu(0.2));
        assertThat(Nonlinearity.parse(" elu( alpha = 0.5 )")).isEqualTo(Nonlinearity.elu(0.5));
        assertThat(Nonlinearity.parse("leaky_relu(0)")).isEqualTo(Nonlinearity.RELU);
        assertThat(Nonlinearity.leakyRelu(-0.0)).isEqualTo(Nonlinearity.RELU);
        assertThat(Init.kaimingNormal()).isEqualTo(Init.kaimingNormal(FanMode.FAN_IN, Nonlinearity.RELU));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "geluu | did you mean gelu",
                "relu(0.2) | received \"relu\" with the parameter 0.2",
                "mine(gain=0) | gain must be positive, but was 0.0",
                "mine(gain=1, 2) | the positional argument 2 follows an argument with a key",
                "leaky_relu(2, gain=1) | received both a gain and a parameter; remove one of them",
                "leaky_relu(1, 2) | has no parameter for the argument 2",
                "elu(NaN) | alpha must be finite, but was NaN",
                "relu) | Nonlinearity.parse: received \"relu)\", but expected the end of the text at character 5",
            })
    void invalidTextIsRejectedWithTheReason(String text, String message) {
        assertThatThrownBy(() -> Nonlinearity.parse(text))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nameDoesNotContainTheParameter() {
        assertThat(Nonlinearity.leakyRelu(0.2).name()).isEqualTo("leaky_relu");
        assertThat(Nonlinearity.GELU.name()).isEqualTo("gelu");
        assertThat(Nonlinearity.elu(2).name()).isEqualTo("elu");
        assertThat(Nonlinearity.ofGain("mine", 2).name()).isEqualTo("mine");
    }
}
