package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.workspace.ND4JWorkspaceException;
import org.nd4j.linalg.workspace.WorkspaceUtils;

/** Checks that arrays can be filled, and writes values into them. */
public final class ArrayWriter {

    private ArrayWriter() {}

    /**
     * Checks that an array can be filled.
     *
     * @param who the name of the initializer, for error messages
     * @param array any array
     * @return the format of its elements
     * @throws NullPointerException if the array is null
     * @throws IllegalArgumentException if its elements are not floating-point numbers
     * @throws IllegalStateException if the array is closed or compressed, belongs to a workspace whose scope was left,
     *     or has elements that share memory
     */
    public static FloatFormat check(String who, INDArray array) {
        if (array == null) {
            throw new NullPointerException(who + ": array must not be null");
        }
        if (array.wasClosed()) {
            throw new IllegalStateException(
                    who
                            + ": the array was closed, and its memory was released; fill it before close(), or create a new one");
        }
        if (array.isCompressed()) {
            throw new IllegalStateException(
                    who + ": the array is compressed;" + " call Nd4j.getCompressor().decompressi(array) first");
        }
        FloatFormat format = format(who, array);
        if (!array.isEmpty()) {
            try {
                WorkspaceUtils.assertValidArray(array, "");
            } catch (ND4JWorkspaceException left) {
                throw new IllegalStateException(
                        who + ": the array belongs to a workspace whose scope was left, and its memory may be in use"
                                + " elsewhere; fill it within the scope, or detach() it there",
                        left);
            }
            checkDistinctAddresses(who, array);
        }
        return format;
    }

    /** Checks that no two elements share an address: each stride exceeds the extent of all axes of smaller stride. */
    private static void checkDistinctAddresses(String who, INDArray array) {
        int remaining = 0; // one bit per axis
        for (int axis = 0; axis < array.rank(); axis++) {
            remaining |= array.size(axis) > 1 ? 1 << axis : 0;
        }
        long extent = 0;
        while (remaining != 0) {
            int axis = axisOfSmallestStride(array, remaining);
            long stride = Math.abs(array.stride(axis));
            if (stride <= extent) {
                throw new IllegalStateException(
                        "%s: elements of the array share memory, received shape %s with strides %s, as in a broadcast; each element needs memory of its own: fill the array before broadcasting it, or fill a dup()"
                                .formatted(who, Arrays.toString(array.shape()), Arrays.toString(array.stride())));
            }
            extent += (array.size(axis) - 1) * stride;
            remaining &= ~(1 << axis);
        }
    }

    /** Returns the axis with the smallest absolute stride among the axes whose bits are set. */
    private static int axisOfSmallestStride(INDArray array, int axes) {
        int smallest = Integer.numberOfTrailingZeros(axes);
        for (int axis = smallest + 1; axis < array.rank(); axis++) {
            if ((axes >>> axis & 1) == 1 && Math.abs(array.stride(axis)) < Math.abs(array.stride(smallest))) {
                smallest = axis;
            }
        }
        return smallest;
    }

    /**
     * Returns a part of an array as a view. {@code array.get(intervals)} is not used, because ND4J 1.0.0-M2.1 returns
     * an empty array for some parts of views.
     *
     * @param array the array
     * @param begin the position of the part's first element
     * @param shape the shape of the part
     * @return the view
     */
    public static INDArray part(INDArray array, long[] begin, long[] shape) {
        if (Arrays.equals(shape, array.shape())) {
            return array;
        }
        long offset = array.offset();
        for (int axis = 0; axis < shape.length; axis++) {
            offset += begin[axis] * array.stride(axis);
        }
        return Nd4j.create(array.data(), shape, array.stride(), offset, array.ordering());
    }

    private static FloatFormat format(String who, INDArray array) {
        return switch (array.dataType()) {
            case HALF -> FloatFormat.HALF;
            case BFLOAT16 -> FloatFormat.BFLOAT16;
            case FLOAT -> FloatFormat.FLOAT;
            case DOUBLE -> FloatFormat.DOUBLE;
            default ->
                throw new IllegalArgumentException(
                        "%s: received an array of %s; only FLOAT, DOUBLE, HALF and BFLOAT16 can be filled; fill a copy of one of these types, such as array.castTo(DataType.FLOAT)"
                                .formatted(who, array.dataType()));
        };
    }

    /**
     * Writes the value of every element of an array that contains a whole tensor, as {@link #write(INDArray, TensorRegion,
     * TensorValues)} does.
     *
     * @param array an array that passed {@link #check}; not empty
     * @param values the values of the tensor
     */
    public static void write(INDArray array, TensorValues values) {
        if (!(Nd4j.getEnvironment().isCPU() && new DirectPath(array).writeInOneStep(values))) {
            write(array, TensorRegion.whole(array.shape()), values);
        }
    }

    /**
     * Writes the value of every element of an array. On the CPU backend the values are written directly to the memory
     * of the array. On other backends they are assigned through ND4J, which keeps host and device memory consistent.
     *
     * @param array an array that passed {@link #check}; not empty
     * @param region the region of the tensor that the array holds
     * @param values the values of the tensor
     */
    public static void write(INDArray array, TensorRegion region, TensorValues values) {
        WritePath path =
                Nd4j.getEnvironment().isCPU() ? new DirectPath(array) : new PortablePath(array, format("fill", array));
        path.write(region, values);
    }
}
