package io.github.nd4jinit.random;

import java.util.Arrays;
import java.util.OptionalDouble;

/** The same value everywhere. */
record ConstantValues(double value) implements Values {

    @Override
    public OptionalDouble constant() {
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
