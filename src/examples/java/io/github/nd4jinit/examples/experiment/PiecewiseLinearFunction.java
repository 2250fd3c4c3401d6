package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.Nonlinearity;

/**
 * A piecewise linear approximation of a nonlinearity with exact values at the interval bounds, so fast that the matrix products
 * determine the training time. One bound is 0, so ReLU is exact, and the tiny signals of bad initializations are not lost. The
 * outermost pieces extend to infinity.
 */
final class PiecewiseLinearFunction {

    /** The bound of the intervals; tanh reaches 1 in double precision below this bound. */
    private static final int LIMIT = 20;

    private static final int INTERVALS_PER_UNIT = 512;
    private static final int ZERO = LIMIT * INTERVALS_PER_UNIT;

    /** The value at the lower bound of each interval, and the derivative within the interval. */
    private final float[] values = new float[2 * ZERO];

    private final float[] derivatives = new float[2 * ZERO];

    PiecewiseLinearFunction(Nonlinearity nonlinearity) {
        for (int i = 0; i < values.length; i++) {
            double begin = nonlinearity.apply((double) (i - ZERO) / INTERVALS_PER_UNIT);
            double end = nonlinearity.apply((double) (i + 1 - ZERO) / INTERVALS_PER_UNIT);
            values[i] = (float) begin;
            derivatives[i] = (float) ((end - begin) * INTERVALS_PER_UNIT);
        }
    }

    /** Replaces numbers with the function's values, and writes the derivatives at the original numbers. */
    void apply(float[] numbers, float[] numberDerivatives) {
        for (int i = 0; i < numbers.length; i++) {
            float scaled = numbers[i] * INTERVALS_PER_UNIT;
            int floor = (int) scaled - (scaled < (int) scaled ? 1 : 0);
            int interval = Math.max(-ZERO, Math.min(ZERO - 1, floor));
            float derivative = derivatives[interval + ZERO];
            numbers[i] = values[interval + ZERO] + derivative * (numbers[i] - (float) interval / INTERVALS_PER_UNIT);
            numberDerivatives[i] = derivative;
        }
    }
}
