package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class OrthogonalTest {

    /** Returns the largest entry of |QQᵀ - gain² I| or, if Q has fewer columns than rows, of |QᵀQ - gain² I|. */
    private static double defect(INDArray matrix, double gain) {
        INDArray m = matrix.castTo(DataType.DOUBLE);
        INDArray product =
                m.rows() <= m.columns() ? m.mmul(m.transpose()) : m.transpose().mmul(m);
        INDArray identity = Nd4j.eye(product.rows()).castTo(DataType.DOUBLE).mul(gain * gain);
        return product.sub(identity).amaxNumber().doubleValue();
    }

    private static INDArray filled(Initializer initializer, DataType type, Layout layout, long... shape) {
        return initializer.initialize(Nd4j.create(type, shape), layout, Generator.seeded(17));
    }

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "1,7",
        "7,1",
        "2,2",
        "3,5",
        "5,3",
        "17,17",
        "64,64",
        "200,31",
        "31,200",
        "511,511",
        "1024,100",
        "100,1024",
        "1024,1024"
    })
    void rowsOrColumnsAreOrthonormalTimesTheGain(long rows, long columns) {
        // a float has a relative error of 6e-8, which averages out in the sum of products
        assertThat(defect(filled(Init.orthogonal(1.5), DataType.FLOAT, Layout.OUT_IN, rows, columns), 1.5))
                .isLessThan(1e-6);
        assertThat(defect(filled(Init.orthogonal(), DataType.DOUBLE, Layout.OUT_IN, rows, columns), 1))
                .isLessThan(1e-13);
    }

    @Test
    void emptyMatricesAreUnchanged() {
        for (long[] shape : new long[][] {{0, 0}, {0, 5}, {5, 0}}) {
            assertThat(filled(Init.orthogonal(), DataType.FLOAT, Layout.OUT_IN, shape)
                            .shape())
                    .isEqualTo(shape);
        }
    }

    /** A size for which the implementation uses matrix products. */
    private static final int LARGE = 257;

    @Test
    void valuesDoNotDependOnTheDefaultOrderOfNd4j() {
        INDArray expected = filled(Init.orthogonal(), DataType.FLOAT, Layout.OUT_IN, LARGE, LARGE);
        char order = Nd4j.order();
        Nd4j.factory().setOrder('f');
        try {
            assertThat(filled(Init.orthogonal(), DataType.FLOAT, Layout.OUT_IN, LARGE, LARGE))
                    .isEqualTo(expected);
        } finally {
            Nd4j.factory().setOrder(order);
        }
    }

    @Test
    void theWorkspaceOfTheCallerIsNotUsed() {
        INDArray expected = filled(Init.orthogonal(), DataType.FLOAT, Layout.OUT_IN, LARGE, LARGE);
        INDArray outside = Nd4j.create(DataType.FLOAT, LARGE, LARGE);
        WorkspaceConfiguration small = WorkspaceConfiguration.builder()
                .initialSize(1000)
                .policySpill(SpillPolicy.FAIL)
                .policyLearning(LearningPolicy.NONE)
                .build();
        try (MemoryWorkspace workspace = Nd4j.getWorkspaceManager().getAndActivateWorkspace(small, "orthogonal")) {
            Init.orthogonal().initialize(outside, Generator.seeded(17));
            assertThat(workspace.getPrimaryOffset()).isZero();
        }
        assertThat(outside).isEqualTo(expected);
    }

    @Test
    void concurrentFillsAreIndependent() {
        List<INDArray> concurrent = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> Init.orthogonal()
                        .initialize(Nd4j.create(DataType.FLOAT, LARGE + i, LARGE), Generator.seeded(i)))
                .toList();
        for (int i = 0; i < 8; i++) {
            INDArray alone =
                    Init.orthogonal().initialize(Nd4j.create(DataType.FLOAT, LARGE + i, LARGE), Generator.seeded(i));
            assertThat(concurrent.get(i).sub(alone).amaxNumber().doubleValue()).isLessThan(1e-6);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"HALF", "BFLOAT16"})
    void sixteenBitValuesAreRoundedOnce(DataType type) {
        INDArray exact = filled(Init.orthogonal(), DataType.FLOAT, Layout.OUT_IN, 64, 64);

        assertThat(filled(Init.orthogonal(), type, Layout.OUT_IN, 64, 64)).isEqualTo(exact.castTo(type));
    }

    @Test
    void convolutionsAreFlattenedAsInTorchAndKeras() {
        INDArray torch = filled(Init.orthogonal(), DataType.DOUBLE, Layout.OUT_IN, 10, 3, 2, 5);
        assertThat(defect(torch.reshape('c', 10, 30), 1)).isLessThan(1e-13);

        INDArray keras = filled(Init.orthogonal(), DataType.DOUBLE, Layout.IN_OUT, 2, 5, 3, 10);
        assertThat(defect(keras.reshape('c', 30, 10), 1)).isLessThan(1e-13);
    }

    @Test
    void eachGroupBatchAndPartIsOrthogonal() {
        INDArray grouped = filled(Init.orthogonal(), DataType.DOUBLE, Layout.OUT_IN.groups(3), 12, 8);
        INDArray transposed = filled(
                Init.orthogonal(), DataType.DOUBLE, Layout.OUT_IN.transposed().groups(3), 12, 8);
        INDArray stacked = filled(Init.orthogonal(), DataType.DOUBLE, Layout.of("BOI"), 3, 4, 8);
        INDArray packed = filled(Init.orthogonal(), DataType.DOUBLE, Layout.OUT_IN.packed(3), 12, 8);
        INDArray uneven = filled(Init.orthogonal(), DataType.DOUBLE, Layout.IN_OUT.packedSizes(6, 2, 4), 5, 12);

        for (int i = 0; i < 3; i++) {
            assertThat(defect(rows(grouped, 4 * i, 4 * i + 4), 1)).isLessThan(1e-13);
            assertThat(defect(rows(transposed, 4 * i, 4 * i + 4), 1)).isLessThan(1e-13);
            assertThat(defect(stacked.slice(i), 1)).isLessThan(1e-13);
            assertThat(defect(rows(packed, 4 * i, 4 * i + 4), 1)).isLessThan(1e-13);
        }
        assertThat(defect(rows(uneven.transpose(), 0, 6), 1)).isLessThan(1e-13);
        assertThat(defect(rows(uneven.transpose(), 6, 8), 1)).isLessThan(1e-13);
        assertThat(defect(rows(uneven.transpose(), 8, 12), 1)).isLessThan(1e-13);
        assertThat(rows(packed, 0, 4)).isNotEqualTo(rows(packed, 4, 8));
    }

    private static INDArray rows(INDArray matrix, int from, int to) {
        return matrix.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }

    @Test
    void vectorsAreRejected() {
        assertThatThrownBy(() -> Init.orthogonal(Nd4j.create(DataType.FLOAT, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("orthogonal: ")
                .hasMessageContaining("received shape [5] (rank 1)");
    }

    // --- Haar measure ---------------------------------------------------------------------------------------------

    /** Significance level: for random seeds, one false alarm in ten thousand runs. */
    private static final double ALPHA = 1e-4;

    private static final int MATRICES = 4000;

    private static final List<RealMatrix> SAMPLE = sample();

    private static List<RealMatrix> sample() {
        Generator generator = Generator.seeded(99);
        INDArray matrix = Nd4j.create(DataType.DOUBLE, 3, 3);
        return IntStream.range(0, MATRICES)
                .<RealMatrix>mapToObj(i -> new Array2DRowRealMatrix(
                        Init.orthogonal().initialize(matrix, generator).toDoubleMatrix()))
                .toList();
    }

    private static double[] sample(ToDoubleFunction<RealMatrix> statistic) {
        return SAMPLE.stream().mapToDouble(statistic).toArray();
    }

    /** Returns a statistic of QR decompositions of Gaussian matrices without sign correction. */
    private static double[] withoutSignCorrection(ToDoubleFunction<RealMatrix> statistic) {
        NormalDistribution normal = new NormalDistribution(new Well19937c(5), 0, 1);
        return IntStream.range(0, MATRICES)
                .mapToObj(i ->
                        new Array2DRowRealMatrix(new double[][] {normal.sample(3), normal.sample(3), normal.sample(3)}))
                .mapToDouble(gaussian -> statistic.applyAsDouble(new QRDecomposition(gaussian).getQ()))
                .toArray();
    }

    private static double pValue(double[] sample, UniformRealDistribution distribution) {
        return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(distribution, sample);
    }

    /** A coordinate of a uniformly distributed point on the unit sphere in three dimensions is uniform on [-1, 1]. */
    private static final UniformRealDistribution COORDINATE = new UniformRealDistribution(-1, 1);

    @Test
    void entriesHaveTheDistributionOfCoordinatesOnTheSphere() {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                int i = row;
                int j = column;
                assertThat(pValue(sample(q -> q.getEntry(i, j)), COORDINATE)).isGreaterThan(ALPHA);
            }
        }
    }

    @Test
    void missingSignCorrectionIsDetected() {
        // in a Householder QR decomposition, the first entry of the first row always has the same sign
        assertThat(pValue(withoutSignCorrection(q -> q.getEntry(0, 0)), COORDINATE))
                .isLessThan(ALPHA);
    }

    @Test
    void reflectionsAreAsFrequentAsRotations() {
        double[] determinants = sample(q -> new LUDecomposition(q).getDeterminant());
        long reflections = Arrays.stream(determinants).filter(d -> d < 0).count();

        // binomial distribution: a deviation of 6 standard deviations occurs once in 5e8 seeds
        assertThat((double) reflections).isCloseTo(MATRICES / 2.0, within(6 * Math.sqrt(MATRICES) / 2));
    }

    /** The angle of a Haar-distributed rotation in SO(3) has the density (1 - cos a) / 2π on [-π, π]. */
    @Test
    void rotationAnglesHaveTheDistributionOfTheHaarMeasure() {
        double[] angles = Arrays.stream(sample(q -> {
                    double determinant = new LUDecomposition(q).getDeterminant();
                    return Math.acos(Math.max(-1, Math.min(1, (determinant * q.getTrace() - 1) / 2)));
                }))
                .map(angle -> (angle - Math.sin(angle)) / Math.PI) // the distribution function of |a|
                .toArray();

        assertThat(pValue(angles, new UniformRealDistribution(0, 1))).isGreaterThan(ALPHA);
    }

    // --- n = 50 ---------------------------------------------------------------------------------------------------

    private static final int LARGER = 50;

    private static final int LARGER_MATRICES = 300;

    private static List<RealMatrix> largerSample() {
        Generator generator = Generator.seeded(98);
        INDArray matrix = Nd4j.create(DataType.DOUBLE, LARGER, LARGER);
        return IntStream.range(0, LARGER_MATRICES)
                .<RealMatrix>mapToObj(i -> new Array2DRowRealMatrix(
                        Init.orthogonal().initialize(matrix, generator).toDoubleMatrix()))
                .toList();
    }

    private static List<RealMatrix> largerWithoutSignCorrection() {
        NormalDistribution normal = new NormalDistribution(new Well19937c(6), 0, 1);
        return IntStream.range(0, LARGER_MATRICES)
                .mapToObj(i -> new Array2DRowRealMatrix(IntStream.range(0, LARGER)
                        .mapToObj(row -> normal.sample(LARGER))
                        .toArray(double[][]::new)))
                .map(gaussian -> new QRDecomposition(gaussian).getQ())
                .toList();
    }

    /**
     * Returns the angles of the eigenvalues e^±ia, divided by π, without the eigenvalues ±1 that every reflection has.
     * For a 50 x 50 matrix they are uniformly distributed: the excess for rotations at either end compensates for the
     * deficit for reflections. The angles repel each other, so a correct sample deviates less than independent angles
     * would, and the test is conservative.
     */
    private static double[] angles(List<RealMatrix> matrices) {
        return matrices.stream()
                .map(EigenDecomposition::new)
                .flatMapToDouble(eigen -> IntStream.range(0, LARGER)
                        .filter(i -> eigen.getImagEigenvalue(i) > 1e-9)
                        .mapToDouble(i -> Math.atan2(eigen.getImagEigenvalue(i), eigen.getRealEigenvalue(i)) / Math.PI))
                .toArray();
    }

    @Test
    void anglesOfLargerMatricesAreUniform() {
        assertThat(pValue(angles(largerSample()), new UniformRealDistribution(0, 1)))
                .isGreaterThan(ALPHA);
    }

    @Test
    void missingSignCorrectionIsDetectedInLargerMatrices() {
        assertThat(pValue(angles(largerWithoutSignCorrection()), new UniformRealDistribution(0, 1)))
                .isLessThan(ALPHA);
    }

    /**
     * The distance of the trace's distribution from N(0, 1) decreases faster than exponentially in n (Johansson 1997).
     */
    @Test
    void tracesOfLargerMatricesAreNormal() {
        double[] traces =
                largerSample().stream().mapToDouble(RealMatrix::getTrace).toArray();
        double[] uncorrected = largerWithoutSignCorrection().stream()
                .mapToDouble(RealMatrix::getTrace)
                .toArray();
        KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();

        assertThat(test.kolmogorovSmirnovTest(new NormalDistribution(0, 1), traces))
                .isGreaterThan(ALPHA);
        assertThat(test.kolmogorovSmirnovTest(new NormalDistribution(0, 1), uncorrected))
                .isLessThan(ALPHA);
    }

    /** Compares the first entries of the first and the last column. */
    @Test
    void firstAndLastColumnsOfTallMatricesHaveTheSameDistribution() {
        Generator generator = Generator.seeded(97);
        INDArray matrix = Nd4j.create(DataType.DOUBLE, 8, 4);
        double[] first = new double[MATRICES];
        double[] last = new double[MATRICES];
        for (int i = 0; i < MATRICES; i++) {
            Init.orthogonal().initialize(matrix, generator);
            first[i] = matrix.getDouble(0, 0);
            last[i] = matrix.getDouble(0, 3);
        }
        KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();

        assertThat(test.approximateP(test.kolmogorovSmirnovStatistic(first, last), MATRICES, MATRICES))
                .isGreaterThan(ALPHA);
        double[] wider = Arrays.stream(last).map(x -> 1.2 * x).toArray();
        assertThat(test.approximateP(test.kolmogorovSmirnovStatistic(first, wider), MATRICES, MATRICES))
                .as("a difference of 20 % is detected")
                .isLessThan(ALPHA);
    }

    @Test
    void deltaOrthogonalKernelsOfEveryRankHaveAnOrthogonalCenter() {
        INDArray kernel = filled(Init.deltaOrthogonal(2), DataType.DOUBLE, Layout.OUT_IN, 130, 110, 3, 3, 3);
        INDArray middle = kernel.get(
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.point(1),
                NDArrayIndex.point(1),
                NDArrayIndex.point(1));

        assertThat(defect(middle.dup('c'), 2)).isLessThan(1e-12);
        assertThat(kernel.norm2Number().doubleValue()).isCloseTo(2 * Math.sqrt(110), within(1e-10));
    }
}
