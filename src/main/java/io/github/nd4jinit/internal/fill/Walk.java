package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;

/** An order in which to go through an array: in so many steps, of at most so many elements each. */
interface Walk {

    /** The number of steps. */
    long steps();

    /** The most elements of a step. */
    int length();

    /** Computes, rounds and stores the elements of one step. */
    void take(long step, Cells cells, TensorValues values);
}
