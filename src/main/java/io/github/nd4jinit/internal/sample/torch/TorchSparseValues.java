package io.github.nd4jinit.internal.sample.torch;

import io.github.nd4jinit.internal.sample.TensorValues;

/** The values of torch's {@code sparse_}: normal values, with a fixed number per column set to zero. */
final class TorchSparseValues implements TensorValues {

    private final TensorValues normals;
    private final long columns;

    /** One bit per element, set if the element is zero. */
    private final long[] zeros;

    TorchSparseValues(TensorValues normals, long length, long columns) {
        this.normals = normals;
        this.columns = columns;
        this.zeros = new long[Math.toIntExact((length + Long.SIZE - 1) / Long.SIZE)];
    }

    /** Sets the first n of the given rows of a column to zero. */
    void setToZero(long column, int[] rows, int n) {
        for (int i = 0; i < n; i++) {
            long element = rows[i] * columns + column;
            zeros[(int) (element / Long.SIZE)] |= 1L << element;
        }
    }

    private boolean isZero(long element) {
        return (zeros[(int) (element / Long.SIZE)] >>> element & 1) != 0;
    }

    @Override
    public boolean prefersSequentialAccess() {
        return normals.prefersSequentialAccess();
    }

    @Override
    public void fill(long from, float[] out, int offset, int n) {
        normals.fill(from, out, offset, n);
        for (int i = 0; i < n; i++) {
            if (isZero(from + i)) {
                out[offset + i] = 0;
            }
        }
    }

    @Override
    public void fill(long from, double[] out, int offset, int n) {
        normals.fill(from, out, offset, n);
        for (int i = 0; i < n; i++) {
            if (isZero(from + i)) {
                out[offset + i] = 0;
            }
        }
    }
}
