package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.TensorValues;

/** Values that are made in the runs of {@link Words}. */
abstract class RunValues implements TensorValues {

    @Override
    public final void fill(long from, float[] out, int offset, int n) {
        Words words = Words.ofThread();
        for (int done = 0; done < n; done += words.length()) {
            words.begin(from + done, n - done, out, offset + done);
            floats(words);
            words.take(out, offset + done);
        }
    }

    @Override
    public final void fill(long from, double[] out, int offset, int n) {
        Words words = Words.ofThread();
        for (int done = 0; done < n; done += words.length()) {
            words.begin(from + done, n - done);
            doubles(words);
            words.take(out, offset + done);
        }
    }

    /** Makes a run's {@link Words#floats}. */
    abstract void floats(Words words);

    /** Makes a run's {@link Words#doubles}. */
    abstract void doubles(Words words);

    /** Makes a run's doubles, and rounds them to floats. */
    final void doublesToFloats(Words words) {
        doubles(words);
        round(words.doubles, words.floats, words.shift, words.first, words.end);
    }

    private static void round(double[] values, float[] rounded, int shift, int first, int end) {
        for (int i = first; i < end; i++) {
            rounded[shift + i] = (float) values[i];
        }
    }

    /** {@code u - 1/2} of each {@code 1 + k/2⁵²}: its 52 bits and half a step, exactly. */
    static void centre(double[] x, int first, int end) {
        for (int i = first; i < end; i++) {
            x[i] = x[i] - 1.5 + 0x1p-53;
        }
    }

    /** {@code a x + b} for each x. */
    static void scale(float[] x, int first, int end, float a, float b) {
        for (int i = first; i < end; i++) {
            x[i] = Math.fma(x[i], a, b);
        }
    }

    /** {@code a x + b} for each x. */
    static void scale(double[] x, int first, int end, double a, double b) {
        for (int i = first; i < end; i++) {
            x[i] = Math.fma(x[i], a, b);
        }
    }
}
