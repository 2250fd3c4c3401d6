package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Row-major traversal, which is correct for any array and fast if the last axis has the smallest stride. */
final class RowMajorTraversal extends Traversal {

    /**
     * Maximum number of elements of a step. The elements and the scratch buffers for computing them fit into the L1
     * cache.
     */
    private static final int STEP = 2048;

    private final long length;
    private final StridedSequence indices;
    private final StridedSequence addresses;

    RowMajorTraversal(INDArray array, TensorRegion region, TensorValues values) {
        super(array, values);
        this.length = array.length();
        this.indices = region.indices(array.shape());
        this.addresses = StridedSequence.of(array.offset(), array.shape(), array.stride());
    }

    @Override
    public long steps() {
        return (length + STEP - 1) / STEP;
    }

    @Override
    int stepLength() {
        return (int) Math.min(STEP, length);
    }

    @Override
    void processStep(long step, ElementBuffer buffer, TensorValues values) {
        long position = step * STEP;
        int n = (int) Math.min(STEP, length - position);
        indices.forEachRun(position, n, (index, stride, run, done) -> buffer.compute(values, index, done, run));
        buffer.round(n);
        addresses.forEachRun(position, n, (address, stride, run, done) -> buffer.store(address, stride, done, 1, run));
    }
}
