package io.github.nd4jinit.internal.fill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.internal.fill.ArrayZoo.Kind;
import io.github.nd4jinit.internal.fill.ArrayZoo.TestArray;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class WritePathTest {

    private static final int PLACES = 3;

    static Stream<Arguments> pathsAndKinds() {
        return Stream.of(TestedPath.values()).flatMap(path -> ArrayZoo.kinds().map(kind -> Arguments.of(path, kind)));
    }

    static Stream<INDArray> empties() {
        return ArrayZoo.empties();
    }

    @ParameterizedTest
    @MethodSource("pathsAndKinds")
    void everyElementHasTheValueOfItsLogicalIndex(TestedPath path, Kind kind) {
        try (TestArray testArray = kind.create()) {
            INDArray array = testArray.array();
            // all elements of small arrays, and every 11th element of large arrays, all of which other tests check
            long step = array.length() < 10_000 ? 1 : 11;
            for (int place = 0; place < PLACES; place++) {
                testArray.paint();
                path.write(array, TensorRegion.whole(array.shape()), TestValues.digits(place));
                for (long position = 0; position < array.length(); position += step) {
                    long[] index = ArrayZoo.index(position, array.shape());
                    double value = array.getDouble(index);
                    if (value
                            != TestValues.digit(
                                    position, place)) { // describe only failures: there are millions of elements
                        assertThat(value)
                                .as("element at %s, place %d", Arrays.toString(index), place)
                                .isEqualTo(TestValues.digit(position, place));
                    }
                }
            }
        }
    }

    /**
     * Every element changes; therefore, if the number of changed memory cells equals the number of elements, no other
     * cell changed.
     */
    @ParameterizedTest
    @MethodSource("pathsAndKinds")
    void onlyTheElementsAreWritten(TestedPath path, Kind kind) {
        try (TestArray testArray = kind.create()) {
            INDArray array = testArray.array();
            testArray.paint();
            TensorValues ones = TestValues.of(index -> 1);
            path.write(array, TensorRegion.whole(array.shape()), ones);
            Memory.assertSameBits(
                    "elements in row-major order",
                    Memory.elements(array),
                    TestValues.bits(ones, (int) array.length(), kind.type()));
            assertThat(testArray.changedCells()).isEqualTo(array.length());
        }
    }

    @ParameterizedTest
    @MethodSource("pathsAndKinds")
    void normalValuesAreThoseOfTheStreamRoundedOnce(TestedPath path, Kind kind) {
        try (TestArray testArray = kind.create()) {
            INDArray array = testArray.array();
            TensorValues normal = TestValues.normal(17, array.length(), kind.type());
            path.write(array, TensorRegion.whole(array.shape()), normal);
            Memory.assertSameBits(
                    "elements in row-major order",
                    Memory.elements(array),
                    TestValues.bits(normal, (int) array.length(), kind.type()));
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.nd4jinit.internal.fill.ArrayZoo#kinds")
    void bothPathsWriteTheSameMemory(Kind kind) {
        try (TestArray testArray = kind.create()) {
            INDArray array = testArray.array();
            TensorValues normal = TestValues.normal(29, array.length(), kind.type());
            testArray.paint();
            TestedPath.DIRECT.write(array, TensorRegion.whole(array.shape()), normal);
            long[] direct = testArray.memory();
            testArray.paint();
            TestedPath.PORTABLE.write(array, TensorRegion.whole(array.shape()), normal);
            Memory.assertSameBits("memory", testArray.memory(), direct);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.nd4jinit.internal.fill.ArrayZoo#kinds")
    void initializersFillEveryKindOfArray(Kind kind) {
        try (TestArray testArray = kind.create()) {
            INDArray array = testArray.array();
            testArray.paint();
            INDArray returned = Init.normal().initialize(array, Generator.seeded(43));
            assertThat(returned).isSameAs(array);
            Memory.assertSameBits(
                    "elements in row-major order",
                    Memory.elements(array),
                    TestValues.bits(
                            TestValues.normal(43, array.length(), kind.type()), (int) array.length(), kind.type()));
            assertThat(testArray.changedCells()).isEqualTo(array.length());
        }
    }

    @ParameterizedTest
    @MethodSource("empties")
    void emptyArraysAreUnchanged(INDArray array) {
        long[] shape = array.shape().clone();
        assertThat(Init.normal().initialize(array, Generator.seeded(1))).isSameAs(array);
        assertThat(array.isEmpty()).isTrue();
        assertThat(array.shape()).isEqualTo(shape);
    }
}
