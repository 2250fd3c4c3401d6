package io.github.nd4jinit.internal.sample;

import java.util.OptionalDouble;

/**
 * The values of a tensor, addressed by logical index. The logical index of an element is its position in row-major
 * ('c') order, independent of the memory order of the array that receives it.
 *
 * <p>Each value can be computed as a double or as a float. Arrays of DOUBLE receive the doubles. Arrays of FLOAT, HALF
 * and BFLOAT16 receive the floats, rounded once.
 */
public interface TensorValues {

    /**
     * Returns values that are all equal.
     *
     * @param value the value of every element
     * @return the values
     */
    static TensorValues constant(double value) {
        return new ConstantValues(value);
    }

    /**
     * Returns the values stored in an array.
     *
     * @param values the values, which are not copied and must not be changed afterwards; floats are rounded from them
     * @return the values
     */
    static TensorValues of(double[] values) {
        return new DoubleArrayValues(values);
    }

    /**
     * Returns the values stored in an array.
     *
     * @param values the values, which are not copied and must not be changed afterwards
     * @return the values
     */
    static TensorValues of(float[] values) {
        return new FloatArrayValues(values);
    }

    /**
     * Returns the common value of all elements, if they are known to be equal.
     *
     * @return the value, or an empty optional
     */
    default OptionalDouble constantValue() {
        return OptionalDouble.empty();
    }

    /**
     * Returns whether sequential access is much cheaper than random access.
     *
     * @return true if sequential access is much cheaper; false by default
     */
    default boolean prefersSequentialAccess() {
        return false;
    }

    /**
     * Writes the values of the elements {@code from, from + 1, ..., from + n - 1} into {@code out[offset ...]}.
     *
     * @param from logical index of the first element, not negative
     * @param out receives the values
     * @param offset index in {@code out} of the first value
     * @param n number of values, not negative
     */
    void fill(long from, float[] out, int offset, int n);

    /**
     * Writes the values of the elements {@code from, from + 1, ..., from + n - 1} into {@code out[offset ...]}.
     *
     * @param from logical index of the first element, not negative
     * @param out receives the values
     * @param offset index in {@code out} of the first value
     * @param n number of values, not negative
     */
    void fill(long from, double[] out, int offset, int n);
}
