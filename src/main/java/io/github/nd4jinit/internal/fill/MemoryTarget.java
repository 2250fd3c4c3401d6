package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.lang.ref.Reference;
import java.util.OptionalDouble;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An array in the host's memory, written in place: chunk by chunk through a buffer, large arrays by several threads.
 *
 * <p>ND4J 1.0.0-M2.1 addresses: {@code data().pointer()} is the base of the underlying buffer, whatever the view; the
 * element at i lies {@code offset() + Σ i[d] · stride(d)} elements behind it.
 */
final class MemoryTarget implements Target {

    /** A densest axis shorter than this, less than a cache line, is not worth tiles. */
    private static final int SHORT = 8;

    private static final int SMALL = 4096;

    private final INDArray array;

    MemoryTarget(INDArray array) {
        this.array = array;
    }

    @Override
    public void write(TensorRegion box, TensorValues values) {
        try {
            if (array.length() <= SMALL
                    && box.isRun(array.shape())
                    && TensorRegion.isRun(array.shape(), array.stride())) {
                writeAtOnce(box.first(), values);
            } else {
                Workers.current().share(work(box, values));
            }
        } finally {
            Reference.reachabilityFence(array); // the pointers do not own the memory
        }
    }

    /** What {@link Rows} would do with a small array in row-major order, without its calculations. */
    private void writeAtOnce(long first, TensorValues values) {
        int n = (int) array.length();
        Cells cells = Cells.of(array, n);
        cells.compute(values, first, 0, n);
        cells.round(n);
        cells.store(array.offset(), 0, n);
    }

    private Workers.Work work(TensorRegion box, TensorValues values) {
        OptionalDouble constant = values.constantValue();
        if (constant.isPresent() && isDense()) {
            return new Repetition(array, values, Double.doubleToRawLongBits(constant.getAsDouble()) == 0);
        }
        return new Journey(array, walk(box, values), values);
    }

    /** Whether the elements, in some order, lie side by side. No two share a cell. */
    private boolean isDense() {
        long last = 0;
        for (int axis = 0; axis < array.rank(); axis++) {
            if (array.stride(axis) < 0) {
                return false;
            }
            last += (array.size(axis) - 1) * array.stride(axis);
        }
        return last == array.length() - 1;
    }

    /** By tiles if another axis than the last is the densest, by rows if not, or if the values want that. */
    private Walk walk(TensorRegion box, TensorValues values) {
        int last = -1;
        int densest = -1;
        for (int axis = 0; axis < array.rank(); axis++) {
            if (array.size(axis) > 1) {
                last = axis;
                densest = densest < 0 || array.stride(axis) <= array.stride(densest) ? axis : densest;
            }
        }
        return densest == last || array.size(densest) < SHORT || values.prefersSequentialAccess()
                ? new Rows(
                        array.length(),
                        box.indices(array.shape()),
                        Strided.of(array.offset(), array.shape(), array.stride()))
                : new Tiles(box, array, densest);
    }
}
