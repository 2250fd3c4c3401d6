package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.SparseTensorValues;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;

/**
 * The values of a sparse matrix. Within each {@linkplain ThreefryWords group} of n nonzero elements, these elements
 * receive the first n normal values of the group, in order. No normal value is computed for an element that is zero.
 */
final class SparseValues implements SparseTensorValues {

    private final TensorValues normals;
    private final SparsityMask mask;

    SparseValues(TensorValues normals, SparsityMask mask) {
        this.normals = normals;
        this.mask = mask;
    }

    @Override
    public int nonzeros(long from, int n, int[] indices, float[] values) {
        SparseScratch scratch = SparseScratch.POOL.acquire();
        scratch.find(mask, from, n, indices);
        int count = scratch.count();
        normals.fill(scratch.firstNormal(), values, 0, count);
        SparseScratch.POOL.release(scratch);
        return count;
    }

    @Override
    public int nonzeros(long from, int n, int[] indices, double[] values) {
        SparseScratch scratch = SparseScratch.POOL.acquire();
        scratch.find(mask, from, n, indices);
        int count = scratch.count();
        normals.fill(scratch.firstNormal(), values, 0, count);
        SparseScratch.POOL.release(scratch);
        return count;
    }

    @Override
    public void fill(long from, float[] out, int offset, int n) {
        Arrays.fill(out, offset, offset + n, 0);
        SparseScratch scratch = SparseScratch.POOL.acquire();
        int run;
        for (int done = 0; done < n; done += run) {
            run = scratch.find(mask, from + done, n - done, scratch.found);
            normals.fill(scratch.firstNormal(), scratch.floats, 0, scratch.count());
            scatter(scratch.floats, scratch.found, scratch.count(), out, offset + done);
        }
        SparseScratch.POOL.release(scratch);
    }

    private static void scatter(float[] values, int[] indices, int count, float[] out, int offset) {
        for (int k = 0; k < count; k++) {
            out[offset + indices[k]] = values[k];
        }
    }

    @Override
    public void fill(long from, double[] out, int offset, int n) {
        Arrays.fill(out, offset, offset + n, 0);
        SparseScratch scratch = SparseScratch.POOL.acquire();
        int run;
        for (int done = 0; done < n; done += run) {
            run = scratch.find(mask, from + done, n - done, scratch.found);
            normals.fill(scratch.firstNormal(), scratch.doubles, 0, scratch.count());
            scatter(scratch.doubles, scratch.found, scratch.count(), out, offset + done);
        }
        SparseScratch.POOL.release(scratch);
    }

    private static void scatter(double[] values, int[] indices, int count, double[] out, int offset) {
        for (int k = 0; k < count; k++) {
            out[offset + indices[k]] = values[k];
        }
    }
}
