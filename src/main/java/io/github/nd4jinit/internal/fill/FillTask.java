package io.github.nd4jinit.internal.fill;

/** The work of one fill, in steps that are independent of each other, so that several threads can share them. */
interface FillTask {

    long steps();

    /** The number of steps that one thread processes at a time. Fewer are not worth another thread. */
    long grain();

    /** A buffer for one thread, which owns the scratch arrays. */
    ElementBuffer newBuffer(ScratchArrays scratch);

    /** Processes the steps {@code from, ..., to - 1} with a buffer that {@link #newBuffer} returned. */
    void process(long from, long to, ElementBuffer buffer);
}
