package io.github.nd4jinit.internal.fill;

import java.util.Arrays;

/**
 * The numbers {@code first + Σ i[d] · strides[d]} over all {@code i} of a shape, in row-major order of {@code i}. An
 * array's addresses are of this form, and so are its elements' logical indices.
 *
 * <p>Axes of length 1 are dropped and axes that continue each other are joined, so that what is really one run of
 * numbers, whatever its shape, is one run here.
 */
final class Strided {

    private final long first;
    private final int rank;

    /** As long as the rank, or longer. */
    private final long[] lengths;

    private final long[] strides;

    private Strided(long first, int rank, long[] lengths, long[] strides) {
        this.first = first;
        this.rank = rank;
        this.lengths = lengths;
        this.strides = strides;
    }

    static Strided of(long first, long[] shape, long[] strides) {
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
        return new Strided(first, rank, lengths, steps);
    }

    /** The same numbers in runs of stride 1, of one number each if need be. */
    Strided inUnitRuns() {
        if (strides[rank - 1] == 1) {
            return this;
        }
        long[] longer = Arrays.copyOf(lengths, rank + 1);
        long[] steps = Arrays.copyOf(strides, rank + 1);
        longer[rank] = 1;
        steps[rank] = 1;
        return new Strided(first, rank + 1, longer, steps);
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

    /** Takes a run of numbers {@code start, start + stride, ...}; {@code done} numbers were given before it. */
    interface Run {
        void take(long start, long stride, int n, int done);
    }

    /** Gives the {@code n} numbers from {@code position} on, in runs as long as they come. */
    void forEachRun(long position, int n, Run run) {
        int last = rank - 1;
        int done = 0;
        while (done < n) {
            long inner = (position + done) % lengths[last];
            int length = (int) Math.min(lengths[last] - inner, n - done);
            run.take(at(position + done), strides[last], length, done);
            done += length;
        }
    }
}
