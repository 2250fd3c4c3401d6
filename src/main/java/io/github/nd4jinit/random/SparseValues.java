package io.github.nd4jinit.random;

/** The entries of a matrix, but zero where the positions say so. */
final class SparseValues implements Values {

    private final Values entries;
    private final ZeroPositions zeros;

    SparseValues(Values entries, ZeroPositions zeros) {
        this.entries = entries;
        this.zeros = zeros;
    }

    @Override
    public void fill(long from, float[] out, int offset, int n) {
        entries.fill(from, out, offset, n);
        for (int i = 0; i < n; i++) {
            if (zeros.contain(from + i)) {
                out[offset + i] = 0;
            }
        }
    }

    @Override
    public void fill(long from, double[] out, int offset, int n) {
        entries.fill(from, out, offset, n);
        for (int i = 0; i < n; i++) {
            if (zeros.contain(from + i)) {
                out[offset + i] = 0;
            }
        }
    }
}
