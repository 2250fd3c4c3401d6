package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Stores the same value in every element of an array that has no gaps in memory. C's memset writes zeros. Other values
 * are copied from a block by C's memcpy, which, for large blocks, writes cache lines without reading them first.
 *
 * @param array the array
 * @param values the values, which are all equal
 * @param zero whether all bits of the value are zero
 */
record ConstantFillTask(INDArray array, TensorValues values, boolean zero) implements SharedWork {

    /** Number of elements per step. */
    private static final int STEP = 1 << 16;

    /** Number of steps per grain for zeros, large enough that C's memset bypasses the caches. */
    private static final int ZERO_GRAIN = 1 << 6;

    /** Number of computed values, with which the block is filled. */
    private static final int CHUNK = 1024;

    @Override
    public long steps() {
        return (array.length() + STEP - 1) / STEP;
    }

    @Override
    public long grain() {
        return zero ? ZERO_GRAIN : 1;
    }

    @Override
    public RangeAction newAction(ScratchArrays scratch) {
        int chunk = (int) Math.min(CHUNK, array.length());
        ElementBuffer buffer = ElementBuffer.of(array, chunk, scratch);
        if (zero) {
            return (from, to) -> buffer.zero(array.offset() + from * STEP, length(from, to));
        }
        buffer.compute(values, 0, 0, chunk);
        buffer.round(chunk);
        Pointer block = scratch.block();
        int blockLength =
                (int) Math.min(ScratchArrays.BLOCK_BYTES / array.dataType().width(), array.length());
        for (int done = 0; done < blockLength; done += chunk) {
            buffer.copyTo(block, done, Math.min(chunk, blockLength - done));
        }
        return (from, to) -> {
            long length = length(from, to);
            for (long done = 0; done < length; done += blockLength) {
                buffer.copy(block, array.offset() + from * STEP + done, Math.min(blockLength, length - done));
            }
        };
    }

    /** Returns the number of elements of the steps {@code from, ..., to - 1}. */
    private long length(long from, long to) {
        return Math.min(to * STEP, array.length()) - from * STEP;
    }
}
