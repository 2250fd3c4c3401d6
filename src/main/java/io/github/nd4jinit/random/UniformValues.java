package io.github.nd4jinit.random;

/**
 * {@code low + u (high - low)}, but at most a given value. Of u it takes the leading 23 bits, 52 for double, and half a
 * step: never 0, never 1, and 1/2 on average.
 */
final class UniformValues extends RunValues {

    /** The largest u; also what turns {@code 1 + k/2²³} into u, and {@code 1 + k/2⁵²}. */
    private static final float FLOAT_MOST = 1 - 0x1p-24f;

    private static final double DOUBLE_MOST = 1 - 0x1p-53;

    private final ThreefryStream stream;
    private final double low;
    private final double range;
    private final double most;

    UniformValues(ThreefryStream stream, double low, double high, double most) {
        this.stream = stream;
        this.low = low;
        this.range = high - low;
        this.most = Math.max(stream.precision().round(low), most); // the bounds may be equal, or neighbours
    }

    @Override
    void floats(Words words) {
        if (this.range > Float.MAX_VALUE) {
            doublesToFloats(words);
            return;
        }
        float low = (float) this.low;
        float range = (float) this.range;
        float most = (float) this.most;
        words.unsigned(words.words(stream.key()));
        stretch(words.floats, words.first + words.shift, words.end + words.shift, low, range);
        if (Math.fma(FLOAT_MOST, range, low) > most) {
            limit(words.floats, words.first + words.shift, words.end + words.shift, most);
        }
    }

    private static void stretch(float[] x, int first, int end, float low, float range) {
        for (int i = first; i < end; i++) {
            x[i] = Math.fma(x[i] - FLOAT_MOST, range, low);
        }
    }

    private static void limit(float[] x, int first, int end, float most) {
        for (int i = first; i < end; i++) {
            x[i] = Math.min(most, x[i]);
        }
    }

    @Override
    void doubles(Words words) {
        words.unsigned(words.words(stream.key()), words.lowWords(stream.lowKey()));
        stretch(words.doubles, words.first, words.end, low, range);
        if (Math.fma(DOUBLE_MOST, range, low) > most) {
            limit(words.doubles, words.first, words.end, most);
        }
    }

    private static void stretch(double[] x, int first, int end, double low, double range) {
        for (int i = first; i < end; i++) {
            x[i] = Math.fma(x[i] - DOUBLE_MOST, range, low);
        }
    }

    private static void limit(double[] x, int first, int end, double most) {
        for (int i = first; i < end; i++) {
            x[i] = Math.min(most, x[i]);
        }
    }
}
