package io.github.nd4jinit.internal.sample.jax;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;

/** The values of a JAX distribution. Each value is a function of the random bits of its element. */
final class JaxValues implements TensorValues {

    private final JaxStream stream;
    private final JaxDistribution distribution;

    JaxValues(JaxStream stream, JaxDistribution distribution) {
        this.stream = stream;
        this.distribution = distribution;
    }

    @Override
    public void fill(long from, float[] out, int offset, int n) {
        JaxScratch scratch = JaxScratch.POOL.acquire();
        JaxCounters counters = stream.counters();
        int width = width(stream.format());
        int elementsPerWord = counters.elementsPerWord(width);
        long words = counters.wordCount(stream.length(), width);
        int run;
        for (int done = 0; done < n; done += run) {
            long element = from + done;
            int skipped = (int) (element % elementsPerWord);
            run = Math.min(n - done, JaxScratch.LENGTH - skipped);
            counters.words(
                    stream.key(),
                    words,
                    element / elementsPerWord,
                    (skipped + run + elementsPerWord - 1) / elementsPerWord,
                    scratch);
            if (width < Integer.SIZE) {
                extractElementBits(counters, width, scratch.words, scratch.blocks, skipped, run);
            }
            distribution.compute(scratch, run);
            System.arraycopy(scratch.floats, 0, out, offset + done, run);
        }
        JaxScratch.POOL.release(scratch);
    }

    private static void extractElementBits(
            JaxCounters counters, int width, int[] words, int[] elementBits, int skipped, int n) {
        for (int i = 0; i < n; i++) {
            elementBits[i] = counters.elementBits(words, skipped + i, width);
        }
        System.arraycopy(elementBits, 0, words, 0, n);
    }

    /**
     * Returns the number of random bits per element. For BFLOAT16, this is 8, the number of bits that the significand needs.
     */
    private static int width(FloatFormat format) {
        return switch (format) {
            case HALF -> 16;
            case BFLOAT16 -> 8;
            default -> Integer.SIZE;
        };
    }

    @Override
    public void fill(long from, double[] out, int offset, int n) {
        float[] floats = new float[n];
        fill(from, floats, 0, n);
        for (int i = 0; i < n; i++) {
            out[offset + i] = floats[i];
        }
    }
}
