package io.github.nd4jinit.internal.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Compares the blocked computation with reflections that are applied one at a time. */
class HaarOrthogonalSamplerTest {

    // matrices up to about 200 x 200 use plain loops; larger ones use at least two blocks and two panels

    @ParameterizedTest
    @CsvSource(textBlock = "1,1\n5,1\n6,6\n40,33\n150,150\n257,257\n5000,3\n300,300\n500,321")
    void randomMatrixIsTheProductOfItsReflections(int rows, int columns) {
        TensorValues normals = StreamSource.of(Generator.seeded(3))
                .next((long) rows * columns, FloatFormat.DOUBLE)
                .normal(0, 1);
        RealMatrix product = MatrixUtils.createRealMatrix(rows, columns);
        for (int k = columns - 1; k >= 0; k--) {
            double[] x = new double[rows];
            normals.fill((long) k * rows + k, x, k, rows - k);
            RealVector v = MatrixUtils.createRealVector(x);
            product.setEntry(k, k, -Math.signum(x[k]));
            v.addToEntry(k, Math.signum(x[k]) * v.getNorm());
            product = product.subtract(v.outerProduct(product.preMultiply(v)).scalarMultiply(2 / v.dotProduct(v)));
        }

        Collected doubles = new Collected(rows, columns);
        new HaarOrthogonalSampler(rows, columns).draw(DataType.DOUBLE, normals, 0, doubles);
        assertThat(doubles.distance(product)).isLessThan(1e-13);
        Collected floats = new Collected(rows, columns);
        new HaarOrthogonalSampler(rows, columns).draw(DataType.FLOAT, normals, 0, floats);
        assertThat(floats.distance(product)).isLessThan(1e-6);
    }

    @ParameterizedTest
    @CsvSource(textBlock = "1,1\n5,1\n6,6\n40,33\n150,150\n257,257\n4000,50\n300,300\n500,321")
    void theDiagonalOfRIsPositive(int rows, int columns) {
        TensorValues normals = StreamSource.of(Generator.seeded(4))
                .next((long) rows * columns, FloatFormat.DOUBLE)
                .normal(0, 1);
        double[][] a = new double[columns][rows];
        for (int j = 0; j < columns; j++) {
            normals.fill((long) j * rows, a[j], 0, rows);
        }
        QRDecomposition expected = new QRDecomposition(new Array2DRowRealMatrix(a).transpose());
        RealMatrix q = expected.getQ().getSubMatrix(0, rows - 1, 0, columns - 1);
        for (int j = 0; j < columns; j++) {
            q.setColumnVector(
                    j,
                    q.getColumnVector(j).mapMultiply(Math.signum(expected.getR().getEntry(j, j))));
        }

        Collected actual = new Collected(rows, columns);
        new HaarOrthogonalSampler(rows, columns).decompose(a, actual);
        assertThat(actual.distance(q)).isLessThan(1e-10); // the last columns of square matrices are ill-conditioned
    }

    @Test
    void aZeroColumnRemainsZero() {
        Collected actual = new Collected(3, 2);
        new HaarOrthogonalSampler(3, 2).decompose(new double[][] {{0, 0, 0}, {0, 3, 4}}, actual);
        assertThat(actual.distance(MatrixUtils.createRealMatrix(new double[][] {{0, 0}, {0, 0.6}, {0, 0.8}})))
                .isLessThan(1e-15);
    }

    private static final class Collected implements HaarOrthogonalSampler.Sink {

        private final RealMatrix matrix;

        Collected(int rows, int columns) {
            matrix = MatrixUtils.createRealMatrix(rows, columns);
        }

        @Override
        public void accept(int row, int column, float[][] block) {
            for (int j = 0; j < block.length; j++) {
                for (int i = 0; i < block[j].length; i++) {
                    matrix.setEntry(row + i, column + j, block[j][i]);
                }
            }
        }

        @Override
        public void accept(int row, int column, double[][] block) {
            for (int j = 0; j < block.length; j++) {
                for (int i = 0; i < block[j].length; i++) {
                    matrix.setEntry(row + i, column + j, block[j][i]);
                }
            }
        }

        /** Returns the largest absolute difference of two entries. */
        double distance(RealMatrix other) {
            return Arrays.stream(matrix.subtract(other).getData())
                    .flatMapToDouble(Arrays::stream)
                    .map(Math::abs)
                    .max()
                    .orElseThrow();
        }
    }
}
