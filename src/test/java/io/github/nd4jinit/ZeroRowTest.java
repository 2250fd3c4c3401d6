package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.random.Generator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Tests the behavior of {@link Initializer#withZeroRow} beyond the contract of all initializers. */
class ZeroRowTest {

    private static Arguments of(Initializer initializer, Layout layout, Supplier<Generator> generator, long... shape) {
        return Arguments.of(initializer, layout, generator, shape);
    }

    static Stream<Arguments> initializers() {
        Supplier<Generator> seeded = () -> Generator.seeded(3);
        Supplier<Generator> torch = () -> Generator.torch(3);
        return Stream.of(
                of(Init.normal(), Layout.OUT_IN, seeded, 9),
                of(Init.normal(1, 2), Layout.OUT_IN, seeded, 9, 70),
                of(Init.constant(0.1), Layout.OUT_IN, seeded, 9, 2, 3, 4),
                of(Init.xavierUniform(), Layout.OUT_IN.packed(3), seeded, 9, 5),
                of(Init.xavierUniform(), Layout.OUT_IN.packedSizes(2, 6, 1), seeded, 9, 5, 2),
                of(Init.kaimingNormal(), Layout.IN_OUT.packed(4), seeded, 9, 8),
                of(Init.kaimingNormal(), Layout.IN_OUT.packedSizes(5, 3), seeded, 9, 2, 8),
                of(Init.orthogonal(), Layout.OUT_IN.packed(3), seeded, 9, 5),
                of(Init.sparse(0.3), Layout.OUT_IN, seeded, 9, 5),
                of(Init.normal().scaled(3), Layout.OUT_IN, seeded, 9, 5),
                of(Init.normal(), Layout.OUT_IN, torch, 9, 5),
                of(Init.sparse(0.3), Layout.OUT_IN, torch, 9, 5));
    }

    @ParameterizedTest
    @MethodSource("initializers")
    void oneRowIsZeroAndTheOthersAreUnchanged(
            Initializer initializer, Layout layout, Supplier<Generator> generator, long[] shape) {
        for (long row = 0; row < shape[0]; row++) {
            for (char order : new char[] {'c', 'f'}) {
                INDArray expected =
                        initializer.initialize(Nd4j.create(DataType.FLOAT, shape, order), layout, generator.get());
                expected.slice(row).assign(0);
                INDArray actual = initializer
                        .withZeroRow(row)
                        .initialize(Nd4j.create(DataType.FLOAT, shape, order).assign(5), layout, generator.get());

                assertThat(actual).isEqualTo(expected);
            }
        }
    }

    /** Checks constant values, normal values, and packed parts with different standard deviations. */
    @Test
    void momentsIncludeTheZeros() {
        assertThat(Init.ones().withZeroRow(2).moments(4, 7))
                .isEqualTo(new Moments(0.75, Math.sqrt(0.75 - 0.75 * 0.75)));
        assertThat(Init.normal(0, 2).withZeroRow(0).moments(4, 7).std()).isCloseTo(Math.sqrt(3), within(1e-15));
        assertThat(Init.normal().withZeroRow(0).moments(1, 7)).isEqualTo(new Moments(0, 0));

        Initializer fanOut = Init.varianceScaling(1, FanMode.FAN_OUT, Distribution.NORMAL);
        Layout packed = Layout.OUT_IN.packedSizes(1, 4);
        // one row with variance 1 and four rows with variance 1 / 4
        assertThat(fanOut.moments(new long[] {5, 3}, packed).std()).isCloseTo(Math.sqrt(2 / 5.0), within(1e-15));
        assertThat(fanOut.withZeroRow(0).moments(new long[] {5, 3}, packed).std())
                .isCloseTo(Math.sqrt(1 / 5.0), within(1e-15));
        assertThat(fanOut.withZeroRow(4).moments(new long[] {5, 3}, packed).std())
                .isCloseTo(Math.sqrt(1.75 / 5), within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"9", "9223372036854775807"})
    void everyMethodThatReceivesAShapeRejectsRowsOutsideIt(long row) {
        Initializer initializer = Init.normal().withZeroRow(row);
        String message = "zero_row: row " + row
                + " does not exist in shape [9, 5], whose rows are along the first axis; pass a row from 0 to 8";
        INDArray array = Nd4j.create(DataType.FLOAT, 9, 5);

        assertThatThrownBy(() -> initializer.initialize(array)).hasMessage(message);
        assertThatThrownBy(() -> initializer.check(array, Layout.OUT_IN)).hasMessage(message);
        assertThatThrownBy(() -> initializer.moments(9, 5)).hasMessage(message);
    }

    @Test
    void theRowIsAnIndexInTheWholeTensor() {
        INDArray shard = Nd4j.create(DataType.FLOAT, 2, 5);
        Init.ones()
                .withZeroRow(8)
                .initializeSlice(shard, new long[] {9, 5}, new long[] {7, 0}, Layout.OUT_IN, Generator.seeded(1));

        assertThat(shard.getRow(0).sumNumber().doubleValue()).isEqualTo(5);
        assertThat(shard.getRow(1).sumNumber().doubleValue()).isZero();
    }

    @Test
    void severalRowsCanBeZero() {
        INDArray array = Init.ones().withZeroRow(0).withZeroRow(2).initialize(Nd4j.create(DataType.FLOAT, 3, 2));

        assertThat(array).isEqualTo(Nd4j.createFromArray(new float[][] {{0, 0}, {1, 1}, {0, 0}}));
    }

    @Test
    void lambdasCannotHaveAZeroRow() {
        Initializer lambda = (array, layout, generator) -> array;

        assertThatThrownBy(() -> lambda.withZeroRow(0))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageEndingWith(
                        "only initializers of Init can have a zero row; write the zeros within the lambda");
    }
}
