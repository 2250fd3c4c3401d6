package io.github.nd4jinit.internal.fill;

/** Work that is divided into independent steps, which several threads can share. */
interface SharedWork {

    long steps();

    /** Returns the number of steps that a thread claims at a time. Another thread is not worthwhile for fewer steps. */
    long grain();

    /** Creates the action of a thread that acquired the scratch arrays. */
    RangeAction newAction(ScratchArrays scratch);
}
