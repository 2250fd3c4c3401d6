package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.random.Generator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Tests the behavior of {@link Initializer#scaled} beyond the contract of all initializers. */
class ScaledTest {

    private static final double FACTOR = 1 / Math.sqrt(24);

    private static INDArray filled(
            Initializer initializer, DataType type, Layout layout, Generator generator, long... shape) {
        return initializer.initialize(Nd4j.create(type, shape), layout, generator);
    }

    private static double[] values(INDArray array) {
        return array.dup('c').castTo(DataType.DOUBLE).data().asDouble();
    }

    static Stream<Arguments> initializers() {
        Supplier<Generator> seeded = () -> Generator.seeded(3);
        Supplier<Generator> torch = () -> Generator.torch(3);
        Supplier<Generator> jax = () -> Generator.jax(3);
        return Stream.of(
                Arguments.of(Init.normal(1, 2), Layout.OUT_IN, seeded),
                Arguments.of(Init.kaimingUniform(), Layout.OUT_IN.packed(4), seeded),
                Arguments.of(Init.orthogonal(), Layout.IN_OUT.packedSizes(2, 10), seeded),
                Arguments.of(Init.sparse(0.5), Layout.OUT_IN, seeded),
                Arguments.of(Init.eye(), Layout.OUT_IN, seeded),
                Arguments.of(Init.constant(0.1).withZeroRow(2), Layout.OUT_IN, seeded),
                Arguments.of(Init.normal(), Layout.OUT_IN, torch),
                Arguments.of(Init.xavierUniform(), Layout.OUT_IN, torch),
                Arguments.of(Init.orthogonal(), Layout.OUT_IN, torch),
                Arguments.of(Init.sparse(0.5), Layout.OUT_IN, torch),
                Arguments.of(Init.lecunNormal(), Layout.IN_OUT, jax));
    }

    @ParameterizedTest
    @MethodSource("initializers")
    void valuesAreMultipliedByTheFactor(Initializer initializer, Layout layout, Supplier<Generator> generator) {
        double[] plain = values(filled(initializer, DataType.FLOAT, layout, generator.get(), 12, 12));
        double[] scaled = values(filled(initializer.scaled(FACTOR), DataType.FLOAT, layout, generator.get(), 12, 12));

        for (int i = 0; i < plain.length; i++) {
            assertThat(scaled[i]).isEqualTo((float) (FACTOR * plain[i]));
        }
    }

    @Test
    void doublesAreMultipliedInDoublePrecision() {
        double[] plain = values(filled(Init.normal(), DataType.DOUBLE, Layout.OUT_IN, Generator.seeded(3), 50, 50));
        double[] scaled = values(
                filled(Init.normal().scaled(FACTOR), DataType.DOUBLE, Layout.OUT_IN, Generator.seeded(3), 50, 50));

        for (int i = 0; i < plain.length; i++) {
            assertThat(scaled[i]).isEqualTo(FACTOR * plain[i]);
        }
    }

    @Test
    void theFactorDoesNotAffectTheStateOfTheGenerator() {
        Generator plain = Generator.torch(3);
        Generator scaled = Generator.torch(3);
        filled(Init.normal(), DataType.FLOAT, Layout.OUT_IN, plain, 7, 5);
        filled(Init.normal().scaled(2), DataType.FLOAT, Layout.OUT_IN, scaled, 7, 5);

        assertThat(filled(Init.uniform(), DataType.FLOAT, Layout.OUT_IN, scaled, 9))
                .isEqualTo(filled(Init.uniform(), DataType.FLOAT, Layout.OUT_IN, plain, 9));
    }

    @Test
    void initializersThatALibraryDoesNotSupportAreRejectedWhenScaled() {
        INDArray array = Nd4j.valueArrayOf(new long[] {4, 4}, 5, DataType.FLOAT);

        assertThatThrownBy(() -> Init.lecunNormal().scaled(2).initialize(array, Generator.torch(1)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith(
                        "scaled: torch.nn.init has no truncated normal distribution that depends on fans");
        assertThat(array).isEqualTo(Nd4j.valueArrayOf(new long[] {4, 4}, 5, DataType.FLOAT));
    }

    @Test
    void constantsAreMultipliedBeforeTheyAreRounded() {
        Initializer scaled = Init.constant(0.1).scaled(0.3);
        double expected = (float) (0.1 * 0.3);
        assertThat(expected).isNotEqualTo((float) (0.1f * 0.3)); // otherwise, this test could not fail
        INDArray small = scaled.initialize(Nd4j.create(DataType.FLOAT, 3, 4));
        INDArray large = scaled.initialize(Nd4j.create(DataType.FLOAT, 1000, 300));
        INDArray view = scaled.initialize(
                Nd4j.create(DataType.FLOAT, 1000, 300).get(NDArrayIndex.all(), NDArrayIndex.interval(1, 2, 200)));

        assertThat(values(small)).containsOnly(expected);
        assertThat(values(large)).containsOnly(expected);
        assertThat(values(view)).containsOnly(expected);
    }

    @Test
    void nestedFactorsAreMultiplied() {
        Moments moments = Init.normal(3, 2).scaled(-0.5).scaled(4).moments(7, 7);

        assertThat(moments).isEqualTo(new Moments(-6, 4));
        assertThat(Init.normal(3, 2).scaled(-0.5).scaled(4))
                .hasToString("scaled(4.0, scaled(-0.5, normal(mean=3.0, std=2.0)))");
    }

    @Test
    void aFactorOfZeroGivesZeros() {
        assertThat(Init.normal().scaled(0).initialize(Nd4j.create(DataType.FLOAT, 9)))
                .isEqualTo(Nd4j.create(DataType.FLOAT, 9));
    }

    @Test
    void lambdasCannotBeScaled() {
        Initializer lambda = (array, layout, generator) -> array;

        assertThatThrownBy(() -> lambda.scaled(2))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageEndingWith("only initializers of Init can be scaled; multiply the array within the lambda");
    }
}
