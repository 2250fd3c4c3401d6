package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One value in every cell of a dense array, as fast as memory takes it. */
record Repetition(INDArray array, TensorValues values, boolean zero) implements Workers.Work {

    /** Elements of a step. */
    private static final int STEP = 1 << 16;

    /** Steps at a time: of so many bytes C's memset goes past the caches. */
    private static final int GRAIN = 1 << 6;

    @Override
    public long steps() {
        return (array.length() + STEP - 1) / STEP;
    }

    @Override
    public long grain() {
        return zero ? GRAIN : 1;
    }

    @Override
    public Workers.Worker worker() {
        int length = (int) Math.min(Cells.PIECE, array.length());
        Cells cells = Cells.of(array, length);
        cells.compute(values, 0, 0, length);
        cells.round(length);
        return (from, to) -> {
            long end = Math.min(to * STEP, array.length());
            if (zero) {
                cells.zero(array.offset() + from * STEP, end - from * STEP);
                return;
            }
            for (long done = from * STEP; done < end; done += length) {
                cells.store(array.offset() + done, 0, (int) Math.min(length, end - done));
            }
        };
    }
}
