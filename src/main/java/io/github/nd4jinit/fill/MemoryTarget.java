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

    /** Elements that are made and stored at a time. */
    private static final int CHUNK = 4096;

    /** The least work, in elements, that is worth another thread. */
    private static final long SHARE = 1 << 16;

    private final INDArray array;

    MemoryTarget(INDArray array) {
        this.array = array;
    }

    @Override
    public void write(Box box, Values values) {
        long[] shape = array.shape();
        Strided addresses = Strided.of(array.offset(), shape, array.stride());
        Strided indices = box.indices(shape);
        long length = array.length();
        int shares = (int)
                Math.min(Math.max(1, length / SHARE), 64L * Runtime.getRuntime().availableProcessors());
        AtomicReference<Throwable> fault = new AtomicReference<>();
        IntStream.range(0, shares).parallel().forEach(share -> {
            // A parallel stream hands a fault on while other shares still write, into memory that the caller may then
            // release. So a share keeps its fault to itself until all have ended.
            try {
                if (fault.get() == null) {
                    long begin = share(length, share, shares);
                    write(begin, share(length, share + 1, shares), addresses, indices, values);
                }
            } catch (RuntimeException | Error thrown) {
                fault.compareAndSet(null, thrown);
            } finally {
                Reference.reachabilityFence(array); // the pointers do not own the memory
            }
        });
        rethrow(fault.get());
    }

    private static void rethrow(@Nullable Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        if (fault instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Where a share begins: on a chunk's edge, or at the end. */
    private static long share(long length, int share, int shares) {
        long chunks = (length + CHUNK - 1) / CHUNK;
        return Math.min(length, chunks * share / shares * CHUNK);
    }

    private void write(long begin, long end, Strided addresses, Strided indices, Values values) {
        int room = (int) Math.min(CHUNK, end - begin);
        Cells cells = Cells.of(array, room);
        for (long position = begin; position < end; position += room) {
            int n = (int) Math.min(room, end - position);
            indices.forEachRun(
                    position, n, (index, stride, length, done) -> cells.compute(values, index, done, length));
            cells.round(n);
            addresses.forEachRun(position, n, (address, stride, length, done) -> {
                if (stride == 1) {
                    cells.store(address, done, length);
                } else {
                    cells.store(address, stride, done, length);
                }
            });
        }
    }
}
