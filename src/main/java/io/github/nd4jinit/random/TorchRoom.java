package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.math.BitCastBuffer;

/** A thread's workbench for torch's values: arrays that stay in a core's first cache, and passes over whole parts of them. */
final class TorchRoom {

    /** The most values of a run. */
    static final int LENGTH = 2048;

    private static final ThreadLocal<TorchRoom> OF_THREAD = ThreadLocal.withInitial(TorchRoom::new);

    final int[] words = new int[LENGTH];
    final float[] floats = new float[LENGTH];
    final BoxMuller normals = new BoxMuller(this);

    private final int[] bits = new int[LENGTH];
    private final BitCastBuffer crossing = new BitCastBuffer(LENGTH);

    private TorchRoom() {}

    static TorchRoom ofThread() {
        return OF_THREAD.get();
    }

    /** Uniform numbers of words, in 2²⁴ parts of 1. */
    void unit(int[] words, float[] out, int n) {
        integers(words, out, 0, n);
        TorchUniformValues.unit(out, Words.whole(n));
    }

    /** What {@link TorchUniformValues#unit(float[], int)} makes them of. */
    void integers(int[] words, float[] out, int offset, int n) {
        int whole = Words.whole(n);
        TorchUniformValues.integers(words, bits, whole);
        crossing.floats(bits, 0, out, offset, whole);
    }

    /** The floats that have the given bits. */
    void floats(int[] bits, float[] out, int n) {
        crossing.floats(bits, 0, out, 0, n);
    }

    /** The bits of the given floats. */
    void bits(float[] values, int[] out, int n) {
        crossing.bits(values, 0, out, 0, n);
    }
}
