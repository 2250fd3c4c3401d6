package io.github.nd4jinit.internal.sample.torch;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;

/** Values computed from the words of an engine, as doubles for DOUBLE tensors and as floats otherwise. */
abstract class TorchValues implements TensorValues {

    private final FloatFormat format;

    TorchValues(FloatFormat format) {
        this.format = format;
    }

    @Override
    public final boolean prefersSequentialAccess() {
        return true;
    }

    @Override
    public final void fill(long from, float[] out, int offset, int n) {
        computeFloats(from, out, offset, n);
    }

    @Override
    public final void fill(long from, double[] out, int offset, int n) {
        if (format == FloatFormat.DOUBLE) {
            computeDoubles(from, out, offset, n);
            return;
        }
        float[] floats = new float[n];
        computeFloats(from, floats, 0, n);
        for (int i = 0; i < n; i++) {
            out[offset + i] = floats[i];
        }
    }

    abstract void computeFloats(long from, float[] out, int offset, int n);

    abstract void computeDoubles(long from, double[] out, int offset, int n);
}
