package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Moments;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;
import java.util.List;

/** A constant at given logical indices, in ascending order, and zeros elsewhere. */
final class ScatteredConstant implements TensorValues {

    private final long[] indices;
    private final double value;

    ScatteredConstant(long[] indices, double value) {
        this.indices = indices;
        this.value = value;
    }

    /** Returns a tensor with these values as one region. */
    List<Region> regions(long[] shape) {
        double fraction = (double) indices.length / Strategy.size(shape);
        Moments moments = new Moments(fraction * value, Math.abs(value) * Math.sqrt(fraction * (1 - fraction)));
        return Region.whole(shape, Math.abs(value), () -> moments, stream -> this);
    }

    @Override
    public void fill(long from, float[] out, int offset, int n) {
        Arrays.fill(out, offset, offset + n, 0);
        for (int i = first(from); i < indices.length && indices[i] < from + n; i++) {
            out[offset + (int) (indices[i] - from)] = (float) value;
        }
    }

    @Override
    public void fill(long from, double[] out, int offset, int n) {
        Arrays.fill(out, offset, offset + n, 0);
        for (int i = first(from); i < indices.length && indices[i] < from + n; i++) {
            out[offset + (int) (indices[i] - from)] = value;
        }
    }

    /** Returns the position of the first index that is at least {@code from}. */
    private int first(long from) {
        int found = Arrays.binarySearch(indices, from);
        return found < 0 ? -found - 1 : found;
    }
}
