package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.VectorPasses;

/** A run: successive elements of one group, which are processed together, in whole {@linkplain VectorPasses parts}. */
final class ElementRun {

    /** The first element of the group. Indices into the scratch arrays count from here. */
    private long base;

    /** Where the run begins and ends. */
    private int runFirst;

    private int runEnd;

    /** Where the passes begin and end: the run, rounded outwards to whole parts. */
    private int first;

    private int end;

    /** Begins the run of the next {@code n} elements, or of those up to the end of the group. */
    void begin(long from, int n) {
        runFirst = (int) (from % ThreefryWords.GROUP);
        runEnd = Math.min(runFirst + n, ThreefryWords.GROUP);
        base = from - runFirst;
        first = runFirst / VectorPasses.ALIGNMENT * VectorPasses.ALIGNMENT;
        end = VectorPasses.alignUp(runEnd);
    }

    long base() {
        return base;
    }

    long group() {
        return base / ThreefryWords.GROUP;
    }

    int runFirst() {
        return runFirst;
    }

    int runEnd() {
        return runEnd;
    }

    int first() {
        return first;
    }

    int end() {
        return end;
    }

    int length() {
        return runEnd - runFirst;
    }

    /** Whether the run consists of whole parts. */
    boolean isAligned() {
        return first == runFirst && end == runEnd;
    }
}
