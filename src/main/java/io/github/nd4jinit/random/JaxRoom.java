package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.math.BitCastBuffer;

/** A thread's workbench for JAX's values. */
final class JaxRoom {

    /** The most values of a run. */
    static final int LENGTH = Words.LANES;

    private static final ThreadLocal<JaxRoom> OF_THREAD = ThreadLocal.withInitial(JaxRoom::new);

    /** Blocks, first words before second words. */
    final int[] blocks = new int[2 * Words.LANES];

    final int[] words = new int[LENGTH];
    final float[] floats = new float[LENGTH];
    final JaxErfInv erfInv = new JaxErfInv(LENGTH);

    private final int[] bits = new int[LENGTH];
    private final BitCastBuffer crossing = new BitCastBuffer(LENGTH);

    private JaxRoom() {}

    static JaxRoom ofThread() {
        return OF_THREAD.get();
    }

    /** Blocks of so many counters: the first's words are given; the first word of each next one is so much more, the second one more. */
    void blocks(long key, int first, int step, int second, int n) {
        Threefry.encrypt(key, first, step, second, blocks, Words.whole(n));
    }

    /** {@link #words}: the exclusive or of a block's two. */
    void mix(int n) {
        mix(blocks, words, Words.whole(n));
    }

    private static void mix(int[] blocks, int[] words, int n) {
        for (int i = 0; i < n; i++) {
            words[i] = blocks[i] ^ blocks[Words.LANES + i];
        }
    }

    /** {@link #floats} between 1 and 2 of the leading 23 bits of {@link #words}. */
    void unsigned(int n) {
        int whole = Words.whole(n);
        Words.unsignedBits(words, bits, 0, whole);
        crossing.floats(bits, 0, floats, 0, whole);
    }
}
