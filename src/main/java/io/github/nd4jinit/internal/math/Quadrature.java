package io.github.nd4jinit.internal.math;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Computes expectations over a standard normal variable by adaptive Gauss-Legendre quadrature. */
public final class Quadrature {

    /** For |z| beyond this bound, the standard normal density is zero in double precision. */
    private static final double CUTOFF = 39;

    /** Width of the initial intervals for |z| <= {@link #BODY}; the other initial intervals have width 1. */
    private static final double BODY_INTERVAL = 0.25;

    /** Bound on |z| that contains almost all of the probability. */
    private static final double BODY = 8;

    /** Error tolerance of an interval, relative to the integral. The errors of all intervals sum to less than 1e-10. */
    private static final double TOLERANCE = 1e-13;

    /** Tolerance for functions with relative noise of about 1e-9, which further bisection cannot resolve. */
    private static final double ROUGH_TOLERANCE = 1e-9;

    /** Maximum depth of bisection, sufficient to isolate a discontinuity. */
    private static final int MAX_DEPTH = 44;

    private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

    /** The positive nodes of the 10-point rule on [-1, 1], which are roots of the Legendre polynomial of degree 10. */
    private static final double[] NODES = {
        0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717
    };

    /** The weights of {@link #NODES}. */
    private static final double[] WEIGHTS = {
        0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814
    };

    private Quadrature() {}

    /**
     * Computes E[f(z)] for z ~ N(0, 1).
     *
     * @param f a non-negative function
     * @return the expectation, with a relative error below 1e-10
     */
    public static double expectation(DoubleUnaryOperator f) {
        return expectation(f, TOLERANCE);
    }

    /**
     * Computes E[f(z)] for z ~ N(0, 1) and a function with rounding noise, such as a difference quotient.
     *
     * @param f a non-negative function
     * @return the expectation, with a relative error of about 1e-7
     */
    public static double roughExpectation(DoubleUnaryOperator f) {
        return expectation(f, ROUGH_TOLERANCE);
    }

    private static double expectation(DoubleUnaryOperator f, double relativeTolerance) {
        DoubleUnaryOperator weighted = z -> {
            double density = StrictMath.exp(-z * z / 2) / SQRT_2_PI;
            return density == 0 ? 0 : density * f.applyAsDouble(z);
        };
        double estimate = sumOverIntervals((left, right) -> rule(weighted, left, right));
        double tolerance = relativeTolerance * estimate;
        return sumOverIntervals(
                (left, right) -> integral(weighted, left, right, rule(weighted, left, right), tolerance, MAX_DEPTH));
    }

    /**
     * Computes the integrals of f(t), t f(t) and t² f(t) over an interval on which f is smooth.
     *
     * @param f the function
     * @param left lower end of the interval
     * @param right upper end of the interval
     * @return the three integrals
     */
    public static double[] moments(DoubleUnaryOperator f, double left, double right) {
        int parts = 64;
        double[] moments = new double[3];
        for (int i = 0; i < parts; i++) {
            double from = left + (right - left) * i / parts;
            double to = left + (right - left) * (i + 1) / parts;
            moments[0] += rule(f, from, to);
            moments[1] += rule(t -> t * f.applyAsDouble(t), from, to);
            moments[2] += rule(t -> t * t * f.applyAsDouble(t), from, to);
        }
        return moments;
    }

    private static double sumOverIntervals(DoubleBinaryOperator integral) {
        double sum = 0;
        double right;
        for (double left = -CUTOFF; left < CUTOFF; left = right) {
            right = left + (Math.abs(left + BODY_INTERVAL) <= BODY ? BODY_INTERVAL : 1);
            sum += integral.applyAsDouble(left, right);
        }
        return sum;
    }

    private static double integral(
            DoubleUnaryOperator f, double left, double right, double whole, double tolerance, int depth) {
        double middle = (left + right) / 2;
        double first = rule(f, left, middle);
        double second = rule(f, middle, right);
        // bisection isolates kinks and discontinuities, and stops at NaN
        if (depth == 0 || !(Math.abs(first + second - whole) > tolerance)) {
            return first + second;
        }
        return integral(f, left, middle, first, tolerance, depth - 1)
                + integral(f, middle, right, second, tolerance, depth - 1);
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
