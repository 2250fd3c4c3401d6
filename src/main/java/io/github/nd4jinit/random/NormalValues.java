package io.github.nd4jinit.random;

/** {@code mean + std z} with {@code z = Φ⁻¹(u)}. */
final class NormalValues extends RunValues {

    /** Words at least this far from the middle have |z| beyond the central formula. */
    private static final int TAIL = (int) (StandardNormal.CENTRAL * 0x1p32);

    /** In a tail of at least this many words, a word alone places z to the last digit of a float. */
    private static final int DENSE = 1 << 20;

    private final ThreefryStream stream;
    private final double mean;
    private final double std;

    NormalValues(ThreefryStream stream, double mean, double std) {
        this.stream = stream;
        this.mean = mean;
        this.std = std;
    }

    @Override
    void run(long from, float[] out, int offset, int n) {
        int[] words = Words.of(stream, from, n);
        Words.signed(words, out, offset, n);
        float mean = (float) this.mean;
        float std = (float) this.std;
        for (int i = offset; i < offset + n; i++) {
            out[i] = Math.fma(StandardNormal.central(Words.centred(out[i])), std, mean);
        }
        for (int i = 0; i < n; i++) {
            if (Words.fromMiddle(words[i]) >= TAIL) {
                out[offset + i] = Math.fma((float) tail(words[i], from + i), std, mean);
            }
        }
    }

    private double tail(int word, long element) {
        int beyond = word < 0 ? ~word : word;
        return beyond >= DENSE
                ? StandardNormal.tail(word < 0, (beyond + 0.5) * 0x1p-32)
                : tail(word, stream.lowWord(element));
    }

    private static double tail(int word, int lowWord) {
        boolean upper = word < 0;
        long both = ((long) word << 32) | (lowWord & 0xffffffffL);
        return StandardNormal.tail(upper, ((upper ? ~both : both) + 0.5) * 0x1p-64);
    }

    @Override
    void run(long from, double[] out, int offset, int n) {
        int[] words = Words.of(stream, from, n);
        int[] lowWords = Words.lowOf(stream, from, n);
        for (int i = 0; i < n; i++) {
            double z = Words.fromMiddle(words[i]) >= TAIL
                    ? tail(words[i], lowWords[i])
                    : StandardNormal.central(UniformValues.unit(words[i], lowWords[i]) - 0.5);
            out[offset + i] = Math.fma(z, std, mean);
        }
    }
}
