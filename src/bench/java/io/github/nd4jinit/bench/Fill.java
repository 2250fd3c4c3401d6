package io.github.nd4jinit.bench;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.api.ops.random.impl.TruncatedNormalDistribution;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.WeightInitScheme;
import org.nd4j.weightinit.impl.ConstantInitScheme;
import org.nd4j.weightinit.impl.DistributionInitScheme;
import org.nd4j.weightinit.impl.ReluInitScheme;
import org.nd4j.weightinit.impl.UniformInitScheme;
import org.nd4j.weightinit.impl.VarScalingNormalFanInInitScheme;
import org.nd4j.weightinit.impl.ZeroInitScheme;

/** A distribution of the values of a matrix, and the calls with which each implementation draws from it. */
public enum Fill {
    /** U[0, 1). */
    UNIFORM,
    /** N(0, 1). */
    NORMAL,
    /** N(0, 1) truncated at two standard deviations. */
    TRUNCATED_NORMAL,
    /** Every element is 0.3. */
    CONSTANT,
    /** Every element is 0. */
    ZEROS,
    /** Normal with standard deviation 0.01, with 90 % zeros in each column. */
    SPARSE,
    /** N(0, 2 / fan-in). */
    KAIMING_NORMAL,
    /** Orthonormal rows, or orthonormal columns if there are more rows than columns. */
    ORTHOGONAL;

    private static final double VALUE = 0.3;
    private static final double SPARSITY = 0.9;
    private static final double SPARSE_STD = 0.01;

    /** Returns this library's initializer. */
    Initializer initializer() {
        return switch (this) {
            case UNIFORM -> Init.uniform();
            case NORMAL -> Init.normal();
            case TRUNCATED_NORMAL -> Init.truncNormal();
            case CONSTANT -> Init.constant(VALUE);
            case ZEROS -> Init.zeros();
            case SPARSE -> Init.sparse(SPARSITY, SPARSE_STD);
            case KAIMING_NORMAL -> Init.kaimingNormal();
            case ORTHOGONAL -> Init.orthogonal();
        };
    }

    /** Fills an array with this library. */
    void fill(INDArray w) {
        initializer().initialize(w);
    }

    /** Returns ND4J's op that fills an array in place, if ND4J has one. */
    Optional<Runnable> nd4jOp(INDArray w) {
        return switch (this) {
            case UNIFORM -> Optional.of(() -> Nd4j.rand(w));
            case NORMAL -> Optional.of(() -> Nd4j.exec(new GaussianDistribution(w, 0, 1)));
            case TRUNCATED_NORMAL -> Optional.of(() -> Nd4j.exec(new TruncatedNormalDistribution(w, 0, 1)));
            case CONSTANT -> Optional.of(() -> w.assign(VALUE));
            case ZEROS -> Optional.of(() -> w.assign(0));
            case SPARSE, ORTHOGONAL -> Optional.empty();
            case KAIMING_NORMAL -> Optional.of(() -> Nd4j.exec(new GaussianDistribution(w, 0, kaimingStd(w.size(1)))));
        };
    }

    /** Returns ND4J's corresponding weight initialization scheme, if ND4J has one. */
    Optional<WeightInitScheme> nd4jScheme(long fanIn) {
        return switch (this) {
            case UNIFORM -> Optional.of(new UniformInitScheme('c', fanIn));
            case NORMAL -> Optional.of(new VarScalingNormalFanInInitScheme('c', fanIn));
            case TRUNCATED_NORMAL ->
                Optional.of(
                        new DistributionInitScheme('c', Nd4j.getDistributions().createTruncatedNormal(0, 1)));
            case CONSTANT -> Optional.of(new ConstantInitScheme('c', VALUE));
            case ZEROS -> Optional.of(new ZeroInitScheme('c'));
            case SPARSE, ORTHOGONAL -> Optional.empty();
            case KAIMING_NORMAL -> Optional.of(new ReluInitScheme('c', fanIn));
        };
    }

    /**
     * Returns a loop that uses the fastest generator of {@code java.util}, if users can plausibly be expected to write such
     * a loop.
     */
    Optional<JavaLoop> javaLoop(long fanIn) {
        return switch (this) {
            case UNIFORM -> Optional.of(JavaLoop.each(random -> random.nextFloat()));
            case NORMAL -> Optional.of(JavaLoop.each(random -> random.nextGaussian()));
            case TRUNCATED_NORMAL -> Optional.of(JavaLoop.each(JavaLoop::withinTwoSigma));
            case CONSTANT -> Optional.of((values, columns) -> Arrays.fill(values, (float) VALUE));
            case ZEROS -> Optional.of((values, columns) -> Arrays.fill(values, 0));
            case SPARSE -> Optional.of(JavaLoop.sparse(SPARSITY, SPARSE_STD));
            case KAIMING_NORMAL -> {
                double std = kaimingStd(fanIn);
                yield Optional.of(JavaLoop.each(random -> std * random.nextGaussian()));
            }
            case ORTHOGONAL -> Optional.empty();
        };
    }

    private static double kaimingStd(long fanIn) {
        return Math.sqrt(2.0 / fanIn);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
