package io.github.nd4jinit.internal.sample.torch;

import io.github.nd4jinit.internal.math.BitCastBuffer;
import io.github.nd4jinit.internal.math.ScratchPool;
import io.github.nd4jinit.internal.sample.VectorPasses;

/**
 * Scratch buffers for the computation of {@link TorchValues} in {@linkplain VectorPasses passes}. Each array fits into
 * the L1 cache of a core.
 */
final class TorchScratch {

    /** The maximum number of values in a run. */
    static final int LENGTH = 2048;

    static final ScratchPool<TorchScratch> POOL = new ScratchPool<>(TorchScratch::new);

    final int[] words = new int[LENGTH];
    final float[] floats = new float[LENGTH];
    final BoxMuller normals = new BoxMuller(this);

    private final int[] bits = new int[LENGTH];
    private final BitCastBuffer bitCast = new BitCastBuffer(LENGTH);

    private TorchScratch() {}

    /** Converts words to uniform numbers, which are multiples of 2⁻²⁴ less than 1. */
    void unit(int[] words, float[] out, int n) {
        integers(words, out, 0, n);
        TorchUniformValues.unit(out, VectorPasses.alignUp(n));
    }

    /** Converts words to the arguments of {@link TorchUniformValues#unit(float[], int)}. */
    void integers(int[] words, float[] out, int offset, int n) {
        int aligned = VectorPasses.alignUp(n);
        TorchUniformValues.integers(words, bits, aligned);
        bitCast.floats(bits, 0, out, offset, aligned);
    }

    /** Converts bits to floats. */
    void floats(int[] bits, float[] out, int n) {
        bitCast.floats(bits, 0, out, 0, n);
    }

    /** Converts floats to their bits. */
    void bits(float[] values, int[] out, int n) {
        bitCast.bits(values, 0, out, 0, n);
    }
}
