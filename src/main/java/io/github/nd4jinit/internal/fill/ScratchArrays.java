package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.math.ScratchPool;

/**
 * Arrays for chunks of values. They grow to the largest requested length, which is bounded: a traversal requests the length
 * of a step, at most a tile and its padding.
 */
final class ScratchArrays {

    /** Shared by all fills. Each thread of a fill acquires one, and releases it when its part ends, also by a failure. */
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
