package io.github.nd4jinit.internal.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FloatFormatTest {

    /**
     * Returns bounds of both signs, including zero and numbers near the largest, some of which the format does not
     * contain.
     */
    private static double[] bounds(FloatFormat format) {
        DoubleStream ordinary = new SplittableRandom(4)
                .doubles(2000, -1, 1)
                .map(x -> Math.scalb(x, (int) (30 * x * x) - 20))
                .flatMap(x -> DoubleStream.of(x, format.round(x), Math.nextUp(format.round(x))));
        DoubleStream corners = DoubleStream.of(
                0.0,
                -0.0,
                1e-50,
                0x1p-25,
                0x1p-24,
                0x1p-14,
                0x1p-126,
                0x1p-134,
                Float.MIN_VALUE,
                1,
                1000,
                65504,
                65519);
        return DoubleStream.concat(ordinary, corners)
                .flatMap(x -> DoubleStream.of(x, -x))
                .toArray();
    }

    @ParameterizedTest
    @EnumSource
    void largestBelowIsTheLargestNumberBelowTheBound(FloatFormat format) {
        for (double bound : bounds(format)) {
            double stored = format.largestBelow(bound);
            assertThat(stored).as("below %a", bound).isLessThan(bound);
            assertThat(isInFormat(format, stored))
                    .as("%a is in the format", stored)
                    .isTrue();
            assertThat(next(format, stored)).as("after %a", stored).isGreaterThanOrEqualTo(bound);
        }
    }

    @ParameterizedTest
    @CsvSource({"HALF, 65504", "BFLOAT16, 0x1.fep127", "FLOAT, 0x1.fffffep127", "DOUBLE, 0x1.fffffffffffffp1023"})
    void largestIsTheLargestFiniteValue(FloatFormat format, double largest) {
        assertThat(format.largest()).isEqualTo(largest);
        assertThat(format.round(largest)).isEqualTo(largest);
        assertThat(next(format, largest)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DOUBLE")
    void largestIsReturnedForEveryLargerBound(FloatFormat format) {
        assertThat(format.largestBelow(1e300)).isEqualTo(format.largest());
    }

    @ParameterizedTest
    @CsvSource({
        "HALF, 0.3, 0.300048828125",
        "HALF, 65519, 65504",
        "HALF, 65520, Infinity",
        "HALF, -1e300, -Infinity",
        "HALF, 1e-8, 0",
        "BFLOAT16, 0.3, 0.30078125",
        "BFLOAT16, 1e300, Infinity",
        "FLOAT, 0.3, 0x1.333334p-2",
        "FLOAT, 1e300, Infinity",
        "DOUBLE, 0.3, 0.3",
        "DOUBLE, 1e300, 1e300"
    })
    void roundsToTheNearestNumberOfTheFormat(FloatFormat format, double value, double stored) {
        assertThat(format.round(value)).isEqualTo(stored);
    }

    /** Values are computed as floats, so parameters are first rounded to floats as well. */
    @Test
    void sixteenBitFormatsRoundTheNearestFloat() {
        assertThat(FloatFormat.HALF.round(1 + 0x1p-11 + 0x1p-40)).isEqualTo(1);
        assertThat(FloatFormat.BFLOAT16.round(1 + 0x1p-8 + 0x1p-40)).isEqualTo(1);
    }

    private static boolean isInFormat(FloatFormat format, double value) {
        return format.round(value) == value;
    }

    /**
     * Returns the smallest number of the format that exceeds the given number, found as the result of rounding the
     * first double that rounds up.
     */
    private static double next(FloatFormat format, double stored) {
        double low = stored;
        double high = Double.POSITIVE_INFINITY;
        // bisect the ordinal numbers of the doubles, not their values
        while (Math.nextUp(low) < high) {
            double middle = middle(low, high);
            if (format.round(middle) > stored) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return format.round(high);
    }

    private static double middle(double low, double high) {
        long a = ordinal(low);
        long b = ordinal(high);
        long middle = a + (b - a) / 2;
        return Double.longBitsToDouble(middle < 0 ? Long.MIN_VALUE - middle : middle);
    }

    private static long ordinal(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }
}
