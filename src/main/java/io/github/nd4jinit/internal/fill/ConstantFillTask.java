package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Stores the same value in every element of an array that has no gaps in memory.
 *
 * @param array the array
 * @param values the values, which are all equal
 * @param zero whether all bits of the value are zero, so that memset can write it
 */
record ConstantFillTask(INDArray array, TensorValues values, boolean zero) implements FillTask {

    /** Number of elements per step. */
    private static final int STEP = 1 << 16;

    /** Number of steps per grain for zeros, large enough that C's memset bypasses the caches. */
    private static final int ZERO_GRAIN = 1 << 6;

    @Override
    public long steps() {
        return (array.length() + STEP - 1) / STEP;
    }

    @Override
    public long grain() {
        return zero ? ZERO_GRAIN : 1;
    }

    private int bufferLength() {
        return (int) Math.min(ElementBuffer.COPY_LENGTH, array.length());
    }

    /** Returns a buffer in which every element is the value. */
    @Override
    public ElementBuffer newBuffer(ScratchArrays scratch) {
        int length = bufferLength();
        ElementBuffer buffer = ElementBuffer.of(array, length, scratch);
        buffer.compute(values, 0, 0, length);
        buffer.round(length);
        return buffer;
    }

    @Override
    public void process(long from, long to, ElementBuffer buffer) {
        long end = Math.min(to * STEP, array.length());
        if (zero) {
            buffer.zero(array.offset() + from * STEP, end - from * STEP);
            return;
        }
        int length = bufferLength();
        for (long done = from * STEP; done < end; done += length) {
            buffer.store(array.offset() + done, 0, (int) Math.min(length, end - done));
        }
    }
}
