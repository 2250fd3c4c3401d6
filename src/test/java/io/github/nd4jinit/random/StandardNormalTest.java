package io.github.nd4jinit.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardNormalTest {

    /** What the Javadoc of below promises; the golden value's own rounding is a tenth of it. */
    private static final double RELATIVE = 1e-15;

    // Largest errors seen when each function was compared with mpmath at some millions of points, in units of the last
    // place: 2.39, 2.53, 2.74 and 0.78. The bounds add the half that rounding took from a golden double (next to
    // nothing
    // of a float) and a tenth.
    private static final double CENTRAL_FLOAT_ULP = 2.5;
    private static final double CENTRAL_DOUBLE_ULP = 3.1;
    private static final double TAIL_ULP = 3.4;
    private static final double LOG_ULP = 1.4;

    @ParameterizedTest
    @CsvFileSource(resources = "standard_normal.csv")
    void agreesWithSixtyDigits(String function, double x, double value) {
        switch (function) {
            case "below" -> assertThat(StandardNormal.below(x)).isCloseTo(value, within(RELATIVE * value));
            case "centred" ->
                assertThat(StandardNormal.centred(x)).isCloseTo(value, within(RELATIVE * Math.abs(value)));
            case "density" -> assertThat(StandardNormal.density(x)).isCloseTo(value, within(RELATIVE * value));
            case "central float" ->
                assertThat((double) StandardNormal.central((float) x))
                        .isCloseTo(value, within(CENTRAL_FLOAT_ULP * Math.ulp((float) value)));
            case "central double" ->
                assertThat(StandardNormal.central(x)).isCloseTo(value, within(CENTRAL_DOUBLE_ULP * Math.ulp(value)));
            case "tail" -> {
                assertThat(StandardNormal.tail(true, x)).isCloseTo(value, within(TAIL_ULP * Math.ulp(value)));
                assertThat(StandardNormal.tail(false, x)).isEqualTo(-StandardNormal.tail(true, x));
            }
            case "log" -> assertThat(StandardNormal.log(x)).isCloseTo(value, within(LOG_ULP * Math.ulp(value)));
            default -> throw new IllegalArgumentException(function);
        }
    }

    /** All 2^23 numbers that a float sampler asks for; the other sign has the same by symmetry. */
    @Test
    void floatQuantilesGrowFromEachNumberToTheNext() {
        float last = 0;
        for (int k = 0; k < StandardNormal.CENTRAL * 0x1p24; k++) {
            float z = StandardNormal.central((k + 0.5f) * 0x1p-24f);
            assertThat(z > last).as("k = %d", k).isTrue();
            last = z;
        }
    }

    /** Nearer numbers than twice the error may change places; these are eight units of z apart. */
    @Test
    void doubleQuantilesGrow() {
        new SplittableRandom(5)
                .doubles(1_000_000, 1e-3, StandardNormal.CENTRAL - 1e-12)
                .forEach(q -> {
                    double z = StandardNormal.central(q);
                    double further = q + 8 * Math.ulp(z) * StandardNormal.density(z) + Math.ulp(q);
                    assertThat(StandardNormal.central(further))
                            .as("after %a", q)
                            .isGreaterThan(z);
                });
        new SplittableRandom(6).doubles(1_000_000, -300, -1.7).forEach(exponent -> {
            double p = Math.pow(10, exponent);
            double z = StandardNormal.tail(true, p);
            double lessLikely = p * (1 - 8 * Math.ulp(z) * z - 0x1p-52);
            assertThat(StandardNormal.tail(true, lessLikely)).as("before %a", p).isGreaterThan(z);
        });
    }

    /** Each side may be off by its own error; 0.5 - 0.49 is exact in double. */
    @Test
    void centreAndTailMeet() {
        double central = StandardNormal.central(StandardNormal.CENTRAL);
        double tail = StandardNormal.tail(true, 0.5 - StandardNormal.CENTRAL);
        assertThat(tail).isCloseTo(central, within((CENTRAL_DOUBLE_ULP + TAIL_ULP) * Math.ulp(central)));

        // the last float below the joint: its own distance from the joint is in the tail's argument
        float q = Math.nextDown((float) StandardNormal.CENTRAL);
        assertThat((double) StandardNormal.central(q))
                .isCloseTo(
                        StandardNormal.tail(true, 0.5 - (double) q),
                        within(CENTRAL_FLOAT_ULP * Math.ulp((float) central)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.75, 0.75})
    void seriesAndFractionMeet(double split) {
        double inside = StandardNormal.below(split - Math.copySign(1e-15, split));
        double outside = StandardNormal.below(split + Math.copySign(1e-15, split));
        // 2e-15 further on, and two relative errors
        double step = 2e-15 * StandardNormal.density(split);
        assertThat(Math.abs(outside - inside)).isCloseTo(step, within(2 * RELATIVE * inside));
    }

    @Test
    void theHalvesMirrorEachOther() {
        new SplittableRandom(7).doubles(100_000, 0, StandardNormal.CENTRAL).forEach(q -> {
            assertThat(StandardNormal.central(-q)).isEqualTo(-StandardNormal.central(q));
            assertThat(StandardNormal.central((float) -q)).isEqualTo(-StandardNormal.central((float) q));
            assertThat(StandardNormal.centred(-8 * q)).isEqualTo(-StandardNormal.centred(8 * q));
        });
    }

    @Test
    void nothingIsBelowMinusInfinityOrNearly() {
        assertThat(StandardNormal.below(-40)).isEqualTo(0);
        assertThat(StandardNormal.below(40)).isEqualTo(1);
    }

    @Test
    void whatIsNotANumberStaysSo() {
        assertThat(StandardNormal.below(Double.NaN)).isNaN();
        assertThat(StandardNormal.density(Double.NaN)).isNaN();
    }
}
