package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;

/** The values of a distribution of JAX's: each is made of an element's own bits. */
final class JaxValues implements TensorValues {

    private final JaxStream stream;
    private final JaxDistribution distribution;

    JaxValues(JaxStream stream, JaxDistribution distribution) {
        this.stream = stream;
        this.distribution = distribution;
    }

    @Override
    public void fill(long from, float[] out, int offset, int n) {
        JaxRoom room = JaxRoom.ofThread();
        JaxBits bits = stream.bits();
        int width = width(stream.precision());
        int perWord = bits.perWord(width);
        long words = bits.wordsOf(stream.length(), width);
        int run;
        for (int done = 0; done < n; done += run) {
            long element = from + done;
            int skipped = (int) (element % perWord);
            run = Math.min(n - done, JaxRoom.LENGTH - skipped);
            bits.words(stream.key(), words, element / perWord, (skipped + run + perWord - 1) / perWord, room);
            if (width < Integer.SIZE) {
                separate(bits, width, room.words, room.blocks, skipped, run);
            }
            distribution.make(room, run);
            System.arraycopy(room.floats, 0, out, offset + done, run);
        }
    }

    private static void separate(JaxBits bits, int width, int[] words, int[] free, int skipped, int n) {
        for (int i = 0; i < n; i++) {
            free[i] = bits.part(words, skipped + i, width);
        }
        System.arraycopy(free, 0, words, 0, n);
    }

    /** Bits that an element takes: of BFLOAT16 only as many as its significand needs. */
    private static int width(FloatFormat precision) {
        return switch (precision) {
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
