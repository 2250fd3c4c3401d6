package io.github.nd4jinit.internal.sample.jax;

import io.github.nd4jinit.internal.math.BitCastBuffer;
import io.github.nd4jinit.internal.math.ScratchPool;
import io.github.nd4jinit.internal.sample.Threefry;
import io.github.nd4jinit.internal.sample.VectorPasses;

/** Scratch buffers for JAX's values. */
final class JaxScratch {

    /** The largest number of values in a run. */
    static final int LENGTH = Threefry.LANES;

    static final ScratchPool<JaxScratch> POOL = new ScratchPool<>(JaxScratch::new);

    /** Blocks: the first words, then the second words. */
    final int[] blocks = new int[2 * Threefry.LANES];

    final int[] words = new int[LENGTH];
    final float[] floats = new float[LENGTH];
    final JaxErfInv erfInv = new JaxErfInv(LENGTH);

    private final int[] bits = new int[LENGTH];
    private final BitCastBuffer bitCast = new BitCastBuffer(LENGTH);

    private JaxScratch() {}

    /** Encrypts n counters {@code (first + i * step, second + i)} into {@link #blocks}. */
    void blocks(long key, int first, int step, int second, int n) {
        Threefry.encrypt(key, first, step, second, blocks, VectorPasses.alignUp(n));
    }

    /** Sets {@link #words} to the exclusive or of the two words of each block. */
    void mix(int n) {
        mix(blocks, words, VectorPasses.alignUp(n));
    }

    private static void mix(int[] blocks, int[] words, int n) {
        for (int i = 0; i < n; i++) {
            words[i] = blocks[i] ^ blocks[Threefry.LANES + i];
        }
    }

    /** Sets {@link #floats} to {@code 1 + k/2²³}, where k is the number in the leading 23 bits of a word. */
    void unsigned(int n) {
        int whole = VectorPasses.alignUp(n);
        VectorPasses.unsignedBits(words, bits, 0, whole);
        bitCast.floats(bits, 0, floats, 0, whole);
    }
}
