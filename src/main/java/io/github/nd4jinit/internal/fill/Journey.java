package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Values computed and stored along a walk. */
record Journey(INDArray array, Walk walk, TensorValues values) implements Workers.Work {

    /** The least work, in elements, that is worth another thread. */
    private static final long SHARE = 1 << 16;

    @Override
    public long steps() {
        return walk.steps();
    }

    @Override
    public long grain() {
        return Math.max(1, SHARE / walk.length());
    }

    @Override
    public Workers.Worker worker() {
        Cells cells = Cells.of(array, walk.length());
        return (from, to) -> {
            for (long step = from; step < to; step++) {
                walk.take(step, cells, values);
            }
        };
    }
}
