package io.github.nd4jinit.internal.fill;

import java.util.Arrays;

/**
 * The region of a tensor that an array holds. The element at {@code i} of the array is the element at {@code begin + i} of
 * the tensor, which gives it its logical index.
 */
public final class TensorRegion {

    private final long first;
    private final long[] strides;

    private TensorRegion(long first, long[] strides) {
        this.first = first;
        this.strides = strides;
    }

    /**
     * The whole tensor.
     *
     * @param shape the tensor's shape; it has fewer than 2^62 elements, so that no index overflows
     * @return the region
     */
    public static TensorRegion whole(long... shape) {
        return at(shape, new long[shape.length]);
    }

    /**
     * The region that begins at an element of a tensor.
     *
     * @param shape the tensor's shape; it has fewer than 2^62 elements, so that no index overflows
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
     * The logical index of the array's first element.
     *
     * @return the index
     */
    public long first() {
        return first;
    }

    /**
     * What a step along each axis adds to a logical index: the strides of the tensor in row-major order.
     *
     * @return a stride for each axis
     */
    public long[] strides() {
        return strides.clone();
    }

    /** Whether the logical indices of an array of the given shape are consecutive. */
    boolean isContiguous(long[] shape) {
        return isContiguous(shape, strides);
    }

    /** Whether the numbers {@code Σ i[d] · strides[d]} are consecutive in row-major order of {@code i}. */
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

    /** The logical indices of an array of the given shape, in runs of consecutive ones. */
    StridedSequence indices(long[] shape) {
        return StridedSequence.of(first, shape, strides).inUnitRuns();
    }

    @Override
    public String toString() {
        return "TensorRegion[first=" + first + ", strides=" + Arrays.toString(strides) + "]";
    }
}
