package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Tests {@link Initializer#withFans}, which gives a bias the distribution of its weight, and {@link Init#priorBias}.
 */
class WithFansTest {

    private static final Fans FANS = new Fans(48, 12);

    static Stream<Initializer> dependentOnFans() {
        Nonlinearity tanh = Nonlinearity.TANH;
        return Stream.of(
                Init.xavierUniform(2),
                Init.xavierNormal(),
                Init.kaimingUniform(FanMode.FAN_OUT, tanh),
                Init.kaimingNormal(FanMode.FAN_IN, tanh),
                Init.lecunUniform(),
                Init.lecunNormal(),
                Init.fanInUniform(),
                Init.varianceScaling(2, FanMode.FAN_GEO_AVG, Distribution.TRUNCATED_NORMAL),
                Init.lecunNormal().scaled(0.5));
    }

    @ParameterizedTest
    @MethodSource("dependentOnFans")
    void vectorsHaveTheMomentsOfAMatrixWithTheSameFans(Initializer initializer) {
        Moments expected = initializer.moments(12, 48);
        Moments actual = initializer.withFans(FANS).moments(7);

        assertThat(actual.mean()).isEqualTo(expected.mean());
        // the moments of a truncated normal distribution are computed with a different formula
        assertThat(actual.std()).isCloseTo(expected.std(), within(1e-12));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.LINEAR), "normal(mean=0.0, std=0.5)"),
                Arguments.of(
                        Init.varianceScaling(0.25, FanMode.FAN_IN, Distribution.NORMAL)
                                .scaled(2),
                        "scaled(2.0, normal(mean=0.0, std=0.25))"),
                Arguments.of(
                        Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.LINEAR).withZeroRow(3),
                        "zero_row(3, normal(mean=0.0, std=0.5))"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theResultIsPrintedWithoutFans(Initializer initializer, String expected) {
        assertThat(initializer.withFans(new Fans(4, 4))).hasToString(expected);
    }

    static Stream<Initializer> independentOfFans() {
        return Stream.of(
                Init.uniform(),
                Init.normal(),
                Init.truncNormal(),
                Init.ones(),
                Init.orthogonal(),
                Init.sparse(0.5),
                Init.dirac(),
                (array, layout, generator) -> array);
    }

    @ParameterizedTest
    @MethodSource("independentOfFans")
    void initializersIndependentOfFansAreUnchanged(Initializer initializer) {
        assertThat(initializer.withFans(FANS)).isSameAs(initializer);
    }

    @Test
    void priorBiasIsTheLogitOfTheProbability() {
        for (double probability : new double[] {0.01, 0.5, 0.9, 1e-300, 1 - 0x1p-53}) {
            double bias =
                    Init.priorBias(Nd4j.create(DataType.DOUBLE, 3), probability).getDouble(2);

            assertThat(1 / (1 + Math.exp(-bias))).isCloseTo(probability, within(1e-13 * probability));
        }
        assertThat(Init.priorBias(Nd4j.create(DataType.DOUBLE, 1), 0.01).getDouble(0))
                .isEqualTo(-4.59511985013459);
        assertThat(Init.priorBias(0.01).moments(3)).isEqualTo(new Moments(-4.59511985013459, 0));
        assertThat(Init.priorBias(0.01)).hasToString("prior_bias(probability=0.01)");
    }
}
