package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;

/** An array that values can be written into. */
interface Target {

    void write(TensorRegion box, TensorValues values);
}
