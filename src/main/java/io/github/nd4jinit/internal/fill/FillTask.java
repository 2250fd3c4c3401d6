package io.github.nd4jinit.internal.fill;

/** The work of one fill, divided into independent steps that several threads can share. */
interface FillTask {

    long steps();

    /** Returns the number of steps that a thread claims at a time. Another thread is not worthwhile for fewer steps. */
    long grain();

    /** Creates a buffer for the thread that acquired the scratch arrays. */
    ElementBuffer newBuffer(ScratchArrays scratch);

    /** Processes the steps {@code from, ..., to - 1} with a buffer that {@link #newBuffer} returned. */
    void process(long from, long to, ElementBuffer buffer);
}
