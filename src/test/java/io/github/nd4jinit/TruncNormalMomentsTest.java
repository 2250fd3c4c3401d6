package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The moments in trunc_moments.csv are computed by src/test/golden/trunc_moments.py with mpmath in 60 digits. */
class TruncNormalMomentsTest {

    @ParameterizedTest
    @CsvFileSource(resources = "trunc_moments.csv")
    void momentsArePreciseForNarrowAndDistantIntervals(
            double mean, double std, double a, double b, double expectedMean, double expectedStd) {
        Moments moments = Init.truncNormal(mean, std, a, b).moments();

        assertThat(moments.std()).isCloseTo(expectedStd, within(1e-10 * expectedStd));
        assertThat(moments.mean()).isBetween(a, b).isCloseTo(expectedMean, within(1e-10 * expectedStd + Math.ulp(a)));
    }
}
