package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An array of any backend, written through ND4J's public calls: piece by piece, each made on the heap and assigned to a
 * view.
 */
final class ArrayTarget implements Target {

    /** The most elements of one piece. */
    private static final int PIECE = 1 << 18;

    private final INDArray array;
    private final FloatFormat precision;

    ArrayTarget(INDArray array, FloatFormat precision) {
        this.array = array;
        this.precision = precision;
    }

    @Override
    public void write(TensorRegion box, TensorValues values) {
        write(array, 0, box.indices(array.shape()), values);
    }

    /** Writes a part that starts at a position, in row-major order, of the array. */
    private void write(INDArray part, long position, Strided indices, TensorValues values) {
        if (part.length() <= PIECE) {
            assign(part, position, indices, values);
            return;
        }
        int axis = 0;
        while (part.size(axis) == 1) {
            axis++;
        }
        long size = part.size(axis);
        long below = part.length() / size; // elements behind each index of the axis, contiguous in row-major order
        long step = Math.max(1, PIECE / below);
        for (long i = 0; i < size; i += step) {
            long[] begin = new long[part.rank()];
            long[] shape = part.shape().clone();
            begin[axis] = i;
            shape[axis] = Math.min(step, size - i);
            write(ArrayWriter.part(part, begin, shape), position + i * below, indices, values);
        }
    }

    private void assign(INDArray part, long position, Strided indices, TensorValues values) {
        int n = (int) part.length();
        INDArray piece = precision == FloatFormat.DOUBLE
                ? Nd4j.createFromArray(doubles(position, n, indices, values))
                : Nd4j.createFromArray(floats(position, n, indices, values));
        if (part.rank() == 0) {
            part.assign(piece.getDouble(0)); // reshape knows no rank 0
        } else {
            part.assign(piece.reshape('c', part.shape()));
        }
        piece.close();
    }

    private static double[] doubles(long position, int n, Strided indices, TensorValues values) {
        double[] piece = new double[n];
        indices.forEachRun(position, n, (index, stride, length, done) -> values.fill(index, piece, done, length));
        return piece;
    }

    /** Rounded here: what ND4J then casts is exact, whatever its rounding. */
    private float[] floats(long position, int n, Strided indices, TensorValues values) {
        float[] piece = new float[n];
        indices.forEachRun(position, n, (index, stride, length, done) -> values.fill(index, piece, done, length));
        for (int i = 0; i < n; i++) {
            piece[i] = (float) precision.round(piece[i]);
        }
        return piece;
    }
}
