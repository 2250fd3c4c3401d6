package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.Nonlinearity;

/**
 * A nonlinearity as straight pieces between exact values, so fast that training time goes into the products. A piece begins at 0:
 * ReLU is exact, and of the tiny signals of bad initializations none gets lost. Beyond the ends the outermost pieces go on.
 */
final class Curve {

    /** tanh is 1 in double before this. */
    private static final int REACH = 20;

    private static final int PIECES_PER_UNIT = 512;
    private static final int ZERO = REACH * PIECES_PER_UNIT;

    /** Where pieces begin, and how they rise. */
    private final float[] values = new float[2 * ZERO];

    private final float[] slopes = new float[2 * ZERO];

    Curve(Nonlinearity nonlinearity) {
        for (int i = 0; i < values.length; i++) {
            double begin = nonlinearity.apply((double) (i - ZERO) / PIECES_PER_UNIT);
            double end = nonlinearity.apply((double) (i + 1 - ZERO) / PIECES_PER_UNIT);
            values[i] = (float) begin;
            slopes[i] = (float) ((end - begin) * PIECES_PER_UNIT);
        }
    }

    /** Replaces numbers by the function's values, and writes the slopes there. */
    void apply(float[] numbers, float[] slopesThere) {
        for (int i = 0; i < numbers.length; i++) {
            float place = numbers[i] * PIECES_PER_UNIT;
            int floor = (int) place - (place < (int) place ? 1 : 0);
            int piece = Math.max(-ZERO, Math.min(ZERO - 1, floor));
            float slope = slopes[piece + ZERO];
            numbers[i] = values[piece + ZERO] + slope * (numbers[i] - (float) piece / PIECES_PER_UNIT);
            slopesThere[i] = slope;
        }
    }
}
