package io.github.nd4jinit.internal.fill;

import java.util.Arrays;

/**
 * The sequence of numbers {@code first + Σ i[d] · strides[d]} over all {@code i} of a shape, in row-major order of
 * {@code i}. The addresses of an array's elements are a sequence of this kind, and so are their logical indices.
 *
 * <p>Axes of length 1 are dropped, and adjacent axes are merged if their combined stride is constant. Therefore a
 * sequence of constant stride is a single run for any shape.
 */
final class StridedSequence {

    private final long first;
    private final int rank;

    /** The lengths of the axes. Like {@link #strides}, the array may be longer than the rank. */
    private final long[] lengths;

    private final long[] strides;

    private StridedSequence(long first, int rank, long[] lengths, long[] strides) {
        this.first = first;
        this.rank = rank;
        this.lengths = lengths;
        this.strides = strides;
    }

    static StridedSequence of(long first, long[] shape, long[] strides) {
        int rank = 0;
        long[] lengths = new long[Math.max(1, shape.length)];
        long[] steps = new long[Math.max(1, shape.length)];
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] == 1) {
                continue;
            }
            if (rank > 0 && steps[rank - 1] == strides[axis] * shape[axis]) {
                lengths[rank - 1] *= shape[axis];
                steps[rank - 1] = strides[axis];
            } else {
                lengths[rank] = shape[axis];
                steps[rank] = strides[axis];
                rank++;
            }
        }
        if (rank == 0) {
            lengths[0] = 1;
            steps[0] = 1;
            rank = 1;
        }
        return new StridedSequence(first, rank, lengths, steps);
    }

    /**
     * Returns the same sequence, divided into runs of stride 1. Each run has one number if the last stride is not 1.
     */
    StridedSequence inUnitRuns() {
        if (strides[rank - 1] == 1) {
            return this;
        }
        long[] longer = Arrays.copyOf(lengths, rank + 1);
        long[] steps = Arrays.copyOf(strides, rank + 1);
        longer[rank] = 1;
        steps[rank] = 1;
        return new StridedSequence(first, rank + 1, longer, steps);
    }

    /** Returns the number at a position. */
    long at(long position) {
        long number = first;
        long remaining = position;
        for (int axis = rank - 1; axis >= 0; axis--) {
            number += remaining % lengths[axis] * strides[axis];
            remaining /= lengths[axis];
        }
        return number;
    }

    /** Receives the run {@code start, start + stride, ...} of {@code n} numbers, which follows {@code done} numbers. */
    interface RunConsumer {
        void accept(long start, long stride, int n, int done);
    }

    /** Divides the {@code n} numbers starting at {@code position} into runs of maximum length. */
    void forEachRun(long position, int n, RunConsumer consumer) {
        int last = rank - 1;
        int done = 0;
        while (done < n) {
            long inner = (position + done) % lengths[last];
            int length = (int) Math.min(lengths[last] - inner, n - done);
            consumer.accept(at(position + done), strides[last], length, done);
            done += length;
        }
    }
}
