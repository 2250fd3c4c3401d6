package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Golub-Kahan-Lanczos bidiagonalization. A few dozen steps give the largest singular value accurately. The power method
 * needs far more products, because the largest singular values of random matrices are close together.
 */
final class LanczosBidiagonalization {

    private static final int MAX_STEPS = 100;

    /** The iteration stops when a step increases the singular value by less than this fraction. */
    private static final double TOLERANCE = 1e-7;

    /** The number of bisections that are sufficient for double precision. */
    private static final int BISECTIONS = 60;

    private final List<Double> diagonal = new ArrayList<>();
    private final List<Double> superdiagonal = new ArrayList<>();

    private LanczosBidiagonalization() {}

    /** The largest singular value of a matrix of finite doubles. */
    static double largestSingularValue(INDArray matrix) {
        INDArray transposed = matrix.transpose();
        INDArray right =
                Init.normal().initialize(Nd4j.create(DataType.DOUBLE, matrix.columns(), 1), Generator.seeded(0));
        right.divi(right.norm2Number());
        INDArray left = Nd4j.zeros(DataType.DOUBLE, matrix.rows(), 1);
        LanczosBidiagonalization bidiagonal = new LanczosBidiagonalization();
        double value = 0;
        double beta = 0;
        for (int step = 0; step < MAX_STEPS; step++) {
            left = matrix.mmul(right).subi(left.mul(beta));
            double alpha = left.norm2Number().doubleValue();
            bidiagonal.diagonal.add(alpha);
            double previous = value;
            value = bidiagonal.largestSingularValue();
            if (!(alpha > 0 && value - previous > TOLERANCE * value)) {
                return value;
            }
            left.divi(alpha);
            right = transposed.mmul(left).subi(right.mul(alpha));
            beta = right.norm2Number().doubleValue();
            if (!(beta > TOLERANCE * value)) { // the remainder is rounding error: the subspace is invariant
                return value;
            }
            bidiagonal.superdiagonal.add(beta);
            right.divi(beta);
        }
        return value;
    }

    /** Bisects for the largest eigenvalue of the tridiagonal matrix BᵀB. */
    private double largestSingularValue() {
        double low = 0;
        double high = 0; // Gershgorin's bound
        for (int i = 0; i < diagonal.size(); i++) {
            double row = diagonalOfSquare(i)
                    + (i > 0 ? offDiagonalOfSquare(i - 1) : 0)
                    + (i + 1 < diagonal.size() ? offDiagonalOfSquare(i) : 0);
            high = Math.max(high, row);
        }
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (exceedsAllEigenvalues(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.sqrt(high);
    }

    /** Element (i, i) of BᵀB. */
    private double diagonalOfSquare(int i) {
        double above = i > 0 ? superdiagonal.get(i - 1) : 0;
        return diagonal.get(i) * diagonal.get(i) + above * above;
    }

    /** Element (i, i + 1) of BᵀB. */
    private double offDiagonalOfSquare(int i) {
        return diagonal.get(i) * superdiagonal.get(i);
    }

    /** Sturm's criterion: all pivots of BᵀB - number I are negative. */
    private boolean exceedsAllEigenvalues(double number) {
        double pivot = diagonalOfSquare(0) - number;
        for (int i = 1; i < diagonal.size() && pivot < 0; i++) {
            pivot = diagonalOfSquare(i) - number - offDiagonalOfSquare(i - 1) * offDiagonalOfSquare(i - 1) / pivot;
        }
        return pivot < 0;
    }
}
