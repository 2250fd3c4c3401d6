package io.github.nd4jinit.internal.sample.threefry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.internal.sample.TensorValues;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Float and double values are two roundings of one number. */
class FloatAndDoubleTest {

    @ParameterizedTest
    @EnumSource
    void agreeToFloatPrecision(ValueKind kind) {
        assertThat(largestDifference(kind.seeded(3), kind.seeded(3))).isLessThanOrEqualTo(kind.floatError);
    }

    /** The numbers of two seeds differ by more than a hundred thousand times the tolerance. */
    @ParameterizedTest
    @EnumSource
    void differentSeedsDoNotAgree(ValueKind kind) {
        assertThat(largestDifference(kind.seeded(3), kind.seeded(4))).isGreaterThan(1e5 * kind.floatError);
    }

    private static double largestDifference(TensorValues first, TensorValues second) {
        float[] floats = Draw.floats(first, 0, ValueKind.LENGTH);
        double[] doubles = Draw.doubles(second, 0, ValueKind.LENGTH);
        double largest = 0;
        for (int i = 0; i < ValueKind.LENGTH; i++) {
            largest = Math.max(largest, Math.abs(floats[i] - doubles[i]));
        }
        return largest;
    }
}
