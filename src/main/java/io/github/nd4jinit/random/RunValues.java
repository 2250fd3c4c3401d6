package io.github.nd4jinit.random;

/** Values that are made in runs of at most {@link Words#RUN}, so that what a run needs stays in the first cache. */
abstract class RunValues implements Values {

    @Override
    public final void fill(long from, float[] out, int offset, int n) {
        int run;
        for (int done = 0; done < n; done += run) {
            run = Math.min(Words.RUN, n - done);
            run(from + done, out, offset + done, run);
        }
    }

    @Override
    public final void fill(long from, double[] out, int offset, int n) {
        int run;
        for (int done = 0; done < n; done += run) {
            run = Math.min(Words.RUN, n - done);
            run(from + done, out, offset + done, run);
        }
    }

    abstract void run(long from, float[] out, int offset, int n);

    abstract void run(long from, double[] out, int offset, int n);
}
