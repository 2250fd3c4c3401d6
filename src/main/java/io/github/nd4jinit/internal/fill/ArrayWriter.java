package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.workspace.ND4JWorkspaceException;
import org.nd4j.linalg.workspace.WorkspaceUtils;

/** Writes values into arrays. */
public final class ArrayWriter {

    private ArrayWriter() {}

    /**
     * How the elements of an array are stored, for an array that can be filled.
     *
     * @param who the initializer's name, for the messages
     * @param array any array
     * @return its elements' precision
     * @throws NullPointerException if the array is null
     * @throws IllegalArgumentException if its elements are not floating-point numbers
     * @throws IllegalStateException if it is closed or compressed, belongs to a workspace that was left, or has elements
     *     that share memory
     */
    public static FloatFormat check(String who, INDArray array) {
        Objects.requireNonNull(array, () -> who + ": array must not be null");
        if (array.wasClosed()) {
            throw new IllegalStateException(
                    who + ": the array was closed, and its memory released; only open arrays can be filled");
        }
        if (array.isCompressed()) {
            throw new IllegalStateException(who + ": the array is compressed; only plain ones can be filled:"
                    + " call Nd4j.getCompressor().decompressi(array) first");
        }
        FloatFormat precision = precision(who, array);
        if (!array.isEmpty()) {
            try {
                WorkspaceUtils.assertValidArray(array, "");
            } catch (ND4JWorkspaceException left) {
                throw new IllegalStateException(
                        who + ": the array belongs to a workspace whose scope was left, and its memory may be in use"
                                + " elsewhere; fill it within the scope, or detach() it there",
                        left);
            }
            checkApart(who, array);
        }
        return precision;
    }

    /** Checks that no two elements share a cell: that each axis steps over all that the axes of smaller stride reach. */
    private static void checkApart(String who, INDArray array) {
        int left = 0; // axes, a bit each
        for (int axis = 0; axis < array.rank(); axis++) {
            left |= array.size(axis) > 1 ? 1 << axis : 0;
        }
        long reach = 0;
        while (left != 0) {
            int axis = densest(array, left);
            long stride = Math.abs(array.stride(axis));
            if (stride <= reach) {
                throw new IllegalStateException(
                        "%s: elements of the array share memory, received shape %s with strides %s, as broadcasts have them; each element needs a cell of its own: fill what was broadcast, or a dup()"
                                .formatted(who, Arrays.toString(array.shape()), Arrays.toString(array.stride())));
            }
            reach += (array.size(axis) - 1) * stride;
            left &= ~(1 << axis);
        }
    }

    /** The axis of least stride, of those whose bits are set. */
    private static int densest(INDArray array, int axes) {
        int densest = Integer.numberOfTrailingZeros(axes);
        for (int axis = densest + 1; axis < array.rank(); axis++) {
            if ((axes >>> axis & 1) == 1 && Math.abs(array.stride(axis)) < Math.abs(array.stride(densest))) {
                densest = axis;
            }
        }
        return densest;
    }

    /**
     * A box of an array, as a view. {@code array.get(intervals)} is not to be trusted with that: ND4J 1.0.0-M2.1 returns
     * an empty array for some boxes of views.
     *
     * @param array the array
     * @param begin where the box begins
     * @param shape its shape
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

    private static FloatFormat precision(String who, INDArray array) {
        return switch (array.dataType()) {
            case HALF -> FloatFormat.HALF;
            case BFLOAT16 -> FloatFormat.BFLOAT16;
            case FLOAT -> FloatFormat.FLOAT;
            case DOUBLE -> FloatFormat.DOUBLE;
            default ->
                throw new IllegalArgumentException(
                        "%s: received an array of %s; only FLOAT, DOUBLE, HALF and BFLOAT16 can be filled: see castTo(DataType)"
                                .formatted(who, array.dataType()));
        };
    }

    /**
     * Gives every element of an array its value. On the CPU backend the values go straight into the array's memory; on
     * any other they go through ND4J, which keeps host and device in step.
     *
     * @param array an array that passed {@link #check}; not empty
     * @param box where it lies in the tensor that the values are of
     * @param values the values
     */
    public static void write(INDArray array, TensorRegion box, TensorValues values) {
        Target target = Nd4j.getEnvironment().isCPU()
                ? new MemoryTarget(array)
                : new ArrayTarget(array, precision("fill", array));
        target.write(box, values);
    }

    /**
     * Copies elements that lie side by side in the memory of an array.
     *
     * @param array an array
     * @param from how far behind its first element they begin
     * @param target an array of the same type, in whose memory they will lie side by side too
     * @param to how far behind its first element they will begin
     * @param n how many
     */
    public static void copy(INDArray array, long from, INDArray target, long to, int n) {
        long first = array.offset() + from;
        long targetFirst = target.offset() + to;
        if (!Nd4j.getEnvironment().isCPU()) {
            for (int i = 0; i < n; i++) {
                target.data().put(targetFirst + i, array.data().getDouble(first + i));
            }
            return;
        }
        int width = array.dataType().width();
        try {
            Pointer.memcpy(bytes(target, targetFirst * width), bytes(array, first * width), (long) n * width);
        } finally {
            Reference.reachabilityFence(array);
            Reference.reachabilityFence(target);
        }
    }

    private static Pointer bytes(INDArray array, long position) {
        return new BytePointer(array.data().pointer()).position(position);
    }

    /**
     * Reads elements that lie side by side in the memory of an array.
     *
     * @param array an array of FLOAT or DOUBLE
     * @param from how far behind its first element they begin
     * @param out where they go, as many as there is room
     */
    public static void read(INDArray array, long from, double[] out) {
        long first = array.offset() + from;
        if (!Nd4j.getEnvironment().isCPU()) {
            for (int i = 0; i < out.length; i++) {
                out[i] = array.data().getDouble(first + i);
            }
            return;
        }
        try {
            read(array.data().pointer(), first, out);
        } finally {
            Reference.reachabilityFence(array); // the pointers do not own the memory
        }
    }

    private static void read(Pointer memory, long first, double[] out) {
        if (memory instanceof DoublePointer) {
            new DoublePointer(memory).position(first).get(out);
            return;
        }
        float[] floats = Room.ofThisThread().floats(out.length);
        new FloatPointer(memory).position(first).get(floats, 0, out.length);
        for (int i = 0; i < out.length; i++) {
            out[i] = floats[i];
        }
    }
}
