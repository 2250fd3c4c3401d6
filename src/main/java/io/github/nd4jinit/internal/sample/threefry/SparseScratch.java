package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.math.ScratchPool;

/**
 * Scratch buffers for the nonzero elements of a run of a sparse matrix. A run is part of one {@linkplain ThreefryWords
 * group}.
 */
final class SparseScratch {

    static final ScratchPool<SparseScratch> POOL = new ScratchPool<>(SparseScratch::new);

    final float[] floats = new float[ThreefryWords.GROUP];
    final double[] doubles = new double[ThreefryWords.GROUP];

    /** Indices of the nonzero elements, relative to the first element of the run. */
    final int[] found = new int[ThreefryWords.GROUP];

    private int count;
    private long firstNormal;

    private final long[] bits = new long[ThreefryWords.GROUP / Long.SIZE + 1];

    private SparseScratch() {}

    /** Returns the number of nonzero elements in the run. */
    int count() {
        return count;
    }

    /** Returns the index of the normal value that the first nonzero element receives. */
    long firstNormal() {
        return firstNormal;
    }

    /**
     * Finds the nonzero elements of the run that begins at element {@code from}, and stores their indices relative to
     * {@code from}. The run has {@code n} elements, or fewer if the group ends earlier.
     *
     * @return the length of the run
     */
    int find(SparsityMask mask, long from, int n, int[] indices) {
        int runFirst = (int) (from % ThreefryWords.GROUP);
        int run = Math.min(ThreefryWords.GROUP - runFirst, n);
        mask.read(from - runFirst, runFirst + run, bits);
        int countBefore = 0;
        count = 0;
        for (int word = 0; word < bits.length; word++) {
            for (long remaining = bits[word]; remaining != 0; remaining &= remaining - 1) {
                int index = word * Long.SIZE + Long.numberOfTrailingZeros(remaining) - runFirst;
                if (index < 0) {
                    countBefore++;
                } else {
                    indices[count++] = index;
                }
            }
        }
        firstNormal = from - runFirst + countBefore;
        return run;
    }
}
