package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.SparseTensorValues;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Stores the values of a sparse tensor in an array that is contiguous in row-major order. The array is set to zero in
 * parts that fit into the L2 cache, and then the nonzero values are stored.
 *
 * @param array the array, which contains the first elements of the tensor
 * @param values the values
 */
record SparseFillTask(INDArray array, SparseTensorValues values) implements SharedWork {

    /** Number of elements per step. */
    private static final int STEP = 1 << 15;

    @Override
    public long steps() {
        return (array.length() + STEP - 1) / STEP;
    }

    @Override
    public long grain() {
        return 1;
    }

    @Override
    public RangeAction newAction(ScratchArrays scratch) {
        ElementBuffer buffer = ElementBuffer.of(array, SparseTensorValues.MAX_LENGTH, scratch);
        int[] indices = scratch.ints(SparseTensorValues.MAX_LENGTH);
        return (from, to) -> {
            long end = Math.min(to * STEP, array.length());
            int length;
            for (long start = from * STEP; start < end; start += length) {
                length = (int) Math.min(STEP, end - start);
                buffer.zero(array.offset() + start, length);
                storeNonzeros(start, start + length, buffer, indices);
            }
        };
    }

    private void storeNonzeros(long from, long to, ElementBuffer buffer, int[] indices) {
        int length;
        for (long start = from; start < to; start += length) {
            length = (int) Math.min(SparseTensorValues.MAX_LENGTH, to - start);
            int n = buffer.computeNonzeros(values, start, length, indices);
            buffer.round(n);
            buffer.scatter(array.offset() + start, indices, n);
        }
    }
}
