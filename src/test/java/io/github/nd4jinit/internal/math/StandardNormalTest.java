package io.github.nd4jinit.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardNormalTest {

    /** The accuracy stated in the Javadoc of cdf. The rounding error of a golden value is a tenth of this number. */
    private static final double CDF_RELATIVE_ERROR = 1e-15;

    // The largest observed errors, in units in the last place, are 2.49 for floats, for all arguments of a sampler and
    // compared with the formula for doubles, and 2.53, 2.74 and 0.78 for doubles, compared with mpmath at millions of
    // points. The bounds add a half for the rounding of the golden double (which is negligible for floats) and a tenth.
    private static final double CENTRAL_FLOAT_ULP = 2.6;
    private static final double CENTRAL_DOUBLE_ULP = 3.1;
    private static final double TAIL_ULP = 3.4;
    private static final double LOG_ULP = 1.4;

    @ParameterizedTest
    @CsvFileSource(resources = "standard_normal.csv")
    void agreesWithSixtyDigitReferenceValues(String function, double x, double value) {
        switch (function) {
            case "cdf" -> assertThat(StandardNormal.cdf(x)).isCloseTo(value, within(CDF_RELATIVE_ERROR * value));
            case "cdf minus half" ->
                assertThat(StandardNormal.cdfMinusHalf(x))
                        .isCloseTo(value, within(CDF_RELATIVE_ERROR * Math.abs(value)));
            case "density" ->
                assertThat(StandardNormal.density(x)).isCloseTo(value, within(CDF_RELATIVE_ERROR * value));
            case "central float" ->
                assertThat((double) StandardNormal.quantileCentral((float) (2 * x)))
                        .isCloseTo(value, within(CENTRAL_FLOAT_ULP * Math.ulp((float) value)));
            case "central double" ->
                assertThat(central(x)).isCloseTo(value, within(CENTRAL_DOUBLE_ULP * Math.ulp(value)));
            case "tail" -> {
                assertThat(StandardNormal.quantileTail(true, x)).isCloseTo(value, within(TAIL_ULP * Math.ulp(value)));
                assertThat(StandardNormal.quantileTail(false, x)).isEqualTo(-StandardNormal.quantileTail(true, x));
            }
            case "log" -> assertThat(StandardNormal.log(x)).isCloseTo(value, within(LOG_ULP * Math.ulp(value)));
            default -> throw new IllegalArgumentException(function);
        }
    }

    /**
     * Tests all positive arguments of the float sampler outside the tail. The negative arguments follow by symmetry.
     */
    @Test
    void floatQuantilesIncrease() {
        float last = 0;
        for (int k = 0; k < (1 - 2 * StandardNormal.FLOAT_TAIL) * 0x1p23; k++) {
            float z = StandardNormal.quantileCentral(k * 0x1p-23f + 0x1p-24f);
            if (!(z > last)) {
                fail("k = %d: %s after %s", k, z, last);
            }
            last = z;
        }
    }

    /**
     * Two quantiles can be in the wrong order if they differ by less than twice the error. The tested ones differ by 8
     * ulp.
     */
    @Test
    void doubleQuantilesIncrease() {
        new SplittableRandom(5)
                .doubles(1_000_000, 1e-3, 0.5 - StandardNormal.DOUBLE_TAIL - 1e-12)
                .forEach(q -> {
                    double z = central(q);
                    double larger = q + 8 * Math.ulp(z) * StandardNormal.density(z) + Math.ulp(q);
                    assertThat(central(larger)).as("quantile after %a", q).isGreaterThan(z);
                });
        new SplittableRandom(6).doubles(1_000_000, -300, -1.7).forEach(exponent -> {
            double p = Math.pow(10, exponent);
            double z = StandardNormal.quantileTail(true, p);
            double lessLikely = p * (1 - 8 * Math.ulp(z) * z - 0x1p-52);
            assertThat(StandardNormal.quantileTail(true, lessLikely))
                    .as("quantile of a tail probability less than %a", p)
                    .isGreaterThan(z);
        });
    }

    /** The difference must not exceed the sum of the errors of both formulas. */
    @Test
    void centralAndTailFormulasAgreeAtTheirBoundary() {
        double central = central(0.5 - StandardNormal.DOUBLE_TAIL); // exact
        double tail = StandardNormal.quantileTail(true, StandardNormal.DOUBLE_TAIL);
        assertThat(tail).isCloseTo(central, within((CENTRAL_DOUBLE_ULP + TAIL_ULP) * Math.ulp(central)));

        float m = (float) (1 - 2 * StandardNormal.FLOAT_TAIL);
        assertThat((double) StandardNormal.quantileCentral(m))
                .isCloseTo(
                        StandardNormal.quantileTail(true, StandardNormal.FLOAT_TAIL),
                        within(CENTRAL_FLOAT_ULP * Math.ulp(StandardNormal.quantileCentral(m))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.75, 0.75})
    void seriesAndContinuedFractionAgreeAtTheirBoundary(double split) {
        double inside = StandardNormal.cdf(split - Math.copySign(1e-15, split));
        double outside = StandardNormal.cdf(split + Math.copySign(1e-15, split));
        // the increment of the function over 2e-15, plus or minus two relative errors
        double step = 2e-15 * StandardNormal.density(split);
        assertThat(Math.abs(outside - inside)).isCloseTo(step, within(2 * CDF_RELATIVE_ERROR * inside));
    }

    @Test
    void quantilesAreSymmetric() {
        new SplittableRandom(7)
                .doubles(100_000, 0, 0.5 - StandardNormal.DOUBLE_TAIL)
                .forEach(q -> {
                    assertThat(central(-q)).isEqualTo(-central(q));
                    assertThat(StandardNormal.quantileCentral((float) -q))
                            .isEqualTo(-StandardNormal.quantileCentral((float) q));
                    assertThat(StandardNormal.cdfMinusHalf(-8 * q)).isEqualTo(-StandardNormal.cdfMinusHalf(8 * q));
                });
    }

    @Test
    void cdfIsZeroOrOneFarFromTheMean() {
        assertThat(StandardNormal.cdf(-40)).isEqualTo(0);
        assertThat(StandardNormal.cdf(40)).isEqualTo(1);
    }

    @Test
    void functionsOfNanAreNan() {
        assertThat(StandardNormal.cdf(Double.NaN)).isNaN();
        assertThat(StandardNormal.density(Double.NaN)).isNaN();
    }

    private static double central(double q) {
        double[] padded = {9, q, 9};
        StandardNormal.quantilesCentral(padded, 1, 2, new double[3]);
        assertThat(padded[0] + padded[2]).isEqualTo(18);
        return padded[1];
    }
}
