package io.github.nd4jinit.internal.sample.torch;

import io.github.nd4jinit.internal.math.BitCastBuffer;
import io.github.nd4jinit.internal.math.ScratchPool;
import io.github.nd4jinit.internal.sample.VectorPasses;

/**
 * Scratch buffers for torch's values: arrays that fit into the first-level cache of a core, and {@linkplain
 * VectorPasses passes} over whole parts of them.
 */
final class TorchScratch {

    /** The largest number of values in a run. */
    static final int LENGTH = 2048;

    static final ScratchPool<TorchScratch> POOL = new ScratchPool<>(TorchScratch::new);

    final int[] words = new int[LENGTH];
    final float[] floats = new float[LENGTH];
    final BoxMuller normals = new BoxMuller(this);

    private final int[] bits = new int[LENGTH];
    private final BitCastBuffer bitCast = new BitCastBuffer(LENGTH);

    private TorchScratch() {}

    /** Computes the uniform numbers of words, multiples of 2⁻²⁴ less than 1. */
    void unit(int[] words, float[] out, int n) {
        integers(words, out, 0, n);
        TorchUniformValues.unit(out, VectorPasses.alignUp(n));
    }

    /** Computes the arguments of {@link TorchUniformValues#unit(float[], int)}. */
    void integers(int[] words, float[] out, int offset, int n) {
        int whole = VectorPasses.alignUp(n);
        TorchUniformValues.integers(words, bits, whole);
        bitCast.floats(bits, 0, out, offset, whole);
    }

    /** Converts bits to the floats that have them. */
    void floats(int[] bits, float[] out, int n) {
        bitCast.floats(bits, 0, out, 0, n);
    }

    /** Converts floats to their bits. */
    void bits(float[] values, int[] out, int n) {
        bitCast.bits(values, 0, out, 0, n);
    }
}
