package io.github.nd4jinit.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** A fill written with {@code java.util} only: a loop over a {@code float[]}. */
@FunctionalInterface
interface JavaLoop {

    /** Writes the values of a matrix in row-major order. */
    void fill(float[] values, int columns);

    /** Draws each value from the fastest splittable generator of JDK 17. */
    static JavaLoop each(ToDoubleFunction<SplittableRandom> draw) {
        SplittableRandom random = new SplittableRandom();
        return (values, columns) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) draw.applyAsDouble(random);
            }
        };
    }

    /** A standard normal value within two standard deviations, by rejection. */
    static double withinTwoSigma(SplittableRandom random) {
        double value = random.nextGaussian();
        while (Math.abs(value) > 2) {
            value = random.nextGaussian();
        }
        return value;
    }

    /** Normal values, with a number of zeros in each column at uniformly chosen rows (Knuth's algorithm S). */
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
