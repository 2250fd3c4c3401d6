package io.github.nd4jinit.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** A fill written only with {@code java.util}: a loop over a {@code float[]}. */
@FunctionalInterface
interface JavaLoop {

    /** Writes the values of a matrix in row-major order. */
    void fill(float[] values, int columns);

    /**
     * Returns a loop that draws each value separately from {@link SplittableRandom}, the fastest generator of {@code
     * java.util}.
     */
    static JavaLoop each(ToDoubleFunction<SplittableRandom> draw) {
        SplittableRandom random = new SplittableRandom();
        return (values, columns) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) draw.applyAsDouble(random);
            }
        };
    }

    /** Returns a standard normal value within two standard deviations, drawn by rejection sampling. */
    static double withinTwoSigma(SplittableRandom random) {
        double value = random.nextGaussian();
        while (Math.abs(value) > 2) {
            value = random.nextGaussian();
        }
        return value;
    }

    /**
     * Returns a loop that draws normal values and sets a fixed number of uniformly chosen rows per column to zero
     * (Knuth's algorithm S).
     */
    static JavaLoop sparse(double sparsity, double std) {
        SplittableRandom random = new SplittableRandom();
        return (values, columns) -> {
            int rows = values.length / columns;
            int[] zeros = new int[columns];
            Arrays.fill(zeros, (int) Math.ceil(sparsity * rows));
            for (int i = 0; i < values.length; i++) {
                int column = i % columns;
                boolean zero = random.nextDouble() * (rows - i / columns) < zeros[column];
                zeros[column] -= zero ? 1 : 0;
                values[i] = zero ? 0 : (float) (std * random.nextGaussian());
            }
        };
    }
}
