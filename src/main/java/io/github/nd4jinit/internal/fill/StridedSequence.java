package io.github.nd4jinit.internal.fill;

import java.util.Arrays;

/**
 * The sequence of numbers {@code first + Σ i[d] · strides[d]} over all {@code i} of a shape, in row-major order of
 * {@code i}. The addresses of an array's elements are such a sequence, and so are their logical indices.
 *
 * <p>Axes of length 1 are dropped, and axes that continue each other are joined. So a sequence of constant stride is one
 * run, whatever its shape.
 */
final class StridedSequence {

    private final long first;
    private final int rank;

    /** As long as the rank, or longer; so is {@link #strides}. */
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

    /** The same numbers in runs of stride 1, which have one number each if the last stride is not 1. */
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

    /** The number at a position. */
    long at(long position) {
        long number = first;
        long rest = position;
        for (int axis = rank - 1; axis >= 0; axis--) {
            number += rest % lengths[axis] * strides[axis];
            rest /= lengths[axis];
        }
        return number;
    }

    /** Receives the run {@code start, start + stride, ...} of {@code n} numbers, after {@code done} numbers. */
    interface RunConsumer {
        void accept(long start, long stride, int n, int done);
    }

    /** Splits the {@code n} numbers from {@code position} on into runs of maximum length. */
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
