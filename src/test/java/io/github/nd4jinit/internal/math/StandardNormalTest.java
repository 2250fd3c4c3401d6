package io.github.nd4jinit.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardNormalTest {

    /** The accuracy stated in the Javadoc of cdf. The rounding error of a golden value is a tenth of this number. */
    private static final double CDF_RELATIVE_ERROR = 1e-15;

    // The largest observed errors are 2.69 units in the last place for tails and 0.87 for logarithms, compared with
    // 64-bit
    // arithmetic at a million points. The bounds add a half for the rounding of the golden double and a tenth.
    private static final double TAIL_ULP = 3.4;
    private static final double LOG_ULP = 1.5;

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
            case "central float", "central double" -> {} // see CentralQuantilesTest
            case "tail" -> {
                assertThat(StandardNormal.quantileTail(true, x)).isCloseTo(value, within(TAIL_ULP * Math.ulp(value)));
                assertThat(StandardNormal.quantileTail(false, x)).isEqualTo(-StandardNormal.quantileTail(true, x));
            }
            case "log" -> assertThat(StandardNormal.log(x)).isCloseTo(value, within(LOG_ULP * Math.ulp(value)));
            default -> throw new IllegalArgumentException(function);
        }
    }

    /**
     * Two quantiles can be in the wrong order if they differ by less than twice the error. The tested ones differ by 8
     * ulp.
     */
    @Test
    void quantilesInTheTailIncrease() {
        new SplittableRandom(6).doubles(1_000_000, -300, -1.7).forEach(exponent -> {
            double p = Math.pow(10, exponent);
            double z = StandardNormal.quantileTail(true, p);
            double lessLikely = p * (1 - 8 * Math.ulp(z) * z - 0x1p-52);
            assertThat(StandardNormal.quantileTail(true, lessLikely))
                    .as("quantile of a tail probability less than %a", p)
                    .isGreaterThan(z);
        });
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
    void cdfMinusHalfIsSymmetric() {
        new SplittableRandom(7)
                .doubles(100_000, 0, 4)
                .forEach(x -> assertThat(StandardNormal.cdfMinusHalf(-x)).isEqualTo(-StandardNormal.cdfMinusHalf(x)));
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
}
