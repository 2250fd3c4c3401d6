package io.github.nd4jinit.fill;

import io.github.nd4jinit.random.Values;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An array in the host's memory, written in place: chunk by chunk through a buffer, large arrays by several threads.
 *
 * <p>ND4J 1.0.0-M2.1 addresses: {@code data().pointer()} is the base of the underlying buffer, whatever the view; the
 * element at i lies {@code offset() + Σ i[d] · stride(d)} elements behind it.
 */
final class MemoryTarget implements Target {

    /** The least work, in elements, that is worth another thread. */
    private static final long SHARE = 1 << 16;

    /** A densest axis shorter than this, less than a cache line, is not worth tiles. */
    private static final int SHORT = 8;

    private final INDArray array;

    MemoryTarget(INDArray array) {
        this.array = array;
    }

    @Override
    public void write(Box box, Values values) {
        Walk walk = walk(box);
        long steps = walk.steps();
        long length = array.length();
        int room = (int) Math.min(Walk.STEP, length);
        int shares = (int) Math.min(steps, Math.max(1, length / SHARE));
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        IntStream.range(0, shares).parallel().forEach(share -> {
            // A parallel stream hands a fault on while other shares still write, into memory that the caller may then
            // release. So a share keeps its fault to itself until all have ended.
            try {
                Cells cells = Cells.of(array, room);
                long end = steps * (share + 1) / shares;
                for (long step = steps * share / shares; step < end && fault.get() == null; step++) {
                    walk.take(step, cells, values);
                }
            } catch (RuntimeException | Error thrown) {
                fault.compareAndSet(null, thrown);
            } finally {
                Reference.reachabilityFence(array); // the pointers do not own the memory
            }
        });
        rethrow(fault.get());
    }

    /** By tiles if another axis than the last is the densest, by rows if not. */
    private Walk walk(Box box) {
        int last = -1;
        int densest = -1;
        for (int axis = 0; axis < array.rank(); axis++) {
            if (array.size(axis) > 1) {
                last = axis;
                densest = densest < 0 || array.stride(axis) <= array.stride(densest) ? axis : densest;
            }
        }
        return densest == last || array.size(densest) < SHORT
                ? new Rows(
                        array.length(),
                        box.indices(array.shape()),
                        Strided.of(array.offset(), array.shape(), array.stride()))
                : new Tiles(box, array, densest);
    }

    private static void rethrow(@Nullable Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        if (fault instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
