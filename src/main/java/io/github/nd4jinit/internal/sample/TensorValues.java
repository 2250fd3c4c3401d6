package io.github.nd4jinit.internal.sample;

import java.util.OptionalDouble;

/**
 * The values of a tensor, by logical index: the position of an element in row-major ('c') order, whatever the memory
 * order of the array that receives it.
 *
 * <p>There are two forms of each value. Arrays of DOUBLE use the doubles; FLOAT, HALF and BFLOAT16 use the floats, and round
 * them once.
 */
public interface TensorValues {

    /**
     * The same value everywhere.
     *
     * @param value the value
     * @return the values
     */
    static TensorValues constant(double value) {
        return new ConstantValues(value);
    }

    /**
     * Values from an array.
     *
     * @param values all values, which the caller does not change any more; floats are rounded from them
     * @return the values
     */
    static TensorValues of(double[] values) {
        return new DoubleArrayValues(values);
    }

    /**
     * Values from an array.
     *
     * @param values all values, which the caller does not change any more
     * @return the values
     */
    static TensorValues of(float[] values) {
        return new FloatArrayValues(values);
    }

    /**
     * The value of all elements, if they are known to have the same one.
     *
     * @return the value, or none
     */
    default OptionalDouble constantValue() {
        return OptionalDouble.empty();
    }

    /**
     * Whether sequential access is much cheaper than random access.
     *
     * @return whether it is; by default false
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
