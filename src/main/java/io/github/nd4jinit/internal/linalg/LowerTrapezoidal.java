package io.github.nd4jinit.internal.linalg;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;

/**
 * A lower trapezoidal matrix in column-major order: zeros above the diagonal.
 *
 * @param values values for all elements, those above the diagonal included
 * @param first the index of the first of them
 * @param rows the length of a column
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

    /** The number of elements above the diagonal among {@code length} elements of one column, from the given one on. */
    private int zeros(long element, int length) {
        return (int) Math.max(0, Math.min(length, element / rows - element % rows));
    }
}
