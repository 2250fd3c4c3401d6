package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.TensorValues;

/** Values that are computed in vectorizable passes over one {@linkplain ElementRun run} at a time. */
abstract class VectorizedValues implements TensorValues {

    @Override
    public final void fill(long from, float[] out, int offset, int n) {
        RunScratch scratch = RunScratch.POOL.acquire();
        for (int done = 0; done < n; done += scratch.run.length()) {
            scratch.begin(from + done, n - done, out, offset + done);
            computeFloats(scratch);
            scratch.copyTo(out, offset + done);
        }
        RunScratch.POOL.release(scratch);
    }

    @Override
    public final void fill(long from, double[] out, int offset, int n) {
        RunScratch scratch = RunScratch.POOL.acquire();
        for (int done = 0; done < n; done += scratch.run.length()) {
            scratch.begin(from + done, n - done);
            computeDoubles(scratch);
            scratch.copyTo(out, offset + done);
        }
        RunScratch.POOL.release(scratch);
    }

    /** Computes the values of the run into {@link RunScratch#floats}. */
    abstract void computeFloats(RunScratch scratch);

    /** Computes the values of the run into {@link RunScratch#doubles}. */
    abstract void computeDoubles(RunScratch scratch);

    /** Computes the values of the run as doubles, and rounds them to floats. */
    final void computeDoublesAsFloats(RunScratch scratch) {
        computeDoubles(scratch);
        round(scratch.doubles, scratch.floats, scratch.run.passFirst(), scratch.run.passEnd());
    }

    private static void round(double[] values, float[] rounded, int first, int end) {
        for (int i = first; i < end; i++) {
            rounded[i] = (float) values[i];
        }
    }

    /** Replaces each {@code 1 + k/2⁵²} with {@code 2u - 1}, exactly, where {@code u = (k + ½) / 2⁵²}. */
    static void center(double[] x, int first, int end) {
        for (int i = first; i < end; i++) {
            x[i] = 2 * (x[i] - 1.5 + 0x1p-53);
        }
    }

    /** Replaces each x with {@code a x + b}. */
    static void scale(double[] x, int first, int end, double a, double b) {
        for (int i = first; i < end; i++) {
            x[i] = x[i] * a + b;
        }
    }
}
