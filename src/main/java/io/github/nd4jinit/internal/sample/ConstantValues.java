package io.github.nd4jinit.internal.sample;

import java.util.Arrays;
import java.util.OptionalDouble;

/** A tensor whose elements all have the same value. */
record ConstantValues(double value) implements TensorValues {

    @Override
    public OptionalDouble constantValue() {
        return OptionalDouble.of(value);
    }

    @Override
    public void fill(long from, float[] out, int offset, int n) {
        Arrays.fill(out, offset, offset + n, (float) value);
    }

    @Override
    public void fill(long from, double[] out, int offset, int n) {
        Arrays.fill(out, offset, offset + n, value);
    }
}
