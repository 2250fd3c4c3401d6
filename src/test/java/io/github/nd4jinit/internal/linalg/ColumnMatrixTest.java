package io.github.nd4jinit.internal.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Tests access to columns directly in host memory, and through ND4J, as on other backends. */
class ColumnMatrixTest {

    private static final int ROWS = 7;
    private static final int COLUMNS = 5;

    private static double[][] randomColumns(DataType type) {
        Random random = new Random(1);
        double[][] columns = new double[COLUMNS][ROWS];
        for (double[] column : columns) {
            for (int i = 0; i < ROWS; i++) {
                double value = random.nextGaussian();
                column[i] = type == DataType.FLOAT ? (float) value : value;
            }
        }
        return columns;
    }

    private static ColumnMatrix randomMatrix(DataType type, boolean isDirect) {
        ColumnMatrix matrix = ColumnMatrix.uninitialized(type, ROWS, COLUMNS, isDirect);
        matrix.write(randomColumns(type));
        return matrix;
    }

    private static double[] column(ColumnMatrix matrix, int column, int row) {
        double[] values = new double[matrix.rows() - row];
        matrix.read(column, row, values);
        return values;
    }

    @ParameterizedTest
    @CsvSource({"FLOAT, true", "FLOAT, false", "DOUBLE, true", "DOUBLE, false"})
    void readReturnsWhatWasWritten(DataType type, boolean isDirect) {
        ColumnMatrix matrix = randomMatrix(type, isDirect);

        for (int j = 0; j < COLUMNS; j++) {
            assertThat(column(matrix, j, 0)).containsExactly(randomColumns(type)[j]);
            assertThat(column(matrix, j, 6)).containsExactly(randomColumns(type)[j][6]);
            if (type == DataType.FLOAT) {
                float[] floats = new float[1];
                matrix.read(j, 6, floats);
                assertThat(floats[0]).isEqualTo((float) randomColumns(type)[j][6]);
            }
        }
        matrix.close();
    }

    @ParameterizedTest
    @CsvSource({"FLOAT, true", "FLOAT, false", "DOUBLE, true", "DOUBLE, false"})
    void aBlockIsAViewAndItsCopyIsNot(DataType type, boolean isDirect) {
        ColumnMatrix matrix = randomMatrix(type, isDirect);
        double[][] before = randomColumns(type);
        ColumnMatrix block = matrix.block(2, 1, 6, 4);
        ColumnMatrix copy = ColumnMatrix.uninitialized(type, 4, 8, isDirect).reshaped(4, 3);
        copy.copyFrom(block);

        block.writeIdentity(3);

        for (int j = 0; j < COLUMNS; j++) {
            double[] after = column(matrix, j, 0);
            for (int i = 0; i < ROWS; i++) {
                boolean isInside = i >= 2 && i < 6 && j >= 1 && j < 4;
                assertThat(after[i]).isEqualTo(isInside ? (i - 2 == j - 1 ? 1 : 0) : before[j][i]);
            }
        }
        assertThat(column(copy, 2, 0)).containsExactly(before[3][2], before[3][3], before[3][4], before[3][5]);
        matrix.close();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void productsAreComputed(boolean isDirect) {
        ColumnMatrix a = randomMatrix(DataType.DOUBLE, isDirect);
        ColumnMatrix gram = ColumnMatrix.transposedProduct(a, a);
        ColumnMatrix product = ColumnMatrix.uninitialized(DataType.DOUBLE, ROWS, COLUMNS, isDirect);
        product.setProduct(a, gram);
        product.subtractProduct(a, gram);

        double[][] columns = randomColumns(DataType.DOUBLE);
        double expected = 0;
        for (int i = 0; i < ROWS; i++) {
            expected += columns[1][i] * columns[3][i];
        }
        assertThat(column(gram, 3, 1)[0]).isCloseTo(expected, within(1e-12));
        assertThat(column(product, 4, 0)).containsOnly(0);
        gram.close();
        product.close();
        a.close();
    }
}
