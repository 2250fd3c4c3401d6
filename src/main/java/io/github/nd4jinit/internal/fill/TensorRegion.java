package io.github.nd4jinit.internal.fill;

import java.util.Arrays;

/**
 * Where an array lies in the whole tensor that it is a part of: the logical index that each of its elements has there.
 *
 * <p>Dimension for dimension, the element at {@code i} of the array is the element at {@code begin + i} of the tensor.
 */
public final class TensorRegion {

    private final long first;
    private final long[] strides;

    private TensorRegion(long first, long[] strides) {
        this.first = first;
        this.strides = strides;
    }

    /**
     * An array that is the whole tensor.
     *
     * @param shape the tensor's shape
     * @return the box
     */
    public static TensorRegion whole(long... shape) {
        return at(shape, new long[shape.length]);
    }

    /**
     * An array that starts somewhere in a tensor.
     *
     * @param shape the tensor's shape
     * @param begin where the array's first element lies in it
     * @return the box
     */
    public static TensorRegion at(long[] shape, long[] begin) {
        long[] strides = new long[shape.length];
        long first = 0;
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            first += begin[axis] * stride;
            stride *= shape[axis];
        }
        return new TensorRegion(first, strides);
    }

    /**
     * The logical index of the array's first element.
     *
     * @return the index
     */
    public long first() {
        return first;
    }

    /**
     * What a step along each axis adds to the logical index.
     *
     * @return a number for each axis
     */
    public long[] strides() {
        return strides.clone();
    }

    /** Whether the logical indices of an array of the given shape are consecutive. */
    boolean isRun(long[] shape) {
        return isRun(shape, strides);
    }

    /** Whether numbers that differ by the strides are consecutive in row-major order. */
    static boolean isRun(long[] shape, long[] strides) {
        long run = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] != 1 && strides[axis] != run) {
                return false;
            }
            run *= shape[axis];
        }
        return true;
    }

    /** The logical indices of an array of the given shape, in runs of consecutive ones. */
    Strided indices(long[] shape) {
        return Strided.of(first, shape, strides).inUnitRuns();
    }

    @Override
    public String toString() {
        return "Box[first=" + first + ", strides=" + Arrays.toString(strides) + "]";
    }
}
