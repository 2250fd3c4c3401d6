package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.math.ScratchPool;

/** Scratch buffers for the kept elements of a run of a sparse matrix, which lies within one group. */
final class SparseScratch {

    static final ScratchPool<SparseScratch> POOL = new ScratchPool<>(SparseScratch::new);

    final float[] floats = new float[ThreefryWords.GROUP];
    final double[] doubles = new double[ThreefryWords.GROUP];

    /** Indices of the kept elements, counted from the first element of the run. */
    final int[] found = new int[ThreefryWords.GROUP];

    private int count;
    private long firstEntry;

    private final long[] bits = new long[ThreefryWords.GROUP / Long.SIZE + 1];

    private SparseScratch() {}

    /** The number of kept elements in the run. */
    int count() {
        return count;
    }

    /** The index of the entry that the first of them takes. */
    long firstEntry() {
        return firstEntry;
    }

    /**
     * Finds the kept elements of a run: the next {@code n} elements, or those up to the end of the group.
     *
     * @return the length of the run
     */
    int find(SparsityMask kept, long from, int n) {
        int place = (int) (from % ThreefryWords.GROUP);
        int run = Math.min(ThreefryWords.GROUP - place, n);
        kept.get(from - place, place + run, bits);
        int before = 0;
        count = 0;
        for (int word = 0; word < bits.length; word++) {
            for (long left = bits[word]; left != 0; left &= left - 1) {
                int at = word * Long.SIZE + Long.numberOfTrailingZeros(left) - place;
                if (at < 0) {
                    before++;
                } else {
                    found[count++] = at;
                }
            }
        }
        firstEntry = from - place + before;
        return run;
    }
}
