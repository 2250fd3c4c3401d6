package io.github.nd4jinit;

import io.github.nd4jinit.random.Values;
import java.util.Arrays;

/** One value at the given logical indices, which are sorted, and zero elsewhere. */
final class Points implements Values {

    private final long[] indices;
    private final double value;

    Points(long[] indices, double value) {
        this.indices = indices;
        this.value = value;
    }

    /** The moments of a tensor with so many elements. */
    Moments moments(long size) {
        double share = (double) indices.length / size;
        return new Moments(share * value, Math.abs(value) * Math.sqrt(share * (1 - share)));
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

    /** The first of the points at {@code from} or behind it. */
    private int first(long from) {
        int found = Arrays.binarySearch(indices, from);
        return found < 0 ? -found - 1 : found;
    }
}
