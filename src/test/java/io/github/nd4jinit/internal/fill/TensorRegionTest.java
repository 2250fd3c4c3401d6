package io.github.nd4jinit.internal.fill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TensorRegionTest {

    /** Returns random slices of ranks 1 to 4. Some of the tensors have thousands of elements. */
    static Stream<RandomSlice> slices() {
        SplittableRandom random = new SplittableRandom(4);
        return IntStream.range(0, 400).mapToObj(number -> {
            int rank = 1 + number % 4;
            int longest = number % 16 < 4 ? (int) Math.pow(60000, 1.0 / rank) : 7;
            return RandomSlice.of(random, random.longs(rank, 1, longest + 1).toArray());
        });
    }

    @ParameterizedTest
    @MethodSource("slices")
    void sliceHasTheValuesOfTheWholeTensor(RandomSlice slice) {
        TensorValues normal = TestValues.normal(3, slice.tensorSize(), slice.type());
        long[] expected = slice.select(TestValues.bits(normal, slice.tensorSize(), slice.type()));
        for (TestedPath path : TestedPath.values()) {
            try (INDArray array = Nd4j.create(slice.type(), slice.shape(), slice.order())) {
                path.write(array, TensorRegion.at(slice.tensor(), slice.begin()), normal);
                Memory.assertSameBits(path + " slice", Memory.elements(array), expected);
            }
        }
    }

    @Test
    void logicalIndicesOfASliceAreItsIndicesInTheTensor() {
        try (INDArray array = Nd4j.create(DataType.FLOAT, 2, 2)) {
            for (TestedPath path : TestedPath.values()) {
                path.write(
                        array, TensorRegion.at(new long[] {10, 20}, new long[] {3, 4}), TestValues.of(index -> index));
                assertThat(array.toFloatMatrix()).isDeepEqualTo(new float[][] {{64, 65}, {84, 85}});
            }
        }
    }

    @Test
    void logicalIndicesOfTheWholeTensorStartAtZeroInRowMajorOrder() {
        try (INDArray array = Nd4j.create(DataType.FLOAT, new long[] {2, 3}, 'f')) {
            for (TestedPath path : TestedPath.values()) {
                path.write(array, TensorRegion.whole(2, 3), TestValues.of(index -> index));
                assertThat(array.toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 1, 2}, {3, 4, 5}});
            }
        }
    }

    /** The array is a small region of a large tensor. */
    @Test
    void logicalIndicesCanExceedTwoToThe31() {
        long[] tensor = {1L << 20, 1L << 20};
        try (INDArray array = Nd4j.create(DataType.DOUBLE, 2, 3)) {
            for (TestedPath path : TestedPath.values()) {
                path.write(
                        array, TensorRegion.at(tensor, new long[] {1000000, 1000001}), TestValues.of(index -> index));
                double first = 1000000 * 0x1p20 + 1000001;
                double second = first + 0x1p20;
                assertThat(array.toDoubleMatrix()).isDeepEqualTo(new double[][] {
                    {first, first + 1, first + 2}, {second, second + 1, second + 2}
                });
            }
        }
    }
}
