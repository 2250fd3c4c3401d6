package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Tests that the initializers of the Xavier, Kaiming and LeCun families have the distributions defined in their papers,
 * and that the statistical test rejects similar distributions.
 *
 * <p>A single Kolmogorov-Smirnov test checks both the shape and the scale. With 60000 values and this significance
 * level, it detects a difference of 0.009 between distribution functions; for a normal distribution, an error of 12 %
 * in std causes a difference of 0.028.
 */
class VarianceTest {

    /** Significance level: for random seeds, one false alarm in ten thousand runs of each test. */
    private static final double ALPHA = 1e-4;

    private static final long OUT = 600;
    private static final long IN = 100;

    /**
     * A distribution with mean 0.
     *
     * @param name the name of the distribution
     * @param std the standard deviation
     * @param cdf the distribution function
     */
    private record ExpectedDistribution(String name, double std, DoubleUnaryOperator cdf) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static ExpectedDistribution of(RealDistribution distribution) {
        return new ExpectedDistribution(
                distribution.getClass().getSimpleName(),
                Math.sqrt(distribution.getNumericalVariance()),
                distribution::cumulativeProbability);
    }

    private static ExpectedDistribution normal(double std) {
        return of(new NormalDistribution(0, std));
    }

    private static ExpectedDistribution uniform(double bound) {
        return of(new UniformRealDistribution(-bound, bound));
    }

    private static final NormalDistribution STANDARD = new NormalDistribution();

    /** Φ(2) - Φ(-2). */
    private static final double WITHIN = 1 - 2 * STANDARD.cumulativeProbability(-2);

    /** The standard deviation of N(0, 1) truncated to [-2, 2]: √(1 - 4 φ(2) / (2 Φ(2) - 1)). */
    private static final double TRUNCATED = Math.sqrt(1 - 4 * STANDARD.density(2) / WITHIN);

    /** Returns a normal distribution truncated at two standard deviations of its parent, whose std is given. */
    private static ExpectedDistribution truncated(double parent) {
        double below = STANDARD.cumulativeProbability(-2);
        return new ExpectedDistribution("truncated", TRUNCATED * parent, x -> {
            double within = STANDARD.cumulativeProbability(Math.max(-2, Math.min(2, x / parent)));
            return (within - below) / WITHIN;
        });
    }

    private static double[] values(Initializer initializer) {
        INDArray array = Nd4j.create(DataType.DOUBLE, OUT, IN);
        return initializer.initialize(array, Generator.seeded(8)).data().asDouble();
    }

    private static double pValue(double[] sample, ExpectedDistribution expected) {
        double[] uniform = Arrays.stream(sample).map(expected.cdf).toArray();
        return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new UniformRealDistribution(0, 1), uniform);
    }

    static Stream<Arguments> expectations() {
        double in = IN;
        double out = OUT;
        double slope = 0.2;
        double leaky = Math.sqrt(2 / (1 + slope * slope));
        return Stream.of(
                Arguments.of(Init.xavierUniform(), uniform(Math.sqrt(6 / (in + out)))),
                Arguments.of(Init.xavierUniform(5.0 / 3), uniform(5.0 / 3 * Math.sqrt(6 / (in + out)))),
                Arguments.of(Init.xavierNormal(), normal(Math.sqrt(2 / (in + out)))),
                Arguments.of(Init.kaimingUniform(), uniform(Math.sqrt(6 / in))),
                Arguments.of(Init.kaimingNormal(), normal(Math.sqrt(2 / in))),
                Arguments.of(
                        Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.leakyRelu(slope)),
                        normal(leaky / Math.sqrt(out))),
                Arguments.of(
                        Init.kaimingUniform(FanMode.FAN_OUT, Nonlinearity.leakyRelu(slope)),
                        uniform(leaky * Math.sqrt(3 / out))),
                Arguments.of(Init.lecunUniform(), uniform(Math.sqrt(3 / in))),
                Arguments.of(Init.lecunNormal(), truncated(Math.sqrt(1 / in) / TRUNCATED)),
                Arguments.of(Init.fanInUniform(), uniform(1 / Math.sqrt(in))),
                Arguments.of(Init.fanInUniform(new Fans(40, 1)), uniform(1 / Math.sqrt(40))),
                Arguments.of(
                        Init.varianceScaling(3, FanMode.FAN_AVG, Distribution.TRUNCATED_NORMAL),
                        truncated(Math.sqrt(6 / (in + out)) / TRUNCATED)),
                Arguments.of(
                        Init.varianceScaling(3, FanMode.FAN_GEO_AVG, Distribution.NORMAL),
                        normal(Math.sqrt(3 / Math.sqrt(in * out)))),
                Arguments.of(
                        Init.varianceScaling(0.5, FanMode.FAN_OUT, Distribution.UNIFORM),
                        uniform(Math.sqrt(1.5 / out))));
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void valuesFollowTheirDistribution(Initializer initializer, ExpectedDistribution expected) {
        assertThat(pValue(values(initializer), expected)).isGreaterThan(ALPHA);
        assertThat(initializer.moments(new long[] {OUT, IN}, Layout.OUT_IN).std())
                .isCloseTo(expected.std, within(1e-12));
    }

    /** Returns similar but wrong distributions: errors found in other frameworks, and plausible errors. */
    static Stream<Arguments> mistakes() {
        double in = IN;
        double out = OUT;
        return Stream.of(
                Arguments.of("fan out instead of fan in", Init.kaimingNormal(), normal(Math.sqrt(2 / out))),
                Arguments.of(
                        "fan in instead of fan out",
                        Init.varianceScaling(1, FanMode.FAN_OUT, Distribution.UNIFORM),
                        uniform(Math.sqrt(3 / in))),
                Arguments.of("3/√n instead of √(3/n), as in DL4J", Init.lecunUniform(), uniform(3 / Math.sqrt(in))),
                Arguments.of("std as the bound", Init.xavierUniform(), uniform(Math.sqrt(2 / (in + out)))),
                Arguments.of("truncation not corrected, as in DL4J", Init.lecunNormal(), truncated(Math.sqrt(1 / in))),
                Arguments.of(
                        "truncation corrected twice",
                        Init.lecunNormal(),
                        truncated(Math.sqrt(1 / in) / TRUNCATED / TRUNCATED)),
                Arguments.of("not truncated", Init.lecunNormal(), normal(Math.sqrt(1 / in))),
                Arguments.of(
                        "corrected but not truncated, as in transformers",
                        Init.lecunNormal(),
                        normal(Math.sqrt(1 / in) / TRUNCATED)),
                Arguments.of("uniform instead of normal", Init.xavierNormal(), uniform(Math.sqrt(6 / (in + out)))),
                Arguments.of(
                        "positive values only, as in TensorFlow Java",
                        Init.xavierUniform(),
                        of(new UniformRealDistribution(0, Math.sqrt(6 / (in + out))))),
                Arguments.of("sum instead of average", Init.xavierNormal(), normal(Math.sqrt(1 / (in + out)))),
                Arguments.of(
                        "arithmetic instead of geometric mean",
                        Init.varianceScaling(1, FanMode.FAN_GEO_AVG, Distribution.NORMAL),
                        normal(Math.sqrt(2 / (in + out)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void wrongDistributionsAreRejected(String error, Initializer initializer, ExpectedDistribution wrong) {
        assertThat(pValue(values(initializer), wrong)).as(error).isLessThan(ALPHA);
    }

    @Test
    void eachPackedPartHasTheVarianceOfItsFans() {
        Layout layout = Layout.IN_OUT.packedSizes(600, 300);
        INDArray array = Nd4j.create(DataType.DOUBLE, 400, 900);
        Init.xavierNormal().initialize(array, layout, Generator.seeded(4));

        INDArray wide =
                array.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 600)).dup('c');
        INDArray narrow =
                array.get(NDArrayIndex.all(), NDArrayIndex.interval(600, 900)).dup('c');
        assertThat(pValue(wide.data().asDouble(), normal(Math.sqrt(2.0 / 1000))))
                .isGreaterThan(ALPHA);
        assertThat(pValue(narrow.data().asDouble(), normal(Math.sqrt(2.0 / 700))))
                .isGreaterThan(ALPHA);
        // the two tests have enough power to reject the variance that the fans of the whole tensor give
        assertThat(pValue(wide.data().asDouble(), normal(Math.sqrt(2.0 / 1300))))
                .isLessThan(ALPHA);
        assertThat(pValue(narrow.data().asDouble(), normal(Math.sqrt(2.0 / 1300))))
                .isLessThan(ALPHA);
        // the moments combine the variances of the parts
        double square = (600 * 2.0 / 1000 + 300 * 2.0 / 700) / 900;
        assertThat(Init.xavierNormal().moments(array.shape(), layout).std())
                .isCloseTo(Math.sqrt(square), within(1e-12));
    }

    @Test
    void noValueExceedsTwoSigmasOfTheParent() {
        double bound = 2 / TRUNCATED / Math.sqrt(IN);

        assertThat(Arrays.stream(values(Init.lecunNormal()))
                        .map(Math::abs)
                        .max()
                        .orElseThrow())
                .isLessThanOrEqualTo(bound)
                .isGreaterThan(0.999 * bound);
    }
}
