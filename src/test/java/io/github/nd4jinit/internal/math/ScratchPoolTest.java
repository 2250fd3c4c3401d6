package io.github.nd4jinit.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ScratchPoolTest {

    private final AtomicInteger allocated = new AtomicInteger();
    private final ScratchPool<Buffer> pool = new ScratchPool<>(
            () -> {
                allocated.incrementAndGet();
                return new Buffer();
            },
            4);

    /** A buffer that detects whether two tasks use it at the same time. */
    private static final class Buffer {

        private final AtomicBoolean inUse = new AtomicBoolean();

        void begin() {
            if (!inUse.compareAndSet(false, true)) {
                throw new AssertionError("two tasks use the same buffer at the same time");
            }
        }

        void end() {
            inUse.set(false);
        }
    }

    @Test
    void aReleasedBufferIsReused() {
        Buffer buffer = pool.acquire();
        assertThat(pool.idle()).isZero();
        pool.release(buffer);
        assertThat(pool.idle()).isEqualTo(1);
        assertThat(pool.acquire()).isSameAs(buffer);
        assertThat(allocated).hasValue(1);
    }

    @Test
    void anEmptyPoolAllocatesABuffer() {
        Buffer first = pool.acquire();
        assertThat(pool.acquire()).isNotSameAs(first);
        assertThat(allocated).hasValue(2);
    }

    @Test
    void aFullPoolDiscardsReleasedBuffers() {
        List<Buffer> buffers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            buffers.add(pool.acquire());
        }
        buffers.forEach(pool::release);
        assertThat(pool.idle()).isEqualTo(4).isEqualTo(pool.capacity());
        for (int i = 0; i < 4; i++) {
            assertThat(buffers).contains(pool.acquire());
        }
        assertThat(buffers).doesNotContain(pool.acquire());
    }

    @Test
    void buffersThatAreNeverReleasedAreReplaced() {
        for (int i = 0; i < 100; i++) {
            pool.acquire(); // never released, as happens after a failure
        }
        assertThat(pool.idle()).isZero();
        pool.release(pool.acquire());
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void theDefaultCapacityIsAtLeastEight() {
        assertThat(new ScratchPool<>(Buffer::new).capacity())
                .isEqualTo(Math.max(8, Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void noTwoTasksShareABufferAndThePoolRemainsBounded() throws Exception {
        int threads = 16;
        CountDownLatch start = new CountDownLatch(threads);
        Callable<Void> task = () -> {
            start.countDown();
            start.await();
            for (int i = 0; i < 20_000; i++) {
                Buffer buffer = pool.acquire();
                buffer.begin();
                if (i % 512 == 0) {
                    LockSupport.parkNanos(1); // lets other threads run while the buffer is in use
                }
                assertThat(pool.idle()).isLessThanOrEqualTo(4);
                buffer.end();
                pool.release(buffer);
            }
            return null;
        };
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(task));
            }
            for (Future<Void> future : running) {
                future.get();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(pool.idle()).isBetween(1, 4);
    }
}
