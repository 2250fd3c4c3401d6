package io.github.nd4jinit;

import java.util.function.DoubleUnaryOperator;

/** Expectations over a standard normal variable, by adaptive Gauss-Legendre quadrature. */
final class Quadrature {

    /** Beyond this, the standard normal density is zero in double precision. */
    private static final double END = 39;

    /** Absolute error allowed for an interval of width 1; the density's weight makes the sum's far smaller. */
    private static final double TOLERANCE = 1e-13;

    /** Halvings of an interval of width 1: enough to close in on a jump. */
    private static final int DEPTH = 44;

    private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

    /** Positive nodes and their weights on [-1, 1]: roots of the Legendre polynomial of degree 10. */
    private static final double[] NODES = {
        0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717
    };

    private static final double[] WEIGHTS = {
        0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814
    };

    private Quadrature() {}

    /** E[f(z)], z ~ N(0, 1). */
    static double expectation(DoubleUnaryOperator f) {
        DoubleUnaryOperator weighted = z -> {
            double density = StrictMath.exp(-z * z / 2) / SQRT_2_PI;
            return density == 0 ? 0 : density * f.applyAsDouble(z);
        };
        double sum = 0;
        for (double left = -END; left < END; left++) {
            sum += integral(weighted, left, left + 1, rule(weighted, left, left + 1), DEPTH);
        }
        return sum;
    }

    private static double integral(DoubleUnaryOperator f, double left, double right, double whole, int depth) {
        double middle = (left + right) / 2;
        double first = rule(f, left, middle);
        double second = rule(f, middle, right);
        // a kink or a jump is found here and halved away; NaN ends the search
        if (depth == 0 || !(Math.abs(first + second - whole) > TOLERANCE * (1 + Math.abs(whole)))) {
            return first + second;
        }
        return integral(f, left, middle, first, depth - 1) + integral(f, middle, right, second, depth - 1);
    }

    private static double rule(DoubleUnaryOperator f, double left, double right) {
        double middle = (left + right) / 2;
        double half = (right - left) / 2;
        double sum = 0;
        for (int i = 0; i < NODES.length; i++) {
            double offset = half * NODES[i];
            sum += WEIGHTS[i] * (f.applyAsDouble(middle - offset) + f.applyAsDouble(middle + offset));
        }
        return sum * half;
    }
}
