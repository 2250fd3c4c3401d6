package io.github.nd4jinit.internal.math;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded pool of scratch buffers. A task acquires a buffer, uses it alone, and releases it. If none is idle,
 * {@link #acquire} allocates one; if the pool is full, {@link #release} leaves the buffer to the garbage collector. So
 * the memory that is held between tasks does not grow with the number of threads, virtual ones included.
 *
 * @param <T> the type of a buffer
 */
public final class ScratchPool<T> {

    /** Buffers that are kept: one for each thread that can run at a time, and 8 on smaller machines. */
    private static final int CAPACITY = Math.max(8, Runtime.getRuntime().availableProcessors());

    /** References between two slots, so that no two slots share a cache line. */
    private static final int SPACING = 16;

    private final Supplier<T> allocator;
    private final int capacity;
    private final AtomicReferenceArray<@Nullable T> slots;

    /**
     * A pool of the default capacity.
     *
     * @param allocator makes a buffer
     */
    public ScratchPool(Supplier<T> allocator) {
        this(allocator, CAPACITY);
    }

    ScratchPool(Supplier<T> allocator, int capacity) {
        this.allocator = allocator;
        this.capacity = capacity;
        this.slots = new AtomicReferenceArray<>(capacity * SPACING);
    }

    /**
     * An idle buffer, or a new one. Its contents are those that its last user left.
     *
     * @return a buffer that no other task has
     */
    public T acquire() {
        int first = firstSlot();
        for (int i = 0; i < capacity; i++) {
            int slot = slot(first + i);
            if (slots.getPlain(slot) != null) {
                T buffer = slots.getAndSet(slot, null);
                if (buffer != null) {
                    return buffer;
                }
            }
        }
        return allocator.get();
    }

    /**
     * Returns a buffer to the pool, or drops it if the pool is full.
     *
     * @param buffer a buffer that the caller does not use any more
     */
    public void release(T buffer) {
        int first = firstSlot();
        for (int i = 0; i < capacity; i++) {
            int slot = slot(first + i);
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, buffer)) {
                return;
            }
        }
    }

    /**
     * The number of buffers that the pool holds now.
     *
     * @return the number of idle buffers, at most {@link #capacity}
     */
    public int idle() {
        int idle = 0;
        for (int i = 0; i < capacity; i++) {
            idle += slots.get(i * SPACING) == null ? 0 : 1;
        }
        return idle;
    }

    /**
     * The largest number of buffers that the pool holds.
     *
     * @return the capacity
     */
    public int capacity() {
        return capacity;
    }

    /** Threads begin at different slots, so that each one finds the buffer again that it released last. */
    private static int firstSlot() {
        return (int) Thread.currentThread().getId() & Integer.MAX_VALUE >> 1;
    }

    private int slot(int i) {
        return i % capacity * SPACING;
    }
}
