package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;

/**
 * The values of a sparse matrix. In each {@linkplain ThreefryWords group}, the kept elements take the first entries of the
 * group, in order: no entry is computed for a zero.
 */
final class SparseValues implements TensorValues {

    private final TensorValues entries;
    private final SparsityMask kept;

    SparseValues(TensorValues entries, SparsityMask kept) {
        this.entries = entries;
        this.kept = kept;
    }

    @Override
    public void fill(long from, float[] out, int offset, int n) {
        Arrays.fill(out, offset, offset + n, 0);
        SparseScratch scratch = SparseScratch.POOL.acquire();
        int run;
        for (int done = 0; done < n; done += run) {
            run = scratch.find(kept, from + done, n - done);
            entries.fill(scratch.firstEntry(), scratch.floats, 0, scratch.count());
            scatter(scratch.floats, scratch.found, scratch.count(), out, offset + done);
        }
        SparseScratch.POOL.release(scratch);
    }

    private static void scatter(float[] entries, int[] at, int count, float[] out, int offset) {
        for (int k = 0; k < count; k++) {
            out[offset + at[k]] = entries[k];
        }
    }

    @Override
    public void fill(long from, double[] out, int offset, int n) {
        Arrays.fill(out, offset, offset + n, 0);
        SparseScratch scratch = SparseScratch.POOL.acquire();
        int run;
        for (int done = 0; done < n; done += run) {
            run = scratch.find(kept, from + done, n - done);
            entries.fill(scratch.firstEntry(), scratch.doubles, 0, scratch.count());
            scatter(scratch.doubles, scratch.found, scratch.count(), out, offset + done);
        }
        SparseScratch.POOL.release(scratch);
    }

    private static void scatter(double[] entries, int[] at, int count, double[] out, int offset) {
        for (int k = 0; k < count; k++) {
            out[offset + at[k]] = entries[k];
        }
    }
}
