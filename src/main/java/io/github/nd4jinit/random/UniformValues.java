package io.github.nd4jinit.random;

/**
 * {@code low + u (high - low)}, but at most a given value. Of u it takes the leading 23 bits, 52 for double, and half a
 * step: never 0, never 1, and 1/2 on average.
 */
final class UniformValues extends RunValues {

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
    void run(long from, float[] out, int offset, int n) {
        if (this.range > Float.MAX_VALUE) {
            double[] wide = new double[n];
            run(from, wide, 0, n);
            for (int i = 0; i < n; i++) {
                out[offset + i] = (float) wide[i];
            }
            return;
        }
        Words.unsigned(Words.of(stream, from, n), out, offset, n);
        float low = (float) this.low;
        float range = (float) this.range;
        float most = (float) this.most;
        for (int i = offset; i < offset + n; i++) {
            float u = out[i] - (1 - 0x1p-24f);
            out[i] = Math.min(most, Math.fma(u, range, low));
        }
    }

    @Override
    void run(long from, double[] out, int offset, int n) {
        int[] words = Words.of(stream, from, n);
        int[] lowWords = Words.lowOf(stream, from, n);
        for (int i = 0; i < n; i++) {
            out[offset + i] = Math.min(most, Math.fma(unit(words[i], lowWords[i]), range, low));
        }
    }

    /** The leading 52 bits of u, and half a step. */
    static double unit(int word, int lowWord) {
        long bits = ((word & 0xffffffffL) << 20) | (lowWord >>> 12) | Double.doubleToRawLongBits(1);
        return Double.longBitsToDouble(bits) - (1 - 0x1p-53);
    }
}
