package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;

/** Row-major order: right for arrays whose last axis lies densest in memory, and not wrong for any. */
final class Rows implements Walk {

    /** The most elements of a step: with all that is needed to make them they stay in a core's first cache. */
    private static final int STEP = 2048;

    private final long length;
    private final Strided indices;
    private final Strided addresses;

    Rows(long length, Strided indices, Strided addresses) {
        this.length = length;
        this.indices = indices;
        this.addresses = addresses;
    }

    @Override
    public long steps() {
        return (length + STEP - 1) / STEP;
    }

    @Override
    public int length() {
        return (int) Math.min(STEP, length);
    }

    @Override
    public void take(long step, Cells cells, TensorValues values) {
        long position = step * STEP;
        int n = (int) Math.min(STEP, length - position);
        indices.forEachRun(position, n, (index, stride, run, done) -> cells.compute(values, index, done, run));
        cells.round(n);
        addresses.forEachRun(position, n, (address, stride, run, done) -> cells.store(address, stride, done, 1, run));
    }
}
