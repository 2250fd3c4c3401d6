package io.github.nd4jinit.internal.math;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Converts the bits of floats to floats and back, by bulk copies through one buffer that has a view of either type. That
 * is a plain memory copy, while a loop over {@link Float#intBitsToFloat} is not vectorized by JDK 17. Not thread-safe.
 */
public final class BitCastBuffer {

    private final IntBuffer ints;
    private final FloatBuffer floats;

    /**
     * A buffer.
     *
     * @param length the largest number of values in a call
     */
    public BitCastBuffer(int length) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(length * Float.BYTES).order(ByteOrder.nativeOrder());
        ints = bytes.asIntBuffer();
        floats = bytes.asFloatBuffer();
    }

    /**
     * Converts bits to the floats that have them.
     *
     * @param bits the bits
     * @param from index of the first bits
     * @param out receives the floats
     * @param offset index in {@code out} of the first float
     * @param n number of values
     */
    public void floats(int[] bits, int from, float[] out, int offset, int n) {
        ints.put(0, bits, from, n);
        floats.get(0, out, offset, n);
    }

    /**
     * Converts floats to their bits.
     *
     * @param values the floats
     * @param from index of the first float
     * @param out receives the bits
     * @param offset index in {@code out} of the first bits
     * @param n number of values
     */
    public void bits(float[] values, int from, int[] out, int offset, int n) {
        floats.put(0, values, from, n);
        ints.get(0, out, offset, n);
    }
}
