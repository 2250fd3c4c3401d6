package io.github.nd4jinit.internal.fill;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.internal.fill.ArrayZoo.Kind;
import io.github.nd4jinit.internal.fill.ArrayZoo.TestArray;
import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;

/** Tests slices of tensors and packed parts of tensors through the public API. */
class SliceTest {

    private static final int SLICES = 40;

    private static final Layout PARTS_OF_12 = Layout.OUT_IN.packedSizes(3, 5, 4);

    private static Arguments of(Initializer initializer, Layout layout, long... tensor) {
        return Arguments.of(initializer, layout, tensor);
    }

    static Stream<Arguments> tensors() {
        return Stream.of(
                of(Init.uniform(-2, 3), Layout.OUT_IN, 37),
                of(Init.uniform(-2, 3), Layout.OUT_IN, 70, 90),
                of(Init.normal(1, 2), Layout.OUT_IN, 5, 6, 7, 8),
                of(Init.normal(1, 2), Layout.OUT_IN, 131, 3),
                of(Init.truncNormal(), Layout.OUT_IN, 11, 12, 13),
                of(Init.constant(0.3), Layout.OUT_IN, 6, 7),
                of(Init.xavierUniform(), Layout.OUT_IN, 12, 17),
                of(Init.xavierUniform(), PARTS_OF_12, 12, 17),
                of(Init.xavierUniform(), PARTS_OF_12, 12, 5, 3, 3),
                of(Init.xavierUniform(), Layout.IN_OUT.packedSizes(2, 1, 9), 3, 7, 12),
                of(Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.RELU), PARTS_OF_12, 12, 17),
                of(
                        Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.RELU),
                        Layout.of("IOK").packed(4),
                        5,
                        12,
                        3),
                of(Init.lecunNormal(), PARTS_OF_12, 12, 40),
                of(Init.sparse(0.3), Layout.OUT_IN, 20, 13),
                of(Init.eye(), Layout.OUT_IN, 20, 13),
                of(Init.eye(), PARTS_OF_12, 12, 17),
                of(Init.dirac(), Layout.OUT_IN, 12, 7, 3, 3),
                of(Init.dirac(2), Layout.OUT_IN, 12, 5, 3),
                of(Init.dirac(), PARTS_OF_12, 12, 5, 3),
                of(Init.orthogonal(), Layout.OUT_IN, 12, 7, 2),
                of(Init.orthogonal(2), PARTS_OF_12, 12, 17),
                of(Init.orthogonal(), Layout.IN_OUT.packedSizes(2, 1, 9), 7, 12),
                of(Init.deltaOrthogonal(), Layout.OUT_IN, 12, 4, 3),
                of(Init.deltaOrthogonal(), Layout.OUT_IN.packedSizes(5, 7), 12, 4, 3, 3),
                of(Init.normal(1, 2).scaled(0.3), Layout.OUT_IN, 70, 90),
                of(Init.constant(0.1).scaled(0.1), Layout.OUT_IN, 130, 80),
                of(Init.orthogonal().scaled(-0.5), PARTS_OF_12, 12, 17),
                of(Init.normal().withZeroRow(40), Layout.OUT_IN, 70, 90),
                of(Init.ones().withZeroRow(0), Layout.OUT_IN, 37),
                of(Init.xavierUniform().withZeroRow(7), PARTS_OF_12, 12, 5, 3, 3),
                of(Init.xavierUniform().withZeroRow(2), Layout.IN_OUT.packedSizes(2, 1, 9), 3, 7, 12),
                of(Init.sparse(0.3).withZeroRow(19).scaled(2), Layout.OUT_IN, 20, 13));
    }

    private static long[] whole(Initializer initializer, Layout layout, long[] tensor, DataType type) {
        try (INDArray array = Nd4j.create(type, tensor, 'c')) {
            Memory.paint(array, -1);
            initializer.initialize(array, layout, Generator.seeded(99));
            return Memory.bits(array);
        }
    }

    @ParameterizedTest
    @MethodSource("tensors")
    void sliceHasTheValuesOfTheWholeTensor(Initializer initializer, Layout layout, long[] tensor) {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < SLICES; i++) {
            RandomSlice region = RandomSlice.of(random, tensor);
            long[] expected = region.select(whole(initializer, layout, tensor, region.type()));
            try (INDArray slice = Nd4j.create(region.type(), region.shape(), region.order())) {
                Memory.paint(slice, -1);
                initializer.initializeSlice(slice, tensor, region.begin(), layout, Generator.seeded(99));
                Memory.assertSameBits(region.toString(), Memory.elements(slice), expected);
            }
        }
    }

    /**
     * The array that contains the slice is the left part of a wider array, so its strides cannot be derived from its
     * shape.
     */
    @ParameterizedTest
    @MethodSource("tensors")
    void sliceCanBeAView(Initializer initializer, Layout layout, long[] tensor) {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < SLICES; i++) {
            RandomSlice region = RandomSlice.of(random, tensor);
            long[] expected = region.select(whole(initializer, layout, tensor, region.type()));
            int last = tensor.length - 1;
            long[] wider = region.shape().clone();
            wider[last] += 50;
            INDArrayIndex[] leftEnd = new INDArrayIndex[tensor.length];
            Arrays.fill(leftEnd, all());
            leftEnd[last] = interval(0, region.shape()[last]);
            try (INDArray parent = Nd4j.create(region.type(), wider, region.order())) {
                Memory.paint(parent, -1);
                INDArray slice = parent.get(leftEnd);
                initializer.initializeSlice(slice, tensor, region.begin(), layout, Generator.seeded(99));
                Memory.assertSameBits(region.toString(), Memory.elements(slice), expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.nd4jinit.internal.fill.ArrayZoo#kindsOfTwoAxesOrMore")
    void everyPackedPartOfEveryKindOfArrayIsFilled(Kind kind) {
        try (TestArray testArray = kind.create()) {
            INDArray array = testArray.array();
            Layout layout = Layout.OUT_IN.packedSizes(1, array.size(0) - 1);
            long[] expected = whole(Init.xavierUniform(), layout, array.shape(), kind.type());
            testArray.paint();
            Init.xavierUniform().initialize(array, layout, Generator.seeded(99));
            Memory.assertSameBits("elements in row-major order", Memory.elements(array), expected);
        }
    }
}
