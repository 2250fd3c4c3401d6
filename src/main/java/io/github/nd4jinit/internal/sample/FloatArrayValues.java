package io.github.nd4jinit.internal.sample;

/** Values stored in an array of floats. */
final class FloatArrayValues implements TensorValues {

    private final float[] values;

    FloatArrayValues(float[] values) {
        this.values = values;
    }

    @Override
    public void fill(long from, float[] out, int offset, int n) {
        System.arraycopy(values, (int) from, out, offset, n);
    }

    @Override
    public void fill(long from, double[] out, int offset, int n) {
        for (int i = 0; i < n; i++) {
            out[offset + i] = values[(int) from + i];
        }
    }
}
