package io.github.nd4jinit.internal.sample;

/** Values stored in an array of doubles. */
final class DoubleArrayValues implements TensorValues {

    private final double[] values;

    DoubleArrayValues(double[] values) {
        this.values = values;
    }

    @Override
    public void fill(long from, float[] out, int offset, int n) {
        for (int i = 0; i < n; i++) {
            out[offset + i] = (float) values[(int) from + i];
        }
    }

    @Override
    public void fill(long from, double[] out, int offset, int n) {
        System.arraycopy(values, (int) from, out, offset, n);
    }
}
