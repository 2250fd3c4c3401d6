package io.github.nd4jinit.internal.sample;

import java.util.OptionalDouble;

/**
 * The values of a tensor, by logical index: the position of an element in row-major ('c') order, whatever the memory
 * order of the array that receives it.
 *
 * <p>The two forms describe one tensor at two precisions. An array of DOUBLE reads the second; FLOAT, HALF and BFLOAT16
 * read the first and round it once.
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
     * Values that are known already.
     *
     * @param values all of them, which the caller leaves as they are; float arrays get them rounded
     * @return the values
     */
    static TensorValues of(double[] values) {
        return new DoubleArrayValues(values);
    }

    /**
     * Values that are known already.
     *
     * @param values all of them, which the caller leaves as they are
     * @return the values
     */
    static TensorValues of(float[] values) {
        return new FloatArrayValues(values);
    }

    /**
     * The value that all have, if they are known to have the same.
     *
     * @return the value, or none
     */
    default OptionalDouble constantValue() {
        return OptionalDouble.empty();
    }

    /**
     * Whether a thread had better ask for values in the order of their elements, since others cost more.
     *
     * @return false, if not told otherwise: any order will do
     */
    default boolean prefersSequentialAccess() {
        return false;
    }

    /**
     * Writes the values of the elements {@code from, from + 1, ..., from + n - 1} into {@code out[offset ...]}.
     *
     * @param from logical index of the first element, not negative
     * @param out where the values go
     * @param offset index in {@code out} of the first value
     * @param n how many values, not negative
     */
    void fill(long from, float[] out, int offset, int n);

    /**
     * Writes the values of the elements {@code from, from + 1, ..., from + n - 1} into {@code out[offset ...]}.
     *
     * @param from logical index of the first element, not negative
     * @param out where the values go
     * @param offset index in {@code out} of the first value
     * @param n how many values, not negative
     */
    void fill(long from, double[] out, int offset, int n);
}
