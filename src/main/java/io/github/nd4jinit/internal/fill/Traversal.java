package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes, rounds and stores the values of an array. The elements of a step fit into one buffer. */
abstract class Traversal implements SharedWork {

    /** Minimum number of elements that justifies another thread. */
    private static final long GRAIN_LENGTH = 1 << 16;

    private final INDArray array;
    private final TensorValues values;

    Traversal(INDArray array, TensorValues values) {
        this.array = array;
        this.values = values;
    }

    /** Returns the maximum number of buffer elements that a step uses. */
    abstract int stepLength();

    abstract void processStep(long step, ElementBuffer buffer, TensorValues values);

    @Override
    public final long grain() {
        return Math.max(1, GRAIN_LENGTH / stepLength());
    }

    @Override
    public final RangeAction newAction(ScratchArrays scratch) {
        ElementBuffer buffer = ElementBuffer.of(array, stepLength(), scratch);
        return (from, to) -> {
            for (long step = from; step < to; step++) {
                processStep(step, buffer, values);
            }
        };
    }
}
