package io.github.nd4jinit.fill;

import io.github.nd4jinit.random.Precision;
import io.github.nd4jinit.random.Values;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.workspace.ND4JWorkspaceException;
import org.nd4j.linalg.workspace.WorkspaceUtils;

/** Writes values into arrays. */
public final class Fill {

    private Fill() {}

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
    public static Precision check(String who, INDArray array) {
        Objects.requireNonNull(array, () -> who + ": array must not be null");
        if (array.wasClosed()) {
            throw new IllegalStateException(
                    who + ": the array was closed, and its memory released; only open arrays can be filled");
        }
        if (array.isCompressed()) {
            throw new IllegalStateException(who + ": the array is compressed; only plain ones can be filled:"
                    + " call Nd4j.getCompressor().decompressi(array) first");
        }
        Precision precision = precision(who, array);
        if (!array.isEmpty()) {
            try {
                WorkspaceUtils.assertValidArray(array, "");
            } catch (ND4JWorkspaceException left) {
                throw new IllegalStateException(
                        who + ": the array belongs to a workspace whose scope was left, and its memory may be in use"
                                + " elsewhere; fill it within the scope, or detach() it there",
                        left);
            }
            for (int axis = 0; axis < array.rank(); axis++) {
                if (array.stride(axis) == 0 && array.size(axis) > 1) {
                    throw new IllegalStateException(
                            "%s: axis %d of the array repeats one memory cell %d times (stride 0), as broadcasts do; each element needs its own: fill what was broadcast, or a dup()"
                                    .formatted(who, axis, array.size(axis)));
                }
            }
        }
        return precision;
    }

    private static Precision precision(String who, INDArray array) {
        return switch (array.dataType()) {
            case HALF -> Precision.HALF;
            case BFLOAT16 -> Precision.BFLOAT16;
            case FLOAT -> Precision.FLOAT;
            case DOUBLE -> Precision.DOUBLE;
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
    public static void write(INDArray array, Box box, Values values) {
        Target target = Nd4j.getEnvironment().isCPU()
                ? new MemoryTarget(array)
                : new ArrayTarget(array, precision("fill", array));
        target.write(box, values);
    }
}
