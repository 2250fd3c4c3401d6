package io.github.nd4jinit.random;

/**
 * {@code low + u (high - low)}, kept to the stored values of {@code [low, high)}. Of u it takes the leading 23 bits,
 * 52 for double, and half a step: never 0, never 1, and 1/2 on average.
 */
final class UniformValues extends RunValues {

    private final ThreefryStream stream;
    private final double low;
    private final double range;
    private final Range stored;

    UniformValues(ThreefryStream stream, double low, double high) {
        this.stream = stream;
        this.low = low;
        this.range = high - low;
        this.stored = Range.halfOpen(stream.precision(), low, high);
    }

    @Override
    void run(long from, float[] out, int offset, int n) {
        Words.unsigned(Words.of(stream, from, n), out, offset, n);
        float low = (float) this.low;
        float range = (float) this.range;
        float least = (float) stored.least();
        float most = (float) stored.most();
        for (int i = offset; i < offset + n; i++) {
            float u = out[i] - (1 - 0x1p-24f);
            out[i] = Math.max(least, Math.min(most, Math.fma(u, range, low)));
        }
    }

    @Override
    void run(long from, double[] out, int offset, int n) {
        int[] words = Words.of(stream, from, n);
        int[] lowWords = Words.lowOf(stream, from, n);
        for (int i = 0; i < n; i++) {
            double u = unit(words[i], lowWords[i]);
            out[offset + i] = stored.clamp(Math.fma(u, range, low));
        }
    }

    /** u, to the 53 bits of a double. */
    static double unit(int word, int lowWord) {
        long bits = ((word & 0xffffffffL) << 20) | (lowWord >>> 12) | Double.doubleToRawLongBits(1);
        return Double.longBitsToDouble(bits) - (1 - 0x1p-53);
    }
}
