package io.github.nd4jinit.internal.math;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded pool of scratch buffers. A task acquires a buffer, has exclusive use of it, and releases it. If no buffer
 * is idle, {@link #acquire} allocates one; if the pool is full, {@link #release} drops the buffer for the garbage
 * collector. Therefore the memory retained between tasks does not grow with the number of platform or virtual threads.
 *
 * @param <T> the type of the buffers
 */
public final class ScratchPool<T> {

    /** Default capacity: one buffer per available processor, but at least 8. */
    private static final int DEFAULT_CAPACITY = Math.max(8, Runtime.getRuntime().availableProcessors());

    /** Distance between two slots in array elements, so that no two slots share a cache line. */
    private static final int SPACING = 16;

    private final Supplier<T> allocator;
    private final int capacity;
    private final AtomicReferenceArray<@Nullable T> slots;

    /**
     * Creates a pool with the default capacity.
     *
     * @param allocator allocates a buffer
     */
    public ScratchPool(Supplier<T> allocator) {
        this(allocator, DEFAULT_CAPACITY);
    }

    ScratchPool(Supplier<T> allocator, int capacity) {
        this.allocator = allocator;
        this.capacity = capacity;
        this.slots = new AtomicReferenceArray<>(capacity * SPACING);
    }

    /**
     * Acquires an idle buffer, or allocates a new one. A reused buffer contains the data of its previous user.
     *
     * @return a buffer that no other task uses
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
     * @param buffer a buffer that the caller no longer uses
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
     * Counts the idle buffers in the pool.
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
     * Returns the maximum number of idle buffers that the pool retains.
     *
     * @return the capacity
     */
    public int capacity() {
        return capacity;
    }

    /** Threads start at different slots, so that each thread finds the buffer that it released last. */
    private static int firstSlot() {
        return (int) Thread.currentThread().getId() & Integer.MAX_VALUE >> 1;
    }

    private int slot(int i) {
        return i % capacity * SPACING;
    }
}
