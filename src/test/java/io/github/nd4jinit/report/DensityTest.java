package io.github.nd4jinit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Assignment;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DensityTest {

    // --- functions --------------------------------------------------------------------------------------------------

    static Stream<Arguments> densities() {
        return Stream.of(
                Arguments.of("normal", Density.normal(0, 0.1), 0.01),
                Arguments.of("uniform", Density.uniform(-0.5, 0.5), 1.0 / 12),
                Arguments.of(
                        "truncated at two standard deviations",
                        Density.truncatedNormal(0, 0.1, -0.2, 0.2),
                        Math.pow(0.1 * 0.8796256610342398, 2)),
                Arguments.of("orthogonal, even", Density.orthogonal(20), 1.0 / 20),
                Arguments.of("orthogonal, odd", Density.orthogonal(9), 1.0 / 9),
                Arguments.of("uniform coordinate", Density.orthogonal(3), 1.0 / 3),
                Arguments.of("scaled", Density.normal(0, 0.05).scaled(-2), 0.01));
    }

    /** Uses the midpoint rule with a million intervals; where a density jumps, the error is less than that of one interval. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("densities")
    void theAreaIs1AndTheVarianceIsCorrect(String name, Density density, double variance) {
        int intervals = 1_000_000;
        double area = 0;
        double square = 0;
        for (int i = 0; i < intervals; i++) {
            double x = (2 * i + 1.0) / intervals - 1;
            double share = density.at(x) * 2 / intervals;
            area += share;
            square += x * x * share;
        }
        assertThat(area).isCloseTo(1, within(1e-5));
        assertThat(square).isCloseTo(variance, within(1e-5));
    }

    /** Φ(2) - Φ(-2) = erf(√2) = 0.954499736103642. */
    @Test
    void truncationRaisesTheDensity() {
        assertThat(Density.truncatedNormal(0, 1, -2, 2).at(0))
                .isCloseTo(Density.normal(0, 1).at(0) / 0.954499736103642, within(1e-12));
    }

    @Test
    void aNormalDistributionTruncatedToItsTailHasADensity() {
        Density density = Density.truncatedNormal(0, 1, 30, 31);
        assertThat(density.at(29.9)).isZero();
        assertThat(density.at(30)).isCloseTo(30, within(0.05)); // φ(x) / (1 - Φ(x)) = x + 1/x - 2/x³ ...
        assertThat(density.at(30)).isCloseTo(30 + 1.0 / 30, within(1e-3));
    }

    // --- initializers -----------------------------------------------------------------------------------------------

    private static Assignment assignment(Initializer initializer, Layout layout, long... shape) {
        Plan plan = Plan.of(Rule.of(Selector.name("w"), initializer));
        return plan.assign(List.of(Parameter.of("w", Role.WEIGHT, layout, shape)))
                .get("w");
    }

    static Stream<Arguments> assignments() {
        return Stream.of(
                        Init.normal(0.1, 0.5),
                        Init.uniform(-1, 3),
                        Init.truncNormal(0.2, 1, -0.5, 2),
                        Init.xavierNormal(),
                        Init.xavierUniform(),
                        Init.kaimingNormal(),
                        Init.kaimingUniform(),
                        Init.lecunNormal(),
                        Init.lecunUniform(),
                        Init.fanInUniform(),
                        Init.varianceScaling(2, FanMode.FAN_OUT, Distribution.NORMAL),
                        Init.varianceScaling(2, FanMode.FAN_AVG, Distribution.TRUNCATED_NORMAL),
                        Init.varianceScaling(2, FanMode.FAN_IN, Distribution.UNIFORM),
                        Init.orthogonal(),
                        Init.orthogonal(1.5),
                        Init.kaimingNormal().scaled(-0.5),
                        Init.orthogonal(2).scaled(3).scaled(0.1))
                .flatMap(initializer -> Stream.of(
                        Arguments.of(assignment(initializer, Layout.OUT_IN, 60, 60)),
                        Arguments.of(assignment(initializer, Layout.IN_OUT, 150, 20)),
                        Arguments.of(assignment(initializer, Layout.OUT_IN, 16, 12, 5, 5)),
                        Arguments.of(assignment(initializer, Layout.OUT_IN.groups(4), 32, 8, 4, 4)),
                        Arguments.of(assignment(initializer, Layout.OUT_IN.packed(3), 96, 40))));
    }

    /** Applies Pearson's chi-square test to the intervals with at least five expected values. */
    @ParameterizedTest
    @MethodSource("assignments")
    void theValuesFollowTheDensity(Assignment assignment) {
        Density density = InitializerDensity.of(assignment).orElseThrow();
        INDArray array = Nd4j.create(DataType.FLOAT, assignment.parameter().shape());
        assignment.initializer().orElseThrow().initialize(array, assignment.layout(), Generator.seeded(5));
        double[] values = array.ravel().toDoubleVector();
        double low = Arrays.stream(values).min().orElseThrow();
        double width = (Arrays.stream(values).max().orElseThrow() - low) / 50;
        long[] counts = new long[50];
        for (double value : values) {
            counts[(int) Math.min(49, (value - low) / width)]++;
        }
        double statistic = 0;
        int intervals = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = values.length * width * density.at(low + (i + 0.5) * width);
            if (expected >= 5) {
                statistic += Math.pow(counts[i] - expected, 2) / expected;
                intervals++;
            }
        }
        assertThat(intervals).isGreaterThan(10);
        assertThat(1 - new ChiSquaredDistribution(intervals - 1).cumulativeProbability(statistic))
                .isGreaterThan(1e-4);
    }

    @Test
    void otherInitializersHaveNoDensity() {
        Initializer lambda = (array, layout, generator) -> array.assign(0.5);
        List<Initializer> initializers = List.of(
                Init.zeros(),
                Init.ones(),
                Init.constant(0.1),
                Init.eye(),
                Init.sparse(0.9),
                Init.normal().withZeroRow(0),
                Init.normal(0, 0),
                lambda,
                Initializer.named("normal(mean=0.0, std=1.0)", lambda));
        assertThat(initializers)
                .allSatisfy(
                        initializer -> assertThat(InitializerDensity.of(assignment(initializer, Layout.OUT_IN, 20, 30)))
                                .isEmpty());
    }

    @Test
    void partsOfUnequalSizesHaveNoCommonDensity() {
        assertThat(InitializerDensity.of(assignment(Init.kaimingNormal(), Layout.OUT_IN.packedSizes(10, 20), 30, 40)))
                .isEmpty();
    }

    @Test
    void keptParametersHaveNoDensity() {
        Plan plan = Plan.of(Rule.keep(Selector.name("w")));
        Assignment kept = plan.assign(List.of(Parameter.of("w", Role.WEIGHT, Layout.OUT_IN, 20, 30)))
                .get("w");
        assertThat(InitializerDensity.of(kept)).isEqualTo(Optional.empty());
    }
}
