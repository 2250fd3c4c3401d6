package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.SparseTensorValues;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.lang.ref.Reference;
import java.util.OptionalDouble;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes directly to host memory in chunks. Large arrays are written by several threads.
 *
 * <p>Addresses in ND4J 1.0.0-M2.1: {@code data().pointer()} is the start of the underlying data buffer, even for a
 * view. The address of the element at i, in elements from the start of the buffer, is {@code offset() + Σ i[d] ·
 * stride(d)}.
 */
final class DirectPath implements WritePath {

    /**
     * Minimum length of the dense axis for tiles. Shorter axes span less than a cache line, so tiling them is no faster.
     */
    private static final int MIN_TILED_LENGTH = 8;

    /** Maximum number of contiguous elements that are written in one step. */
    private static final int ONE_STEP_LENGTH = 4096;

    private final INDArray array;

    DirectPath(INDArray array) {
        this.array = array;
    }

    @Override
    public void write(TensorRegion region, TensorValues values) {
        try {
            if (!(region.isContiguous(array.shape()) && writeInOneStep(region.first(), values))) {
                Parallelism.current().execute(task(region, values));
            }
        } finally {
            Reference.reachabilityFence(array); // the pointers do not own the memory
        }
    }

    /**
     * Writes the values of a whole tensor if the array is small and contiguous, like {@link RowMajorTraversal}, but without
     * its index arithmetic.
     *
     * @return whether the values were written
     */
    boolean writeInOneStep(TensorValues values) {
        try {
            return writeInOneStep(0, values);
        } finally {
            Reference.reachabilityFence(array); // the pointers do not own the memory
        }
    }

    private boolean writeInOneStep(long first, TensorValues values) {
        if (array.length() > ONE_STEP_LENGTH || !TensorRegion.isContiguous(array.shape(), array.stride())) {
            return false;
        }
        int n = (int) array.length();
        ScratchArrays scratch = ScratchArrays.POOL.acquire();
        try {
            ElementBuffer buffer = ElementBuffer.of(array, n, scratch);
            buffer.compute(values, first, 0, n);
            buffer.round(n);
            buffer.storeOnce(array.offset(), n);
        } finally {
            ScratchArrays.POOL.release(scratch);
        }
        return true;
    }

    private SharedWork task(TensorRegion region, TensorValues values) {
        OptionalDouble constant = values.constantValue();
        if (constant.isPresent() && hasNoGaps()) {
            return new ConstantFillTask(array, values, Double.doubleToRawLongBits(constant.getAsDouble()) == 0);
        }
        if (values instanceof SparseTensorValues sparse
                && region.startsTensor(array.shape())
                && TensorRegion.isContiguous(array.shape(), array.stride())) {
            return new SparseFillTask(array, sparse);
        }
        return traversal(region, values);
    }

    /**
     * Returns whether the elements, which have distinct addresses, are contiguous in memory in some order of the axes.
     */
    private boolean hasNoGaps() {
        long last = 0;
        for (int axis = 0; axis < array.rank(); axis++) {
            if (array.stride(axis) < 0) {
                return false;
            }
            last += (array.size(axis) - 1) * array.stride(axis);
        }
        return last == array.length() - 1;
    }

    /**
     * Selects the traversal: tiles if an axis other than the last has the smallest stride. Row-major order is used
     * otherwise, or if this axis is short, or if the values prefer sequential access.
     */
    private Traversal traversal(TensorRegion region, TensorValues values) {
        int last = -1;
        int dense = -1;
        for (int axis = 0; axis < array.rank(); axis++) {
            if (array.size(axis) > 1) {
                last = axis;
                dense = dense < 0 || array.stride(axis) <= array.stride(dense) ? axis : dense;
            }
        }
        return dense == last || array.size(dense) < MIN_TILED_LENGTH || values.prefersSequentialAccess()
                ? new RowMajorTraversal(array, region, values)
                : new TiledTraversal(array, dense, region, values);
    }
}
