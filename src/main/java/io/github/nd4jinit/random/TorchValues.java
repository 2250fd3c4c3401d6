package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;

/** Values made of an engine's words, in floats or, for tensors of DOUBLE, in doubles. */
abstract class TorchValues implements TensorValues {

    private final FloatFormat precision;

    TorchValues(FloatFormat precision) {
        this.precision = precision;
    }

    @Override
    public final boolean prefersSequentialAccess() {
        return true;
    }

    @Override
    public final void fill(long from, float[] out, int offset, int n) {
        floats(from, out, offset, n);
    }

    @Override
    public final void fill(long from, double[] out, int offset, int n) {
        if (precision == FloatFormat.DOUBLE) {
            doubles(from, out, offset, n);
            return;
        }
        float[] floats = new float[n];
        floats(from, floats, 0, n);
        for (int i = 0; i < n; i++) {
            out[offset + i] = floats[i];
        }
    }

    abstract void floats(long from, float[] out, int offset, int n);

    abstract void doubles(long from, double[] out, int offset, int n);
}
