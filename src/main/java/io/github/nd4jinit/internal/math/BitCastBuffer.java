package io.github.nd4jinit.internal.math;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Converts arrays between floats and their bits by bulk copies through a buffer that has an int view and a float view.
 * The conversion is a plain memory copy, whereas JDK 17 does not vectorize a loop over {@link Float#intBitsToFloat}.
 * Not thread-safe.
 */
public final class BitCastBuffer {

    private final IntBuffer ints;
    private final FloatBuffer floats;

    /**
     * Allocates a buffer.
     *
     * @param length maximum number of values per call
     */
    public BitCastBuffer(int length) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(length * Float.BYTES).order(ByteOrder.nativeOrder());
        ints = bytes.asIntBuffer();
        floats = bytes.asFloatBuffer();
    }

    /**
     * Converts bits to floats.
     *
     * @param bits the bits of the floats, one int per float
     * @param from index in {@code bits} of the first int
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
     * @param from index in {@code values} of the first float
     * @param out receives the bits, one int per float
     * @param offset index in {@code out} of the first int
     * @param n number of values
     */
    public void bits(float[] values, int from, int[] out, int offset, int n) {
        floats.put(0, values, from, n);
        ints.get(0, out, offset, n);
    }
}
