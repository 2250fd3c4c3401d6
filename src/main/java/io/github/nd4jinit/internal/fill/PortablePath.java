package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Writes to an array of any backend through ND4J's public API: computes chunks on the Java heap, and assigns each chunk
 * to a view of the array.
 */
final class PortablePath implements WritePath {

    /** Maximum number of elements of a chunk. */
    private static final int CHUNK = 1 << 18;

    private final INDArray array;
    private final FloatFormat format;

    PortablePath(INDArray array, FloatFormat format) {
        this.array = array;
        this.format = format;
    }

    @Override
    public void write(TensorRegion region, TensorValues values) {
        write(array, 0, region.indices(array.shape()), values);
    }

    /** Writes a view whose elements are consecutive in row-major order of the array, starting at {@code position}. */
    private void write(INDArray view, long position, StridedSequence indices, TensorValues values) {
        if (view.length() <= CHUNK) {
            assign(view, position, indices, values);
            return;
        }
        int axis = 0;
        while (view.size(axis) == 1) {
            axis++;
        }
        long size = view.size(axis);
        long inner = view.length() / size; // elements per index of the axis, consecutive in row-major order
        long step = Math.max(1, CHUNK / inner);
        for (long i = 0; i < size; i += step) {
            long[] begin = new long[view.rank()];
            long[] shape = view.shape().clone();
            begin[axis] = i;
            shape[axis] = Math.min(step, size - i);
            write(ArrayWriter.part(view, begin, shape), position + i * inner, indices, values);
        }
    }

    private void assign(INDArray view, long position, StridedSequence indices, TensorValues values) {
        int n = (int) view.length();
        INDArray chunk = format == FloatFormat.DOUBLE
                ? Nd4j.createFromArray(doubles(position, n, indices, values))
                : Nd4j.createFromArray(floats(position, n, indices, values));
        if (view.rank() == 0) {
            view.assign(chunk.getDouble(0)); // reshape does not support rank 0
        } else {
            view.assign(chunk.reshape('c', view.shape()));
        }
        chunk.close();
    }

    private static double[] doubles(long position, int n, StridedSequence indices, TensorValues values) {
        double[] chunk = new double[n];
        indices.forEachRun(position, n, (index, stride, length, done) -> values.fill(index, chunk, done, length));
        return chunk;
    }

    /** Computes floats and rounds them to the format, so that the cast by ND4J is exact in any rounding mode. */
    private float[] floats(long position, int n, StridedSequence indices, TensorValues values) {
        float[] chunk = new float[n];
        indices.forEachRun(position, n, (index, stride, length, done) -> values.fill(index, chunk, done, length));
        for (int i = 0; i < n; i++) {
            chunk[i] = (float) format.round(chunk[i]);
        }
        return chunk;
    }
}
