package io.github.nd4jinit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.random.Generator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Asserts that the check in the example computes correct moments, accepts correct samples, and rejects wrong samples. */
class SampleMomentsTest {

    private static SampleMoments drawn(Initializer initializer) {
        return SampleMoments.of(initializer.initialize(Nd4j.create(DataType.FLOAT, 1000, 100), Generator.seeded(1)), 0);
    }

    @Test
    void momentsDoNotDependOnTheEstimateOfTheMean() {
        INDArray array = Nd4j.createFromArray(1f, 2f, 3f, 6f);
        for (double estimate : new double[] {0, 3, -5}) {
            SampleMoments sample = SampleMoments.of(array, estimate);
            assertThat(sample.count()).isEqualTo(4);
            assertThat(sample.mean()).isCloseTo(3, within(1e-12));
            // Deviations -2, -1, 0, 3: squares 4 + 1 + 0 + 9, fourth powers 16 + 1 + 0 + 81.
            assertThat(sample.std()).isCloseTo(Math.sqrt(14 / 4.0), within(1e-12));
            assertThat(sample.fourth()).isCloseTo(98 / 4.0, within(1e-10));
        }
    }

    @Test
    void correctSamplesAgreeWithTheExpectedMoments() {
        assertThat(drawn(Init.normal(0, 1)).agreesWith(new Moments(0, 1), 5)).isTrue();
        assertThat(drawn(Init.uniform(-1, 1)).agreesWith(new Moments(0, Math.sqrt(1 / 3.0)), 5))
                .isTrue();
        assertThat(drawn(Init.ones()).agreesWith(new Moments(1, 0), 5)).isTrue();
    }

    /**
     * The std of 100,000 values has a standard error of 0.22 % if they are normal and of 0.14 % if they are uniform; their mean has a
     * standard error of 0.32 %.
     */
    @Test
    void wrongSamplesDisagreeWithTheExpectedMoments() {
        assertThat(drawn(Init.normal(0, 1.025)).agreesWith(new Moments(0, 1), 5))
                .isFalse();
        assertThat(drawn(Init.uniform(-1.015, 1.015)).agreesWith(new Moments(0, Math.sqrt(1 / 3.0)), 5))
                .isFalse();
        assertThat(drawn(Init.normal(0.03, 1)).agreesWith(new Moments(0, 1), 5)).isFalse();
        assertThat(drawn(Init.constant(1e-30)).agreesWith(new Moments(0, 0), 5)).isFalse();
        assertThat(drawn(Init.normal(0, 1e-9)).agreesWith(new Moments(0, 0), 5)).isFalse();
    }
}
