package io.github.nd4jinit.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleDoubleTest {

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS =
            Map.of("log", DoubleDouble::log, "sin", DoubleDouble::sin, "cos", DoubleDouble::cos);

    private static final Map<String, DoubleUnaryOperator> IN_DOUBLE_ARITHMETIC =
            Map.of("log", StrictMath::log, "sin", StrictMath::sin, "cos", StrictMath::cos);

    /** Compares with 406 or 407 reference values of each function, computed by mpmath. */
    @ParameterizedTest
    @ValueSource(strings = {"log", "sin", "cos"})
    void valuesAreCorrectlyRounded(String function) throws IOException {
        List<double[]> points = points(function);
        assertThat(points).hasSizeGreaterThan(400);
        assertThat(countMisroundings(FUNCTIONS.get(function), points)).isZero();
    }

    /** Shows that the previous test distinguishes double-double arithmetic from double arithmetic. */
    @ParameterizedTest
    @ValueSource(strings = {"log", "sin", "cos"})
    void doubleArithmeticIsNotAlwaysCorrectlyRounded(String function) throws IOException {
        assertThat(countMisroundings(IN_DOUBLE_ARITHMETIC.get(function), points(function)))
                .isPositive();
    }

    private static long countMisroundings(DoubleUnaryOperator function, List<double[]> points) {
        return points.stream()
                .filter(point -> function.applyAsDouble(point[0]) != point[1])
                .count();
    }

    private static List<double[]> points(String function) throws IOException {
        try (InputStream in = DoubleDoubleTest.class.getResourceAsStream("elementary.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",", -1))
                    .filter(fields -> fields[0].equals(function))
                    .map(fields -> new double[] {Double.parseDouble(fields[1]), Double.parseDouble(fields[2])})
                    .toList();
        }
    }
}
