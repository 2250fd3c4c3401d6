package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.math.ScratchPool;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Scratch arrays for chunks of values. They grow to the largest requested length, which is bounded: a traversal
 * requests the length of a step, which is at most a tile with its padding.
 */
final class ScratchArrays {

    /**
     * The pool shared by all fills. Each thread of a fill acquires an instance, and releases it even if the fill fails.
     */
    static final ScratchPool<ScratchArrays> POOL = new ScratchPool<>(ScratchArrays::new);

    /** Size of the block in bytes. Copies of this size are about as fast as larger ones. */
    static final int BLOCK_BYTES = 1 << 18;

    private float[] floats = {};
    private double[] doubles = {};
    private short[] shorts = {};
    private int[] ints = {};
    private @Nullable Pointer block;

    private ScratchArrays() {}

    /** Returns a block of {@value #BLOCK_BYTES} bytes outside the Java heap, with the data of its previous user. */
    Pointer block() {
        Pointer current = block;
        if (current == null) {
            // the pointer keeps the buffer reachable, which owns the memory
            current = new BytePointer(ByteBuffer.allocateDirect(BLOCK_BYTES));
            block = current;
        }
        return current;
    }

    float[] floats(int length) {
        if (floats.length < length) {
            floats = new float[length];
        }
        return floats;
    }

    double[] doubles(int length) {
        if (doubles.length < length) {
            doubles = new double[length];
        }
        return doubles;
    }

    short[] shorts(int length) {
        if (shorts.length < length) {
            shorts = new short[length];
        }
        return shorts;
    }

    int[] ints(int length) {
        if (ints.length < length) {
            ints = new int[length];
        }
        return ints;
    }
}
