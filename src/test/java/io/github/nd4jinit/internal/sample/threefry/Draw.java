package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;

/** Draws values of a tensor into new arrays. */
final class Draw {

    private Draw() {}

    static float[] floats(TensorValues values, long from, int n) {
        float[] out = new float[n];
        values.fill(from, out, 0, n);
        return out;
    }

    static double[] doubles(TensorValues values, long from, int n) {
        double[] out = new double[n];
        values.fill(from, out, 0, n);
        return out;
    }

    /** Returns the first n values, rounded to a format. */
    static double[] stored(TensorValues values, FloatFormat format, int n) {
        if (format == FloatFormat.DOUBLE) {
            return doubles(values, 0, n);
        }
        double[] stored = widened(floats(values, 0, n));
        Arrays.setAll(stored, i -> format.round(stored[i]));
        return stored;
    }

    static double[] widened(float[] values) {
        double[] out = new double[values.length];
        Arrays.setAll(out, i -> values[i]);
        return out;
    }
}
