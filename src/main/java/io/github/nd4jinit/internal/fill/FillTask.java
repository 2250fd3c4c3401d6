package io.github.nd4jinit.internal.fill;

/** The work of one fill, divided into independent steps that several threads can share. */
interface FillTask {

    long steps();

    /** Returns the number of steps that a thread claims at a time. Another thread is not worthwhile for fewer steps. */
    long grain();

    /** Creates the processor of a thread, which uses the scratch arrays that the thread has acquired. */
    StepProcessor newProcessor(ScratchArrays scratch);

    /** Processes steps. Belongs to one thread. */
    @FunctionalInterface
    interface StepProcessor {

        /** Processes the steps {@code from, ..., to - 1}. */
        void process(long from, long to);
    }
}
