package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Tests the initializers with a structure: eye, dirac, delta-orthogonal and sparse. */
class PatternsTest {

    private static INDArray random(long... shape) {
        return Init.normal().initialize(Nd4j.create(DataType.DOUBLE, shape), Generator.seeded(1));
    }

    private static INDArray filled(Initializer initializer, Layout layout, long... shape) {
        return initializer.initialize(Nd4j.create(DataType.DOUBLE, shape), layout, Generator.seeded(2));
    }

    // --- eye -------------------------------------------------------------------------------------------------------

    @Test
    void eyeIsTheIdentity() {
        INDArray x = random(5, 3);

        assertThat(filled(Init.eye(), Layout.OUT_IN, 5, 5).mmul(x)).isEqualTo(x);
    }

    @Test
    void rectangularEyeTruncatesOrPads() {
        INDArray x = random(5, 3);

        assertThat(filled(Init.eye(), Layout.OUT_IN, 4, 5).mmul(x)).isEqualTo(x.get(NDArrayIndex.interval(0, 4)));
        INDArray padded = filled(Init.eye(), Layout.OUT_IN, 7, 5).mmul(x);
        assertThat(padded.get(NDArrayIndex.interval(0, 5))).isEqualTo(x);
        assertThat(padded.get(NDArrayIndex.interval(5, 7)).sumNumber().doubleValue())
                .isZero();
    }

    @Test
    void eyeFillsEveryMatrixOfAStack() {
        INDArray stack = filled(Init.eye(), Layout.of("BOI"), 3, 4, 4);

        for (int i = 0; i < 3; i++) {
            assertThat(stack.slice(i)).isEqualTo(filled(Init.eye(), Layout.OUT_IN, 4, 4));
        }
    }

    @Test
    void eyeRejectsConvolutions() {
        assertThatThrownBy(() -> Init.eye(Nd4j.create(DataType.FLOAT, 2, 3, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("eye: needs a matrix, but received shape [2, 3, 4] (rank 3) with 1 receptive axes;"
                        + " reshape it to 2 axes, or pass Layout.of(\"BOI\") for a stack of matrices");
    }

    // --- dirac -----------------------------------------------------------------------------------------------------

    /**
     * Computes the cross-correlation with zero padding and stride 1: y[o, p] = Σ w[o, i, t] x[g(o) + i, p + t - k/2].
     *
     * @param x [in, d, h, w]
     * @param w [out, in / groups, d, h, w]
     */
    private static double[][][][] convolve(INDArray x, INDArray w, int groups) {
        int[] size = {(int) x.size(1), (int) x.size(2), (int) x.size(3)};
        int[] kernel = {(int) w.size(2), (int) w.size(3), (int) w.size(4)};
        int outs = (int) w.size(0);
        int ins = (int) w.size(1);
        double[][][][] y = new double[outs][size[0]][size[1]][size[2]];
        for (int o = 0; o < outs; o++) {
            int first = o / (outs / groups) * ins;
            for (int i = 0; i < ins; i++) {
                for (int a = 0; a < kernel[0]; a++) {
                    for (int b = 0; b < kernel[1]; b++) {
                        for (int c = 0; c < kernel[2]; c++) {
                            double weight = w.getDouble(o, i, a, b, c);
                            add(y[o], x, first + i, weight, a - kernel[0] / 2, b - kernel[1] / 2, c - kernel[2] / 2);
                        }
                    }
                }
            }
        }
        return y;
    }

    private static void add(double[][][] y, INDArray x, int channel, double weight, int a, int b, int c) {
        for (int d = Math.max(0, -a); d < Math.min(y.length, y.length - a); d++) {
            for (int h = Math.max(0, -b); h < Math.min(y[0].length, y[0].length - b); h++) {
                for (int v = Math.max(0, -c); v < Math.min(y[0][0].length, y[0][0].length - c); v++) {
                    y[d][h][v] += weight * x.getDouble(channel, d + a, h + b, v + c);
                }
            }
        }
    }

    private static double[][][] channel(INDArray x, int channel) {
        int[] size = {(int) x.size(1), (int) x.size(2), (int) x.size(3)};
        double[][][] values = new double[size[0]][size[1]][size[2]];
        for (int d = 0; d < size[0]; d++) {
            for (int h = 0; h < size[1]; h++) {
                for (int v = 0; v < size[2]; v++) {
                    values[d][h][v] = x.getDouble(channel, d, h, v);
                }
            }
        }
        return values;
    }

    /**
     * Tests kernels of rank 3, 4 and 5 with odd and even lengths. The cross-correlation uses their form with five axes.
     */
    @ParameterizedTest
    @CsvSource({"1,1,3", "1,1,4", "1,3,5", "1,2,2", "3,3,3", "2,3,4", "1,1,1"})
    void convolutionWithDiracReturnsItsInput(long depth, long height, long width) {
        INDArray x = random(6, 4, 5, 6);
        INDArray w = Nd4j.create(DataType.DOUBLE, 6, 6, depth, height, width);
        // kernels of rank 3 and 4 are views of w without the receptive axes of length 1
        INDArray kernel = depth > 1 ? w : height > 1 ? w.reshape(6, 6, height, width) : w.reshape(6, 6, width);
        Init.dirac(kernel);

        double[][][][] y = convolve(x, w, 1);
        for (int o = 0; o < 6; o++) {
            assertThat(y[o]).isDeepEqualTo(channel(x, o));
        }
    }

    @Test
    void diracCopiesTheFirstChannelsOfEachGroup() {
        INDArray x = random(6, 1, 5, 6);
        // two groups with 3 inputs and 4 outputs each: the fourth output of a group is zero
        INDArray w = Init.dirac(Nd4j.create(DataType.DOUBLE, 8, 3, 3, 3), 2).reshape(8, 3, 1, 3, 3);

        double[][][][] y = convolve(x, w, 2);
        for (int group = 0; group < 2; group++) {
            for (int i = 0; i < 3; i++) {
                assertThat(y[4 * group + i]).isDeepEqualTo(channel(x, 3 * group + i));
            }
            assertThat(y[4 * group + 3]).isDeepEqualTo(new double[1][5][6]);
        }
    }

    @Test
    void diracFollowsTheLayout() {
        INDArray torch = filled(Init.dirac(2), Layout.OUT_IN, 8, 3, 2, 5);
        INDArray keras = filled(Init.dirac(2), Layout.IN_OUT, 2, 5, 3, 8);

        assertThat(keras.permute(3, 2, 0, 1)).isEqualTo(torch);
        assertThat(filled(Init.dirac(), Layout.OUT_IN.groups(2), 8, 3, 2, 5)).isEqualTo(torch);
    }

    @Test
    void contradictoryGroupsAreRejected() {
        assertThatThrownBy(() -> filled(Init.dirac(2), Layout.OUT_IN.groups(4), 8, 3, 2))
                .hasMessage(
                        "dirac: received 2 groups, but the layout OI*.groups(4) has 4; use Init.dirac() with the layout, or Init.dirac(groups) with a layout without groups");
        assertThat(filled(Init.dirac(2), Layout.OUT_IN.groups(2), 8, 3, 2))
                .isEqualTo(filled(Init.dirac(2), Layout.OUT_IN, 8, 3, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4x4 | dirac: needs the weight of a convolution, but received shape [4, 4] (rank 2) with 0 receptive axes",
                "4x4x1x1x1x1 | dirac: needs the weight of a convolution, but received shape [4, 4, 1, 1, 1, 1] (rank 6) with 4 receptive axes",
                "7x4x3 | dirac: the length of the output axis, 7, must be divisible by the number of groups, received 2; pass a divisor of 7",
            })
    void diracRejectsShapesThatAreNotConvolutions(String shape, String message) {
        long[] lengths =
                Arrays.stream(shape.split("x", -1)).mapToLong(Long::parseLong).toArray();
        INDArray array = Nd4j.create(DataType.FLOAT, lengths).assign(5);

        assertThatThrownBy(() -> Init.dirac(array, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
        assertThat(array).isEqualTo(array.like().assign(5));
    }

    // --- delta-orthogonal ------------------------------------------------------------------------------------------

    @Test
    void deltaOrthogonalHasAnOrthogonalMatrixAtTheCenter() {
        INDArray w = filled(Init.deltaOrthogonal(2), Layout.OUT_IN, 8, 5, 3, 4);
        INDArray middle = w.get(
                NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(1), NDArrayIndex.point(1)); // (k - 1) / 2

        assertThat(middle.transpose()
                        .mmul(middle)
                        .sub(Nd4j.eye(5).castTo(DataType.DOUBLE).mul(4))
                        .amaxNumber()
                        .doubleValue())
                .isLessThan(1e-13);
        assertThat(w.neq(0).castTo(DataType.INT64).sumNumber().longValue()).isEqualTo(40);
    }

    @Test
    void deltaOrthogonalFollowsTheLayout() {
        INDArray torch = filled(Init.deltaOrthogonal(), Layout.OUT_IN, 8, 5, 3);
        INDArray jax = filled(Init.deltaOrthogonal(), Layout.IN_OUT, 3, 5, 8);

        assertThat(jax.permute(2, 1, 0)).isEqualTo(torch);
    }

    @Test
    void deltaOrthogonalRequiresAtLeastAsManyOutputsAsInputs() {
        assertThatThrownBy(() -> Init.deltaOrthogonal(Nd4j.create(DataType.FLOAT, 4, 5, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("delta_orthogonal: needs at least as many output channels as input channels,"
                        + " but received 4 out and 5 in; add output channels, or use Init.orthogonal()");
        assertThatThrownBy(() -> Init.deltaOrthogonal(Nd4j.create(DataType.FLOAT, 5, 5)))
                .hasMessageContaining("with 0 receptive axes");
    }

    // --- sparse ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"10, 7, 0.9, 9", "10, 7, 0.91, 10", "10, 7, 0, 0", "10, 7, 1, 10", "1, 5, 0.1, 1", "33, 3000, 0.25, 9"})
    void sparseHasTheSameNumberOfZerosInEveryColumn(long rows, long columns, double sparsity, long zeros) {
        INDArray w = filled(Init.sparse(sparsity, 1), Layout.OUT_IN, rows, columns);

        for (int column = 0; column < columns; column++) {
            long found = rows
                    - w.getColumn(column)
                            .neq(0)
                            .castTo(DataType.INT64)
                            .sumNumber()
                            .longValue();
            assertThat(found).isEqualTo(zeros);
        }
    }

    @Test
    void theGeneratorDeterminesThePositionsOfTheZeros() {
        INDArray once = filled(Init.sparse(0.5), Layout.OUT_IN, 40, 40);

        assertThat(filled(Init.sparse(0.5), Layout.OUT_IN, 40, 40)).isEqualTo(once);
        INDArray other = Init.sparse(0.5).initialize(Nd4j.create(DataType.DOUBLE, 40, 40), Generator.seeded(3));
        assertThat(other.neq(0)).isNotEqualTo(once.neq(0));
    }

    @Test
    void sparseRequiresAMatrix() {
        assertThatThrownBy(() -> Init.sparse(Nd4j.create(DataType.FLOAT, 2, 3, 4), 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sparse: needs a matrix, but received shape [2, 3, 4] (rank 3); reshape it to 2 axes");
    }
}
