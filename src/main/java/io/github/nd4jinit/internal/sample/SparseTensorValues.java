package io.github.nd4jinit.internal.sample;

/**
 * The values of a tensor in which many elements are zero. The nonzero elements can be listed, which is faster than
 * computing all values.
 */
public interface SparseTensorValues extends TensorValues {

    /** The maximum number of elements per call of {@link #nonzeros}. */
    int MAX_LENGTH = 2048;

    /**
     * Lists the elements among {@code from, from + 1, ..., from + n - 1} that may be nonzero.
     *
     * @param from logical index of the first element, a multiple of {@link #MAX_LENGTH}
     * @param n number of elements, at most {@link #MAX_LENGTH}
     * @param indices receives the logical indices minus {@code from}, in ascending order
     * @param values receives the values, as floats
     * @return the number of listed elements
     */
    int nonzeros(long from, int n, int[] indices, float[] values);

    /**
     * Lists the elements among {@code from, from + 1, ..., from + n - 1} that may be nonzero.
     *
     * @param from logical index of the first element, a multiple of {@link #MAX_LENGTH}
     * @param n number of elements, at most {@link #MAX_LENGTH}
     * @param indices receives the logical indices minus {@code from}, in ascending order
     * @param values receives the values, as doubles
     * @return the number of listed elements
     */
    int nonzeros(long from, int n, int[] indices, double[] values);
}
