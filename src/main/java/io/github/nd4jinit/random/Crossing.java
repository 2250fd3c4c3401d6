package io.github.nd4jinit.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Bits become floats, and floats bits, by a bulk copy through one buffer that is seen as both: a plain memory copy, while
 * {@link Float#intBitsToFloat} in a loop keeps JDK 17 from vectorising it.
 */
final class Crossing {

    private final IntBuffer ints;
    private final FloatBuffer floats;

    /** A crossing of at most so many numbers at a time, for one thread. */
    Crossing(int length) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(length * Float.BYTES).order(ByteOrder.nativeOrder());
        ints = bytes.asIntBuffer();
        floats = bytes.asFloatBuffer();
    }

    /** The floats that have the given bits. */
    void floats(int[] bits, int from, float[] out, int offset, int n) {
        ints.put(0, bits, from, n);
        floats.get(0, out, offset, n);
    }

    /** The bits of the given floats. */
    void bits(float[] values, int from, int[] out, int offset, int n) {
        floats.put(0, values, from, n);
        ints.get(0, out, offset, n);
    }
}
