package io.github.nd4jinit.internal.fill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.internal.math.BFloat16;
import io.github.nd4jinit.internal.math.Half;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ElementBufferTest {

    /** The number of trailing bits of a float that rounding to a half removes. */
    private static final int HALF_DROPPED_BITS = 13;

    /** The number of trailing bits of a float that rounding to a bfloat16 removes. */
    private static final int BFLOAT16_DROPPED_BITS = 16;

    /**
     * Returns the floats at which rounding can be wrong. For each value of the leading bits, these are the float whose
     * trailing bits are zero, the midpoint between it and the next such float, and the floats adjacent to both.
     */
    private static float[] criticalFloats(int droppedBits) {
        int middle = 1 << (droppedBits - 1);
        int[] tails = {0, 1, middle - 1, middle, middle + 1, (1 << droppedBits) - 1};
        int heads = 1 << (31 - droppedBits);
        // a half has an eighth as many exponents as a float: test these and the adjacent ones
        int first = droppedBits == HALF_DROPPED_BITS ? Float.floatToRawIntBits(0x1p-27f) >>> droppedBits : 0;
        int last = Float.floatToRawIntBits(droppedBits == HALF_DROPPED_BITS ? 0x1p17f : Float.POSITIVE_INFINITY)
                >>> droppedBits;
        assertThat(last).isLessThan(heads);
        float[] floats = new float[2 * (last - first) * tails.length];
        int n = 0;
        for (int head = first; head < last; head++) {
            for (int tail : tails) {
                float value = Float.intBitsToFloat((head << droppedBits) | tail);
                floats[n++] = value;
                floats[n++] = -value;
            }
        }
        return floats;
    }

    static Stream<Arguments> pathsAndHalves() {
        return Stream.of(TestedPath.values())
                .flatMap(path -> Stream.of(DataType.FLOAT16, DataType.BFLOAT16).map(type -> Arguments.of(path, type)));
    }

    static Stream<Arguments> pathsAndTypes() {
        return Stream.of(TestedPath.values())
                .flatMap(path -> ArrayZoo.TYPES.stream().map(type -> Arguments.of(path, type)));
    }

    @ParameterizedTest
    @MethodSource("pathsAndHalves")
    void sixteenBitValuesAreFloatsRoundedOnce(TestedPath path, DataType type) {
        float[] floats = criticalFloats(type == DataType.BFLOAT16 ? BFLOAT16_DROPPED_BITS : HALF_DROPPED_BITS);
        long[] ours = new long[floats.length];
        for (int i = 0; i < floats.length; i++) {
            ours[i] = (type == DataType.BFLOAT16 ? BFloat16.bits(floats[i]) : Half.bits(floats[i])) & 0xffffL;
        }
        try (INDArray array = Nd4j.create(type, floats.length);
                INDArray exact = Nd4j.createFromArray(floats);
                INDArray cast = exact.castTo(type)) {
            path.write(array, TensorRegion.whole(floats.length), TestValues.of(index -> floats[(int) index]));
            Memory.assertSameBits("rounded by the library", Memory.bits(array), ours);
            Memory.assertSameBits("rounded by ND4J", Memory.bits(array), Memory.bits(cast));
        }
    }

    /** The expected results for ties and for the largest and smallest numbers were computed by hand. */
    @ParameterizedTest
    @CsvSource({
        "HALF, 0x1p0, 3c00",
        "HALF, -0.0, 8000",
        "HALF, 0x1.002p0, 3c00", // 1 + 2^-11, a tie between 1 and 1 + 2^-10
        "HALF, 0x1.002002p0, 3c01",
        "HALF, 0x1.006p0, 3c02", // a tie whose lower neighbor is odd
        "HALF, 65519.996, 7bff",
        "HALF, 65520, 7c00", // the midpoint of the largest half and the next power of two
        "HALF, -65520, fc00",
        "HALF, 0x1p-24, 0001", // the smallest positive half
        "HALF, 0x1p-25, 0000",
        "HALF, 0x1.000002p-25, 0001",
        "HALF, 0x1.8p-24, 0002",
        "HALF, 0x1.ff8p-15, 03ff", // a tie between the largest subnormal and the smallest normal number
        "HALF, 0x1.ffcp-15, 0400",
        "BFLOAT16, 0x1.01p0, 3f80", // 1 + 2^-8
        "BFLOAT16, 0x1.010002p0, 3f81",
        "BFLOAT16, 0x1.03p0, 3f82",
        "BFLOAT16, -0.0, 8000",
        "BFLOAT16, 0.1, 3dcd",
        "BFLOAT16, 3.4028235e38, 7f80",
        "BFLOAT16, 0x1p-149, 0000",
        "BFLOAT16, 0x1.8p-133, 0002",
    })
    void roundsToNearestWithTiesToEven(String type, String value, String bits) {
        float number = Float.parseFloat(value.startsWith("0x") || value.startsWith("-0x") ? value : value + "f");
        for (TestedPath path : TestedPath.values()) {
            try (INDArray array = Nd4j.create(DataType.valueOf(type), 1)) {
                path.write(array, TensorRegion.whole(1), TestValues.of(index -> number));
                assertThat(Long.toHexString(0x10000 | Memory.bits(array)[0]).substring(1))
                        .as("%s", path)
                        .isEqualTo(bits);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pathsAndTypes")
    void onlyDoubleArraysUseTheDoubleValues(TestedPath path, DataType type) {
        TensorValues twoForms = new TensorValues() {
            @Override
            public void fill(long from, float[] out, int offset, int n) {
                Arrays.fill(out, offset, offset + n, 1.5f);
            }

            @Override
            public void fill(long from, double[] out, int offset, int n) {
                Arrays.fill(out, offset, offset + n, 2.5);
            }
        };
        try (INDArray array = Nd4j.create(type, 3, 5)) {
            path.write(array, TensorRegion.whole(3, 5), twoForms);
            double expected = type == DataType.DOUBLE ? 2.5 : 1.5;
            assertThat(array.dup().data().asDouble()).containsOnly(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(TestedPath.class)
    void allBitsOfDoublesArePreserved(TestedPath path) {
        try (INDArray array = Nd4j.create(DataType.DOUBLE, 4)) {
            double[] values = {Math.PI, -0.0, Double.MIN_VALUE, Math.nextDown(1.0)};
            path.write(array, TensorRegion.whole(4), TestValues.of(index -> values[(int) index]));
            assertThat(Memory.bits(array))
                    .isEqualTo(Arrays.stream(values)
                            .mapToLong(Double::doubleToRawLongBits)
                            .toArray());
        }
    }
}
