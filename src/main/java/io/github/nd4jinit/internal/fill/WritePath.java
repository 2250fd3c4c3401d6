package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;

/**
 * A method of writing values to an array: {@link DirectPath} on the CPU backend, {@link PortablePath} on any backend.
 */
interface WritePath {

    /** Writes the values of the region of a tensor that the array contains. */
    void write(TensorRegion region, TensorValues values);
}
