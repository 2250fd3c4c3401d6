package io.github.nd4jinit.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** A fill as one writes it with nothing but {@code java.util}: a loop over a {@code float[]}. */
@FunctionalInterface
interface JavaLoop {

    /** Gives the values of a matrix, row by row. */
    void fill(float[] values, int columns);

    /** Draws one value after the other, from the fastest generator of JDK 17 that splits. */
    static JavaLoop each(ToDoubleFunction<SplittableRandom> draw) {
        SplittableRandom random = new SplittableRandom();
        return (values, columns) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) draw.applyAsDouble(random);
            }
        };
    }

    /** A standard normal within two standard deviations, drawn until it is. */
    static double withinTwoSigma(SplittableRandom random) {
        double value = random.nextGaussian();
        while (Math.abs(value) > 2) {
            value = random.nextGaussian();
        }
        return value;
    }

    /** Normals, but for so many zeros a column, at places that any choice is as likely to have (Knuth's algorithm S). */
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
