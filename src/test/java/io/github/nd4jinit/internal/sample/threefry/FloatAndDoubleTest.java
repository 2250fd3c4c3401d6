package io.github.nd4jinit.internal.sample.threefry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.internal.sample.TensorValues;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that the float and the double value of an element approximate the same number. */
class FloatAndDoubleTest {

    @ParameterizedTest
    @EnumSource
    void agreeToFloatPrecision(ValueKind kind) {
        assertThat(largestDifference(kind.seeded(3), kind.seeded(3))).isLessThanOrEqualTo(kind.floatError);
    }

    /** The values of two seeds differ by more than 100,000 times the tolerance. */
    @ParameterizedTest
    @EnumSource
    void differentSeedsDiffer(ValueKind kind) {
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
