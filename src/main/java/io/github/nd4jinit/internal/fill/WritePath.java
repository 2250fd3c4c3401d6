package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;

/** A path on which values reach an array: {@link DirectPath} on the CPU backend, {@link PortablePath} on any. */
interface WritePath {

    /** Writes the values of the region of a tensor that the array holds. */
    void write(TensorRegion region, TensorValues values);
}
