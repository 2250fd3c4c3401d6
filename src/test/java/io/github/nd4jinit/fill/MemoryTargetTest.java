package io.github.nd4jinit.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.nd4jinit.random.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Threads. */
class MemoryTargetTest {

    private static final int THREADS = 8;

    /** Enough for eight threads, and no multiple of a chunk. */
    private static final long[] SHAPE = {701, 1009};

    private static final int LENGTH = 701 * 1009;

    static Stream<DataType> types() {
        return ArrayZoo.TYPES.stream();
    }

    /** A fill's threads are those of the pool it is called in. */
    private static void inPool(int threads, Runnable fill) throws InterruptedException, ExecutionException {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            pool.submit(fill).get();
        } finally {
            pool.shutdown();
        }
    }

    private static void atOnce(List<Runnable> fills) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(fills.size());
        try {
            CyclicBarrier start = new CyclicBarrier(fills.size());
            List<Callable<Void>> tasks = fills.stream()
                    .<Callable<Void>>map(fill -> () -> {
                        start.await();
                        fill.run();
                        return null;
                    })
                    .toList();
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void valuesDoNotDependOnTheNumberOfThreads(DataType type) throws InterruptedException, ExecutionException {
        long[] expected = TestValues.bits(TestValues.normal(8, LENGTH, type), LENGTH, type);
        for (int threads = 1; threads <= THREADS; threads++) {
            for (char order : new char[] {'c', 'f'}) {
                try (INDArray array = Nd4j.create(type, SHAPE, order)) {
                    inPool(
                            threads,
                            () -> Path.DIRECT.write(array, Box.whole(SHAPE), TestValues.normal(8, LENGTH, type)));
                    Memory.assertSameBits(threads + " threads, " + order, Memory.elements(array), expected);
                }
            }
        }
    }

    /** Otherwise the test above would compare one thread with itself. */
    @Test
    void severalThreadsOfThePoolShareALargeArray() throws InterruptedException, ExecutionException {
        Set<Thread> writers = ConcurrentHashMap.newKeySet();
        Set<ForkJoinPool> pools = ConcurrentHashMap.newKeySet();
        CountDownLatch two = new CountDownLatch(2);
        Values meeting = TestValues.of(index -> {
            if (writers.add(Thread.currentThread())) {
                pools.add(((ForkJoinWorkerThread) Thread.currentThread()).getPool());
                two.countDown();
                // one waits for another; if none comes, the latch stays closed
                meet(two);
            }
            return index;
        });
        try (INDArray array = Nd4j.create(DataType.FLOAT, SHAPE)) {
            inPool(2, () -> Path.DIRECT.write(array, Box.whole(SHAPE), meeting));
        }
        assertThat(two.getCount()).isZero();
        assertThat(writers).hasSizeGreaterThanOrEqualTo(2); // a pool may start a spare for one that waits
        assertThat(pools).hasSize(1).doesNotContain(ForkJoinPool.commonPool());
    }

    private static void meet(CountDownLatch latch) {
        assertThat(awaitUpTo(latch, 60_000)).as("another thread came").isTrue();
    }

    @Test
    void aSmallArrayStaysWithItsThread() {
        Set<Thread> writers = ConcurrentHashMap.newKeySet();
        try (INDArray array = Nd4j.create(DataType.FLOAT, 60, 1000)) {
            Path.DIRECT.write(array, Box.whole(60, 1000), TestValues.of(index -> {
                writers.add(Thread.currentThread());
                return index;
            }));
        }
        assertThat(writers).containsExactly(Thread.currentThread());
    }

    @ParameterizedTest
    @EnumSource(Path.class)
    void manyThreadsFillManyArrays(Path path) throws InterruptedException, ExecutionException {
        List<INDArray> arrays = IntStream.range(0, THREADS)
                .mapToObj(i -> Nd4j.create(ArrayZoo.TYPES.get(i % 4), SHAPE, i < 4 ? 'c' : 'f'))
                .toList();
        List<Runnable> fills = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            INDArray array = arrays.get(i);
            Values normal = TestValues.normal(i, LENGTH, array.dataType());
            fills.add(() -> path.write(array, Box.whole(SHAPE), normal));
        }
        atOnce(fills);
        for (int i = 0; i < THREADS; i++) {
            INDArray array = arrays.get(i);
            Values normal = TestValues.normal(i, LENGTH, array.dataType());
            Memory.assertSameBits(
                    "array " + i, Memory.elements(array), TestValues.bits(normal, LENGTH, array.dataType()));
            array.close();
        }
    }

    /** Side by side in each row, so that the threads' cells share cache lines, and HALF's share words. */
    @ParameterizedTest
    @MethodSource("types")
    void manyThreadsFillDisjointViewsOfOneArray(DataType type) throws InterruptedException, ExecutionException {
        int rows = 5000;
        long columns = 13;
        int length = 65_000; // of each view
        try (INDArray parent = Nd4j.create(type, rows, THREADS * columns)) {
            List<INDArray> views = IntStream.range(0, THREADS)
                    .mapToObj(i -> parent.get(all(), interval(i * columns, (i + 1) * columns)))
                    .toList();
            List<Runnable> fills = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                INDArray view = views.get(i);
                Values normal = TestValues.normal(i, length, type);
                fills.add(() -> Path.DIRECT.write(view, Box.whole(rows, columns), normal));
            }
            atOnce(fills);
            for (int i = 0; i < THREADS; i++) {
                Values normal = TestValues.normal(i, length, type);
                Memory.assertSameBits(
                        "view " + i, Memory.elements(views.get(i)), TestValues.bits(normal, length, type));
            }
        }
    }

    /** A caller that hears of a fault may close the array: nothing may write to it any more. */
    @Test
    void aFaultInTheValuesReachesTheCallerWhenNoThreadWritesAnyMore() throws InterruptedException {
        CountDownLatch otherThreadWrites = new CountDownLatch(1);
        CountDownLatch callerReturned = new CountDownLatch(1);
        AtomicInteger writing = new AtomicInteger();
        AtomicInteger writingOnReturn = new AtomicInteger(-1);
        AtomicReference<Thread> caller = new AtomicReference<>();
        Values faulty = TestValues.of(index -> {
            if (Thread.currentThread() == caller.get()) {
                meet(otherThreadWrites);
                throw new IllegalStateException("no value");
            }
            if (otherThreadWrites.getCount() > 0) {
                writing.incrementAndGet();
                otherThreadWrites.countDown();
                // long enough for a caller that does not wait for this thread to be caught; a right one waits it out
                awaitUpTo(callerReturned, 500);
                writing.decrementAndGet();
            }
            return index;
        });
        ForkJoinPool pool = new ForkJoinPool(2);
        try (INDArray array = Nd4j.create(DataType.FLOAT, SHAPE)) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> pool.submit(() -> {
                                caller.set(Thread.currentThread());
                                try {
                                    Path.DIRECT.write(array, Box.whole(SHAPE), faulty);
                                } finally {
                                    writingOnReturn.set(writing.get());
                                    callerReturned.countDown();
                                }
                            })
                            .get())
                    .withStackTraceContaining("no value");
            pool.shutdown();
            assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(writingOnReturn).hasValue(0);
    }

    private static boolean awaitUpTo(CountDownLatch latch, long milliseconds) {
        try {
            return latch.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
