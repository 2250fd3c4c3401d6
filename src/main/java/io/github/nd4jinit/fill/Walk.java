package io.github.nd4jinit.fill;

import io.github.nd4jinit.random.Values;

/** An order in which to go through an array: so many steps, of at most {@value #STEP} elements each. */
interface Walk {

    /** The most elements of a step: with all that is needed to make them they stay in a core's first cache. */
    int STEP = 4096;

    /** The number of steps. */
    long steps();

    /** Computes, rounds and stores the elements of one step. */
    void take(long step, Cells cells, Values values);
}
