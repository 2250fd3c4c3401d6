package io.github.nd4jinit.internal.sample.jax;

import io.github.nd4jinit.internal.math.BitCastBuffer;
import io.github.nd4jinit.internal.math.ScratchPool;
import io.github.nd4jinit.internal.sample.Threefry;
import io.github.nd4jinit.internal.sample.VectorPasses;

/** Scratch buffers for the computation of {@link JaxValues}. */
final class JaxScratch {

    /** The maximum number of values in a run. */
    static final int LENGTH = Threefry.LANES;

    static final ScratchPool<JaxScratch> POOL = new ScratchPool<>(JaxScratch::new);

    /** The first words of the blocks, followed by the second words. */
    final int[] blocks = new int[2 * Threefry.LANES];

    final int[] words = new int[LENGTH];
    final float[] floats = new float[LENGTH];
    final JaxErfInv erfInv = new JaxErfInv(LENGTH);

    private final int[] schedule = new int[Threefry.SCHEDULE];
    private final int[] bits = new int[LENGTH];
    private final BitCastBuffer bitCast = new BitCastBuffer(LENGTH);

    private JaxScratch() {}

    /** Encrypts the counters {@code (first + i * step, second + i)}, {@code 0 <= i < n}, into {@link #blocks}. */
    void blocks(long key, int first, int step, int second, int n) {
        Threefry.encrypt(key, first, step, second, schedule, blocks, VectorPasses.alignUp(n));
    }

    /** Sets each of {@link #words} to the exclusive or of the two words of its block. */
    void combineWords(int n) {
        combineWords(blocks, words, VectorPasses.alignUp(n));
    }

    private static void combineWords(int[] blocks, int[] words, int n) {
        for (int i = 0; i < n; i++) {
            words[i] = blocks[i] ^ blocks[Threefry.LANES + i];
        }
    }

    /** Sets each of {@link #floats} to {@code 1 + k/2²³}, where k is the integer in the leading 23 bits of its word. */
    void toUnsignedFloats(int n) {
        int aligned = VectorPasses.alignUp(n);
        VectorPasses.unsignedBits(words, bits, 0, aligned);
        bitCast.floats(bits, 0, floats, 0, aligned);
    }
}
