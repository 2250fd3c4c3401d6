package io.github.nd4jinit.internal.sample.threefry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.SplittableRandom;
import org.assertj.core.data.Index;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Tests that values do not depend on the division of a tensor into chunks. */
class ChunksTest {

    @ParameterizedTest
    @EnumSource
    void chunksOfAnySizeFormTheTensor(ValueKind kind) {
        assertChunks(kind.seeded(1), 0);
    }

    /**
     * Tests chunks around the first element index and the first block counter that need more than 31 and 32 bits, and
     * beyond.
     */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SPARSE")
    void chunksOfAnySizeFormALargeTensor(ValueKind kind) {
        for (long from : new long[] {(1L << 31) - 5000, (1L << 33) - 70_000, (1L << 40) - 777}) {
            assertChunks(kind.seeded(1), from);
        }
    }

    @ParameterizedTest
    @EnumSource
    void chunksWriteNothingOutsideTheirRange(ValueKind kind) {
        float[] floats = {7, 7, 7, 7};
        kind.seeded(1).fill(5, floats, 1, 2);
        assertThat(floats).startsWith(7).endsWith(7).doesNotContain(7, Index.atIndex(1));
        double[] doubles = {7, 7, 7, 7};
        kind.seeded(1).fill(5, doubles, 1, 2);
        assertThat(doubles).startsWith(7).endsWith(7).doesNotContain(7, Index.atIndex(1));
        kind.seeded(1).fill(5, floats, 4, 0);
        kind.seeded(1).fill(5, doubles, 4, 0);
    }

    /** Tests that alternating reads from two tensors do not affect each other. */
    @ParameterizedTest
    @EnumSource
    void interleavedReadersAreIndependent(ValueKind kind) {
        TensorValues one = kind.seeded(1);
        TensorValues other = kind.seeded(2);
        float[] alone = Draw.floats(kind.seeded(1), 0, 5000);
        float[] first = Draw.floats(one, 0, 2500);
        assertThat(Draw.floats(other, 0, 2500)).isNotEqualTo(first);
        float[] second = Draw.floats(one, 2500, 2500);
        for (int i = 0; i < 2500; i++) {
            assertThat(first[i]).isEqualTo(alone[i]);
            assertThat(second[i]).isEqualTo(alone[2500 + i]);
        }
    }

    private static void assertChunks(TensorValues values, long from) {
        float[] floats = Draw.floats(values, from, ValueKind.LENGTH);
        double[] doubles = Draw.doubles(values, from, ValueKind.LENGTH);
        float[] floatChunks = new float[ValueKind.LENGTH];
        double[] doubleChunks = new double[ValueKind.LENGTH];
        SplittableRandom sizes = new SplittableRandom(8);
        for (int done = 0; done < ValueKind.LENGTH; ) {
            // from one element to several runs
            int n = Math.min(ValueKind.LENGTH - done, sizes.nextInt(1, 1 << sizes.nextInt(1, 14)));
            values.fill(from + done, floatChunks, done, n);
            values.fill(from + done, doubleChunks, done, n);
            done += n;
        }
        assertThat(floatChunks).isEqualTo(floats);
        assertThat(doubleChunks).isEqualTo(doubles);
    }
}
