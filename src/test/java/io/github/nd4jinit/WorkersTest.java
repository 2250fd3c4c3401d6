package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.internal.fill.ArrayWriter;
import io.github.nd4jinit.internal.fill.Memory;
import io.github.nd4jinit.internal.fill.TensorRegion;
import io.github.nd4jinit.internal.fill.TestValues;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WorkersTest {

    /** A shape with work units for eleven threads, the last of which is smaller. */
    private static final long[] SHAPE = {701, 1009};

    private static final int LENGTH = 701 * 1009;

    private static final TensorValues DIGITS = TestValues.digits(0);

    private static final long[] EXPECTED = TestValues.bits(DIGITS, LENGTH, DataType.FLOAT);

    private static final ExecutorService POOL = Executors.newFixedThreadPool(16);

    private final INDArray array = Nd4j.create(DataType.FLOAT, SHAPE);

    @AfterEach
    void close() {
        array.close();
    }

    @AfterAll
    static void shutdown() {
        POOL.shutdown();
    }

    /** Provides the values of {@link #DIGITS}, and runs an action before each chunk. */
    private record Observed(Runnable call) implements TensorValues {

        @Override
        public void fill(long from, float[] out, int offset, int n) {
            call.run();
            DIGITS.fill(from, out, offset, n);
        }

        @Override
        public void fill(long from, double[] out, int offset, int n) {
            call.run();
            DIGITS.fill(from, out, offset, n);
        }
    }

    private void fill(TensorValues values) {
        ArrayWriter.write(array, TensorRegion.whole(SHAPE), values);
    }

    private void assertFilled() {
        Memory.assertSameBits("elements", Memory.bits(array), EXPECTED);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS))
                    .as("all threads arrived")
                    .isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    /** At most n threads can participate if at most n - 1 tasks are submitted. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void aFillUsesTheGivenNumberOfThreadsIncludingTheCallingThread(int n) {
        AtomicInteger tasks = new AtomicInteger();
        AtomicInteger active = new AtomicInteger();
        AtomicInteger mostActive = new AtomicInteger();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch allArrived = new CountDownLatch(n);
        TensorValues values = new Observed(() -> {
            mostActive.accumulateAndGet(active.incrementAndGet(), Math::max);
            if (threads.add(Thread.currentThread())) {
                allArrived.countDown();
                await(allArrived);
            }
            active.decrementAndGet();
        });
        Executor counting = task -> {
            tasks.incrementAndGet();
            POOL.execute(task);
        };
        Workers.of(counting, n).run(() -> fill(values));
        assertFilled();
        assertThat(mostActive).hasValue(n);
        assertThat(threads).hasSize(n).contains(Thread.currentThread());
        assertThat(tasks).hasValue(n - 1);
    }

    @Test
    void noHelperIsSubmittedForOneThreadOrForASmallArray() {
        Executor none = task -> {
            throw new AssertionError("a helper was submitted");
        };
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        TensorValues values = new Observed(() -> threads.add(Thread.currentThread()));
        Workers.of(none, 1).run(() -> fill(values));
        assertFilled();
        try (INDArray small = Nd4j.create(DataType.FLOAT, 60, 1000)) {
            Workers.of(none, 8).run(() -> ArrayWriter.write(small, TensorRegion.whole(60, 1000), values));
            ArrayWriter.write(small, TensorRegion.whole(60, 1000), values);
        }
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    /** Executors that reject helper tasks, run them on the calling thread, or never run them. */
    static Stream<Executor> executorsWithoutHelpers() {
        AtomicInteger tasks = new AtomicInteger();
        ExecutorService down = Executors.newFixedThreadPool(1);
        down.shutdown();
        return Stream.of(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                task -> {
                    if (tasks.incrementAndGet() > 1) {
                        throw new RejectedExecutionException("full");
                    }
                    POOL.execute(task);
                },
                down,
                task -> {}, // never runs the task
                Runnable::run); // runs the task on the calling thread
    }

    @ParameterizedTest
    @MethodSource("executorsWithoutHelpers")
    void theCallingThreadCompletesTheWorkWithoutHelpers(Executor executor) {
        Workers.of(executor, 4).run(() -> fill(DIGITS));
        assertFilled();
    }

    @Test
    void helpersThatStartTooLateWriteNothing() {
        List<Runnable> late = new ArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        Workers.of(late::add, 3).run(() -> fill(new Observed(calls::incrementAndGet)));
        assertFilled();
        assertThat(late).hasSize(2);
        calls.set(0);
        long pattern = 0x7fa5a5a5L;
        Memory.paint(array, pattern);
        late.get(0).run();
        assertThat(Arrays.stream(Memory.bits(array))).allMatch(bits -> bits == pattern);
        array.close();
        late.get(1).run();
        assertThat(calls).hasValue(0);
    }

    @Test
    void manyCallersShareWorkers() throws InterruptedException, ExecutionException {
        int callers = 8;
        ExecutorService helpers = Executors.newFixedThreadPool(3);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        List<INDArray> arrays = IntStream.range(0, callers)
                .mapToObj(i -> Nd4j.create(DataType.FLOAT, SHAPE))
                .toList();
        try {
            Workers shared = Workers.of(helpers, 4);
            CyclicBarrier start = new CyclicBarrier(callers);
            List<Callable<Void>> fills = arrays.stream()
                    .<Callable<Void>>map(one -> () -> {
                        start.await();
                        shared.run(() -> ArrayWriter.write(one, TensorRegion.whole(SHAPE), DIGITS));
                        return null;
                    })
                    .toList();
            for (Future<Void> fill : threads.invokeAll(fills)) {
                fill.get();
            }
            arrays.forEach(one -> Memory.assertSameBits("elements", Memory.bits(one), EXPECTED));
        } finally {
            helpers.shutdown();
            threads.shutdown();
            arrays.forEach(INDArray::close);
        }
    }

    @Test
    void initializersUseTheCurrentWorkers() {
        AtomicInteger tasks = new AtomicInteger();
        Workers.of(task -> tasks.incrementAndGet(), 3).run(() -> Init.normal(array));
        assertThat(tasks).hasValue(2);
    }

    /** Counts tasks and runs none, so that the calling thread does all of the work. */
    private static final class CountingExecutor implements Executor {

        private int tasks;

        @Override
        public void execute(Runnable task) {
            tasks++;
        }
    }

    /** The two methods that run an action. */
    enum Form {
        RUN {
            @Override
            void perform(Workers workers, Runnable action) {
                workers.run(action);
            }
        },
        CALL {
            @Override
            void perform(Workers workers, Runnable action) {
                Object value = new Object();
                assertThat(workers.<Object>call(() -> {
                            action.run();
                            return value;
                        }))
                        .isSameAs(value);
            }
        };

        abstract void perform(Workers workers, Runnable action);
    }

    @ParameterizedTest
    @EnumSource
    void innerWorkersTakePrecedenceAndOuterWorkersAreRestored(Form form) {
        CountingExecutor outer = new CountingExecutor();
        CountingExecutor inner = new CountingExecutor();
        form.perform(Workers.of(outer, 2), () -> {
            fill(DIGITS);
            assertThat(outer.tasks).isEqualTo(1);
            form.perform(Workers.of(inner, 3), () -> fill(DIGITS));
            assertThat(inner.tasks).isEqualTo(2);
            assertThat(outer.tasks).isEqualTo(1);
            fill(DIGITS);
            assertThat(outer.tasks).isEqualTo(2);
        });
        fill(DIGITS);
        assertThat(outer.tasks).isEqualTo(2);
        assertThat(inner.tasks).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void outerWorkersAreRestoredAfterAnException(Form form) {
        CountingExecutor outer = new CountingExecutor();
        Runnable failing = () -> {
            throw new IllegalStateException("stopped");
        };
        form.perform(Workers.of(outer, 2), () -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> form.perform(Workers.of(3), failing))
                    .withMessage("stopped");
            fill(DIGITS);
            assertThat(outer.tasks).isEqualTo(1);
        });
        assertThatIllegalStateException().isThrownBy(() -> form.perform(Workers.of(outer, 2), failing));
        fill(DIGITS);
        assertThat(outer.tasks).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void workersDoNotApplyToOtherThreads(Form form) throws InterruptedException, ExecutionException {
        CountingExecutor executor = new CountingExecutor();
        CountDownLatch set = new CountDownLatch(1);
        CountDownLatch checked = new CountDownLatch(1);
        Future<?> running = POOL.submit(() -> form.perform(Workers.of(executor, 2), () -> {
            set.countDown();
            await(checked);
        }));
        await(set);
        fill(DIGITS);
        assertThat(executor.tasks).isZero();
        checked.countDown();
        running.get();
    }

    @Test
    void callReturnsTheValueOfTheActionIncludingNull() {
        assertThat(Workers.of(2).<INDArray>call(() -> Init.ones(array))).isSameAs(array);
        assertThat(Workers.of(2).<String>call(() -> null)).isNull();
    }

    @Test
    void callersInAForkJoinPoolUseThatPool() throws InterruptedException, ExecutionException {
        ForkJoinPool pool = new ForkJoinPool(2);
        try {
            assertThat(pool.submit(() -> poolsOfTwoThreads()).get()).containsExactly(pool);
        } finally {
            pool.shutdown();
        }
        assertFilled();
    }

    @Test
    void callersOutsideAForkJoinPoolUseTheCommonPool() {
        assertThat(poolsOfTwoThreads()).containsExactly(ForkJoinPool.commonPool());
        assertFilled();
        Set<ForkJoinPool> pools = new HashSet<>();
        Workers.of(2).run(() -> pools.addAll(poolsOfTwoThreads()));
        assertThat(pools).containsExactly(ForkJoinPool.commonPool());
    }

    /** Fills the array on two threads that wait for each other, and returns the pools to which they belong. */
    private Set<ForkJoinPool> poolsOfTwoThreads() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Set<ForkJoinPool> pools = ConcurrentHashMap.newKeySet();
        CountDownLatch two = new CountDownLatch(2);
        fill(new Observed(() -> {
            if (threads.add(Thread.currentThread())) {
                if (ForkJoinTask.inForkJoinPool()) {
                    pools.add(ForkJoinTask.getPool());
                }
                two.countDown();
                await(two);
            }
        }));
        return pools;
    }

    static Stream<Throwable> failures() {
        return Stream.of(new IllegalStateException("no value"), new AssertionError("no value"));
    }

    private static void raise(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** After an exception, the caller is allowed to close the array, so no thread may still be writing to it. */
    @ParameterizedTest
    @MethodSource("failures")
    void aFailureOfTheCallerIsThrownAfterAllHelpersHaveStopped(Throwable failure) {
        Thread caller = Thread.currentThread();
        CountDownLatch helperWrites = new CountDownLatch(1);
        AtomicBoolean writing = new AtomicBoolean();
        AtomicBoolean thrown = new AtomicBoolean();
        AtomicBoolean returned = new AtomicBoolean();
        AtomicBoolean writingOnReturn = new AtomicBoolean();
        TensorValues failing = new Observed(() -> {
            if (Thread.currentThread() == caller) {
                await(helperWrites);
                thrown.set(true);
                raise(failure);
            }
            writing.set(true);
            helperWrites.countDown();
            // if the call has already returned, the assertion below fails
            while (!(thrown.get() && isWaiting(caller)) && !returned.get()) {
                Thread.onSpinWait();
            }
            writing.set(false);
        });
        assertThatThrownBy(() -> {
                    try {
                        Workers.of(POOL, 2).run(() -> fill(failing));
                    } finally {
                        writingOnReturn.set(writing.get());
                        returned.set(true);
                    }
                })
                .isSameAs(failure);
        assertThat(writingOnReturn).isFalse();
        Workers.of(POOL, 2).run(() -> fill(DIGITS));
        assertFilled();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureOfAHelperStopsTheFillAndReachesTheCaller(Throwable failure) {
        Thread caller = Thread.currentThread();
        CountDownLatch callerWrites = new CountDownLatch(1);
        CountDownLatch helperEnded = new CountDownLatch(1);
        AtomicInteger callsOfCaller = new AtomicInteger();
        Executor executor = task -> POOL.execute(() -> {
            task.run();
            helperEnded.countDown();
        });
        TensorValues failing = new Observed(() -> {
            if (Thread.currentThread() != caller) {
                await(callerWrites);
                raise(failure);
            }
            callerWrites.countDown();
            await(helperEnded);
            callsOfCaller.incrementAndGet();
        });
        assertThatThrownBy(() -> Workers.of(executor, 2).run(() -> fill(failing)))
                .isSameAs(failure);
        // the caller finishes its current work unit, a tenth of the array
        assertThat(callsOfCaller.get()).isBetween(1, LENGTH / 2048 / 2);
    }

    /** The time at which the calling thread is interrupted. */
    enum Interrupt {
        BEFORE_THE_FILL,
        WHILE_IT_WRITES,
        WHILE_IT_WAITS_FOR_A_HELPER
    }

    @ParameterizedTest
    @EnumSource
    void interruptsDoNotStopAFillAndArePreserved(Interrupt when) {
        Thread caller = Thread.currentThread();
        AtomicBoolean helperStarted = new AtomicBoolean();
        TensorValues values = new Observed(() -> {
            if (Thread.currentThread() == caller) {
                while (!helperStarted.get()) {
                    Thread.onSpinWait();
                }
                if (when == Interrupt.WHILE_IT_WRITES) {
                    caller.interrupt();
                }
            } else {
                helperStarted.set(true);
                while (!isWaiting(caller)) { // the caller has processed all other work units
                    Thread.onSpinWait();
                }
                if (when == Interrupt.WHILE_IT_WAITS_FOR_A_HELPER) {
                    caller.interrupt();
                }
            }
        });
        try {
            if (when == Interrupt.BEFORE_THE_FILL) {
                caller.interrupt();
            }
            Workers.of(POOL, 2).run(() -> fill(values));
            assertFilled();
            assertThat(caller.isInterrupted()).isTrue();
        } finally {
            Thread.interrupted(); // clears the status for the next test
        }
    }

    @Test
    void onlyTheExecutorStartsThreadsAndNoThreadIsRetained() throws InterruptedException {
        List<Thread> ofExecutor = new CopyOnWriteArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task);
            ofExecutor.add(thread);
            return thread;
        });
        try (INDArray small = Nd4j.create(DataType.FLOAT, 60, 1000)) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            Workers.of(executor, 5).run(() -> {
                Init.normal(small);
                assertThat(ofExecutor).isEmpty();
                fill(DIGITS);
            });
            Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
            started.removeAll(before);
            started.removeAll(ofExecutor);
            assertThat(started).isEmpty();
        } finally {
            executor.shutdown();
        }
        assertFilled();
        assertThat(ofExecutor).hasSize(4);
        for (Thread thread : ofExecutor) {
            thread.join(60_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void fewerThanOneThreadIsRejected(int threads) {
        String message = "threads must be at least 1, but was %s; pass 1 or more (the calling thread is one of them)"
                .formatted(threads);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workers.of(threads))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workers.of(POOL, threads))
                .withMessage(message);
    }

    @Test
    void aNullExecutorIsRejected() {
        assertThatNullPointerException().isThrownBy(() -> Workers.of(null, 2)).withMessage("executor must not be null");
    }

    /** Simulates an executor that cannot start another thread. */
    @Test
    void aFailureOfTheExecutorIsThrownAfterAllThreadsHaveStopped() {
        Thread caller = Thread.currentThread();
        AtomicInteger tasks = new AtomicInteger();
        CountDownLatch helperWrites = new CountDownLatch(1);
        AtomicBoolean writing = new AtomicBoolean();
        TensorValues values = new Observed(() -> {
            writing.set(true);
            helperWrites.countDown();
            while (!isWaiting(caller)) {
                Thread.onSpinWait();
            }
            writing.set(false);
        });
        Executor failing = task -> {
            if (tasks.incrementAndGet() > 1) {
                await(helperWrites);
                throw new OutOfMemoryError("unable to create native thread");
            }
            POOL.execute(task);
        };
        assertThatThrownBy(() -> Workers.of(failing, 3).run(() -> fill(values)))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("unable to create native thread");
        assertThat(writing).isFalse();
    }

    /** Kotlin and Scala code can throw undeclared checked exceptions. */
    @Test
    void aCheckedExceptionOfAHelperReachesTheCaller() {
        Thread caller = Thread.currentThread();
        CountDownLatch helperThrows = new CountDownLatch(1);
        TensorValues values = new Observed(() -> {
            if (Thread.currentThread() == caller) {
                await(helperThrows);
            } else {
                helperThrows.countDown();
                WorkersTest.<RuntimeException>undeclared(new IOException("no value"));
            }
        });
        assertThatThrownBy(() -> Workers.of(POOL, 2).run(() -> fill(values)))
                .isInstanceOf(UndeclaredThrowableException.class)
                .hasRootCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("no value");
    }

    @SuppressWarnings("unchecked") // the cast is not checked at run time, so the exception is thrown undeclared
    private static <T extends Throwable> void undeclared(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aNullActionIsRejected() {
        assertThatNullPointerException()
                .isThrownBy(() -> Workers.of(1).run(null))
                .withMessage("action must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> Workers.of(1).call(null))
                .withMessage("action must not be null");
    }
}
