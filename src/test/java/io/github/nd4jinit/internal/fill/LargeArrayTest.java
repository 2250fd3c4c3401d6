package io.github.nd4jinit.internal.fill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Tests an array that needs 4.3 GB of memory. Run it with {@code mvn -Plarge test}. */
@Tag("large")
class LargeArrayTest {

    private static final int PART = 5000;

    @Test
    void arrayOfMoreThanTwoToThe31ElementsHasTheValuesOfItsSlices() {
        long rows = 3;
        long columns = 715827885; // 2^31 + 7 elements in total
        assertThat(rows * columns).isEqualTo((1L << 31) + 7);
        Initializer uniform = Init.uniform(-1, 1);
        try (INDArray array = Nd4j.create(DataType.FLOAT16, rows, columns);
                INDArray slice = Nd4j.create(DataType.FLOAT16, 1, PART)) {
            uniform.initialize(array, Generator.seeded(6));
            // slices near the limits of int and unsigned short, and at both ends of each row
            LongStream begins = LongStream.of(
                    0,
                    65535,
                    columns - PART,
                    columns,
                    1L << 30,
                    2 * columns - PART,
                    2 * columns,
                    (1L << 31) - 1 - PART,
                    (1L << 31) - PART,
                    rows * columns - PART);
            begins.forEach(begin -> {
                long row = begin / columns;
                uniform.initializeSlice(
                        slice,
                        new long[] {rows, columns},
                        new long[] {row, begin % columns},
                        Layout.OUT_IN,
                        Generator.seeded(6));
                Memory.assertSameBits("from " + begin, Memory.bits(array, begin, PART), Memory.bits(slice));
            });
            // the values do not repeat
            assertThat(Memory.bits(array, (1L << 31) - PART, PART)).isNotEqualTo(Memory.bits(array, 0, PART));
            assertThat(Arrays.stream(Memory.bits(array, (1L << 31) - 100, 107))
                            .filter(bits -> bits == 0)
                            .count())
                    .isZero();
        }
    }
}
