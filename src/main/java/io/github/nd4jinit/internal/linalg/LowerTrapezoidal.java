package io.github.nd4jinit.internal.linalg;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;

/**
 * The elements of a lower trapezoidal matrix, which is zero above the diagonal, in column-major order.
 *
 * @param values one value for every element, including the elements above the diagonal
 * @param first index of the first value
 * @param rows number of rows
 */
record LowerTrapezoidal(TensorValues values, long first, int rows) implements TensorValues {

    @Override
    public void fill(long from, float[] out, int offset, int n) {
        for (int length, done = 0; done < n; done += length) {
            length = (int) Math.min(n - done, rows - (from + done) % rows);
            int zeros = zeros(from + done, length);
            Arrays.fill(out, offset + done, offset + done + zeros, 0);
            values.fill(first + from + done + zeros, out, offset + done + zeros, length - zeros);
        }
    }

    @Override
    public void fill(long from, double[] out, int offset, int n) {
        for (int length, done = 0; done < n; done += length) {
            length = (int) Math.min(n - done, rows - (from + done) % rows);
            int zeros = zeros(from + done, length);
            Arrays.fill(out, offset + done, offset + done + zeros, 0);
            values.fill(first + from + done + zeros, out, offset + done + zeros, length - zeros);
        }
    }

    /**
     * Counts the elements above the diagonal among {@code length} elements of a column, starting at {@code element}.
     */
    private int zeros(long element, int length) {
        return (int) Math.max(0, Math.min(length, element / rows - element % rows));
    }
}
