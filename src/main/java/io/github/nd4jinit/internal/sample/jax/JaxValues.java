package io.github.nd4jinit.internal.sample.jax;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;

/** The values of a JAX distribution. Each value is a function of the bits of its element. */
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
        int perWord = counters.perWord(width);
        long words = counters.wordsOf(stream.length(), width);
        int run;
        for (int done = 0; done < n; done += run) {
            long element = from + done;
            int skipped = (int) (element % perWord);
            run = Math.min(n - done, JaxScratch.LENGTH - skipped);
            counters.words(stream.key(), words, element / perWord, (skipped + run + perWord - 1) / perWord, scratch);
            if (width < Integer.SIZE) {
                separate(counters, width, scratch.words, scratch.blocks, skipped, run);
            }
            distribution.compute(scratch, run);
            System.arraycopy(scratch.floats, 0, out, offset + done, run);
        }
        JaxScratch.POOL.release(scratch);
    }

    private static void separate(JaxCounters counters, int width, int[] words, int[] separated, int skipped, int n) {
        for (int i = 0; i < n; i++) {
            separated[i] = counters.elementBits(words, skipped + i, width);
        }
        System.arraycopy(separated, 0, words, 0, n);
    }

    /** Random bits of an element; BFLOAT16 uses only as many as its significand needs. */
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
