package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.math.ScratchPool;

/**
 * Scratch arrays for chunks of values. They grow to the largest requested length, which is bounded: a traversal
 * requests the length of a step, which is at most a tile with its padding.
 */
final class ScratchArrays {

    /**
     * The pool shared by all fills. Each thread of a fill acquires an instance, and releases it even if the fill fails.
     */
    static final ScratchPool<ScratchArrays> POOL = new ScratchPool<>(ScratchArrays::new);

    private float[] floats = {};
    private double[] doubles = {};
    private short[] shorts = {};

    private ScratchArrays() {}

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
}
