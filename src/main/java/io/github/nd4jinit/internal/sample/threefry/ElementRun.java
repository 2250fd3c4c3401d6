package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.VectorPasses;

/**
 * A run of consecutive elements of one {@linkplain ThreefryWords group}, which are processed together. {@linkplain
 * VectorPasses Passes} cover the run, extended at both ends to multiples of {@value VectorPasses#ALIGNMENT}.
 */
final class ElementRun {

    /** The first element of the group. Indices into the scratch arrays are relative to this element. */
    private long base;

    /** The bounds of the run. */
    private int first;

    private int end;

    /** The bounds of the passes: the run, extended to multiples of {@link VectorPasses#ALIGNMENT}. */
    private int passFirst;

    private int passEnd;

    /** Begins a run at element {@code from}. The run has {@code n} elements, or fewer if the group ends earlier. */
    void begin(long from, int n) {
        first = (int) (from % ThreefryWords.GROUP);
        end = Math.min(first + n, ThreefryWords.GROUP);
        base = from - first;
        passFirst = first / VectorPasses.ALIGNMENT * VectorPasses.ALIGNMENT;
        passEnd = VectorPasses.alignUp(end);
    }

    long base() {
        return base;
    }

    long group() {
        return base / ThreefryWords.GROUP;
    }

    int first() {
        return first;
    }

    int end() {
        return end;
    }

    int passFirst() {
        return passFirst;
    }

    int passEnd() {
        return passEnd;
    }

    int length() {
        return end - first;
    }

    /** Returns whether the passes cover exactly the run. */
    boolean isAligned() {
        return passFirst == first && passEnd == end;
    }
}
