package io.github.nd4jinit.internal.fill;

import java.util.Arrays;

/**
 * The region of a tensor that an array contains. The element at {@code i} of the array is the element at {@code begin +
 * i} of the tensor, whose position determines its logical index.
 */
public final class TensorRegion {

    private final long first;
    private final long[] strides;

    private TensorRegion(long first, long[] strides) {
        this.first = first;
        this.strides = strides;
    }

    /**
     * Returns the region that covers the whole tensor.
     *
     * @param shape the tensor's shape, with fewer than 2^62 elements, so that no index overflows
     * @return the region
     */
    public static TensorRegion whole(long... shape) {
        return at(shape, new long[shape.length]);
    }

    /**
     * Returns the region that begins at an element of a tensor.
     *
     * @param shape the tensor's shape, with fewer than 2^62 elements, so that no index overflows
     * @param begin the position in the tensor of the array's first element
     * @return the region
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
     * Returns the logical index of the array's first element.
     *
     * @return the index
     */
    public long first() {
        return first;
    }

    /**
     * Returns the difference between the logical indices of neighbors along each axis: the strides of the tensor in
     * row-major order.
     *
     * @return a stride for each axis
     */
    public long[] strides() {
        return strides.clone();
    }

    /** Returns whether the logical indices of an array of the given shape are consecutive. */
    boolean isContiguous(long[] shape) {
        return isContiguous(shape, strides);
    }

    /** Returns whether an array of the given shape contains consecutive elements that start at the tensor's first. */
    boolean startsTensor(long[] shape) {
        return first == 0 && isContiguous(shape);
    }

    /** Returns whether the numbers {@code Σ i[d] · strides[d]} are consecutive in row-major order of {@code i}. */
    static boolean isContiguous(long[] shape, long[] strides) {
        long expected = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] != 1 && strides[axis] != expected) {
                return false;
            }
            expected *= shape[axis];
        }
        return true;
    }

    /** Returns the logical indices of an array of the given shape, divided into runs of consecutive indices. */
    StridedSequence indices(long[] shape) {
        return StridedSequence.of(first, shape, strides).inUnitRuns();
    }

    @Override
    public String toString() {
        return "TensorRegion[first=" + first + ", strides=" + Arrays.toString(strides) + "]";
    }
}
