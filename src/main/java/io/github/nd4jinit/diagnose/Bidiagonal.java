package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix seen from two sets of orthonormal vectors, the left and the right ones of Golub and Kahan, in which it has numbers on the
 * diagonal and beside it only. A few dozen of them hold the largest singular value to many digits, where the power method takes far
 * more products: those of random matrices lie close together.
 */
final class Bidiagonal {

    private static final int MOST_STEPS = 100;

    /** When the value grows by less than this share of it in a step, it is found. */
    private static final double CLOSE = 1e-7;

    /** Halvings, to the last digit of a double. */
    private static final int HALVINGS = 60;

    private final List<Double> diagonal = new ArrayList<>();
    private final List<Double> beside = new ArrayList<>();

    private Bidiagonal() {}

    /** The largest singular value of a matrix of finite doubles. */
    static double topSingularValue(INDArray matrix) {
        INDArray transposed = matrix.transpose();
        INDArray right =
                Init.normal().initialize(Nd4j.create(DataType.DOUBLE, matrix.columns(), 1), Generator.seeded(0));
        right.divi(right.norm2Number());
        INDArray left = Nd4j.zeros(DataType.DOUBLE, matrix.rows(), 1);
        Bidiagonal found = new Bidiagonal();
        double value = 0;
        double next = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            left = matrix.mmul(right).subi(left.mul(next));
            double length = left.norm2Number().doubleValue();
            found.diagonal.add(length);
            double before = value;
            value = found.topSingularValue();
            if (!(length > 0 && value - before > CLOSE * value)) {
                return value;
            }
            left.divi(length);
            right = transposed.mmul(left).subi(right.mul(length));
            next = right.norm2Number().doubleValue();
            if (!(next > CLOSE * value)) { // there is no other direction, but for rounding
                return value;
            }
            found.beside.add(next);
            right.divi(next);
        }
        return value;
    }

    /** By halving an interval that holds the largest eigenvalue of the square, a tridiagonal matrix. */
    private double topSingularValue() {
        double low = 0;
        double high = 0; // Gershgorin's bound
        for (int i = 0; i < diagonal.size(); i++) {
            double row = squared(i) + (i > 0 ? product(i - 1) : 0) + (i + 1 < diagonal.size() ? product(i) : 0);
            high = Math.max(high, row);
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (isAbove(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.sqrt(high);
    }

    private double squared(int i) {
        double above = i > 0 ? beside.get(i - 1) : 0;
        return diagonal.get(i) * diagonal.get(i) + above * above;
    }

    private double product(int i) {
        return diagonal.get(i) * beside.get(i);
    }

    /** Whether a number is above all eigenvalues: then all pivots of the square less it are negative (Sturm). */
    private boolean isAbove(double number) {
        double pivot = squared(0) - number;
        for (int i = 1; i < diagonal.size() && pivot < 0; i++) {
            pivot = squared(i) - number - product(i - 1) * product(i - 1) / pivot;
        }
        return pivot < 0;
    }
}
