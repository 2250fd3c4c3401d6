package io.github.nd4jinit.random;

/** Values that are made in runs of at most {@link Words#RUN}, so that what a run needs stays in the first cache. */
abstract class RunValues implements Values {

    @Override
    public final void fill(long from, float[] out, int offset, int n) {
        for (int done = 0; done < n; done += Words.RUN) {
            run(from + done, out, offset + done, Math.min(Words.RUN, n - done));
        }
    }

    @Override
    public final void fill(long from, double[] out, int offset, int n) {
        for (int done = 0; done < n; done += Words.RUN) {
            run(from + done, out, offset + done, Math.min(Words.RUN, n - done));
        }
    }

    abstract void run(long from, float[] out, int offset, int n);

    abstract void run(long from, double[] out, int offset, int n);
}
