package io.github.nd4jinit.internal.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.nd4jinit.Workers;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ScratchArraysTest {

    private static final int CAPACITY = ScratchArrays.POOL.capacity();

    /** More than the number of elements of a tile with its padding. */
    private static final int MAX_LENGTH = 70_000;

    /** A shape with grains for eleven threads. */
    private static final long[] SHAPE = {701, 1009};

    private static final TensorValues DIGITS = TestValues.digits(0);

    private static final ExecutorService EXECUTOR = Executors.newCachedThreadPool();

    @AfterAll
    static void shutdown() {
        EXECUTOR.shutdown();
    }

    @BeforeEach
    void drain() {
        acquireIdle();
        assertThat(ScratchArrays.POOL.idle()).isZero();
    }

    private static List<ScratchArrays> acquireIdle() {
        List<ScratchArrays> idle = new ArrayList<>();
        while (ScratchArrays.POOL.idle() > 0) {
            idle.add(ScratchArrays.POOL.acquire());
        }
        return idle;
    }

    /**
     * Returns the values of {@link #DIGITS}. The consumer receives the scratch array of each run before the run is
     * filled.
     */
    private record Observed(Consumer<Object> scratch) implements TensorValues {

        @Override
        public void fill(long from, float[] out, int offset, int n) {
            scratch.accept(out);
            DIGITS.fill(from, out, offset, n);
        }

        @Override
        public void fill(long from, double[] out, int offset, int n) {
            scratch.accept(out);
            DIGITS.fill(from, out, offset, n);
        }
    }

    private static void fill(INDArray array, TensorValues values) {
        TestedPath.DIRECT.write(array, TensorRegion.whole(array.shape()), values);
    }

    private static void assertFilled(INDArray array) {
        Memory.assertSameBits(
                "elements", Memory.elements(array), TestValues.bits(DIGITS, (int) array.length(), array.dataType()));
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

    @Test
    void smallFillReusesTheArraysOfThePreviousFill() {
        Set<Object> scratch = new HashSet<>();
        try (INDArray array = Nd4j.create(DataType.FLOAT, 8, 8)) {
            for (int i = 0; i < 3; i++) {
                fill(array, new Observed(scratch::add));
                assertFilled(array);
                assertThat(ScratchArrays.POOL.idle()).isEqualTo(1);
            }
        }
        assertThat(scratch).hasSize(1);
    }

    /** All fills are in progress at the same time. */
    @Test
    void poolRetainsItsCapacityAfterManyConcurrentFills() throws InterruptedException, ExecutionException {
        int fills = 3 * CAPACITY;
        Set<Object> scratch = ConcurrentHashMap.newKeySet();
        CountDownLatch allInProgress = new CountDownLatch(fills);
        TensorValues values = new Observed(out -> {
            scratch.add(out);
            allInProgress.countDown();
            await(allInProgress);
        });
        List<INDArray> arrays = IntStream.range(0, fills)
                .mapToObj(i -> Nd4j.create(DataType.FLOAT, 8, 8))
                .toList();
        List<Future<?>> running = new ArrayList<>();
        for (INDArray array : arrays) {
            running.add(EXECUTOR.submit(() -> fill(array, values)));
        }
        for (Future<?> fill : running) {
            fill.get();
        }
        assertThat(scratch).hasSize(fills);
        assertThat(ScratchArrays.POOL.idle()).isEqualTo(CAPACITY);
        arrays.forEach(array -> {
            assertFilled(array);
            array.close();
        });
    }

    @ParameterizedTest
    @CsvSource({"c", "f"})
    void eachThreadOfAFillHasSeparateArraysAndReleasesThem(char order) {
        int threads = 4;
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Set<Object> scratch = ConcurrentHashMap.newKeySet();
        CountDownLatch allInProgress = new CountDownLatch(threads);
        TensorValues values = new Observed(out -> {
            scratch.add(out);
            if (seen.add(Thread.currentThread())) {
                allInProgress.countDown();
                await(allInProgress);
            }
        });
        try (INDArray array = Nd4j.create(DataType.FLOAT, SHAPE, order)) {
            Workers.of(EXECUTOR, threads).run(() -> fill(array, values));
            assertFilled(array);
        }
        assertThat(scratch).hasSize(threads);
        assertThat(ScratchArrays.POOL.idle()).isEqualTo(threads);
    }

    @Test
    void constantFillReleasesItsArrays() {
        try (INDArray array = Nd4j.create(DataType.FLOAT, SHAPE)) {
            Workers.of(1).run(() -> fill(array, TensorValues.constant(3)));
            assertThat(ScratchArrays.POOL.idle()).isEqualTo(1);
            Workers.of(1).run(() -> fill(array, TensorValues.constant(0)));
            assertThat(ScratchArrays.POOL.idle()).isEqualTo(1);
        }
    }

    @Test
    void failedSmallFillReleasesItsArraysOnce() {
        try (INDArray array = Nd4j.create(DataType.FLOAT, 8, 8)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> fill(array, new Observed(out -> {
                        throw new IllegalStateException("no value");
                    })));
        }
        assertThat(ScratchArrays.POOL.idle()).isEqualTo(1);
    }

    /** If an array were released twice, two later fills could share it. */
    @Test
    void failedFillOnSeveralThreadsReleasesTheArraysOfEachThreadOnce() {
        int threads = 4;
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch allInProgress = new CountDownLatch(threads);
        TensorValues values = new Observed(out -> {
            if (seen.add(Thread.currentThread())) {
                allInProgress.countDown();
                await(allInProgress);
            }
            throw new IllegalStateException("no value");
        });
        try (INDArray array = Nd4j.create(DataType.FLOAT, SHAPE)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Workers.of(EXECUTOR, threads).run(() -> fill(array, values)))
                    .withMessage("no value");
        }
        assertThat(ScratchArrays.POOL.idle()).isEqualTo(threads);
        assertThat(acquireIdle()).doesNotHaveDuplicates();
    }

    @Test
    void valuesOfAFillCanRunAnotherFill() {
        try (INDArray outer = Nd4j.create(DataType.FLOAT, 60, 70);
                INDArray inner = Nd4j.create(DataType.FLOAT, 60, 70)) {
            TensorValues nesting = new TensorValues() {
                @Override
                public void fill(long from, float[] out, int offset, int n) {
                    DIGITS.fill(from, out, offset, n);
                    ScratchArraysTest.fill(inner, TestValues.digits(1));
                }

                @Override
                public void fill(long from, double[] out, int offset, int n) {
                    throw new IllegalStateException("the array is FLOAT");
                }
            };
            fill(outer, nesting);
            assertFilled(outer);
            Memory.assertSameBits(
                    "elements", Memory.bits(inner), TestValues.bits(TestValues.digits(1), 60 * 70, DataType.FLOAT));
        }
    }

    private static void assertBounded() {
        assertThat(acquireIdle()).isNotEmpty().allSatisfy(scratch -> {
            assertThat(scratch.floats(0).length).isLessThan(MAX_LENGTH);
            assertThat(scratch.doubles(0).length).isLessThan(MAX_LENGTH);
            assertThat(scratch.shorts(0).length).isLessThan(MAX_LENGTH);
        });
    }

    @ParameterizedTest
    @MethodSource("io.github.nd4jinit.internal.fill.ArrayZoo#kinds")
    void arraysOfAnyKindNeedBoundedScratchMemory(ArrayZoo.Kind kind) {
        try (ArrayZoo.TestArray testArray = kind.create()) {
            fill(testArray.array(), DIGITS);
        }
        assertBounded();
    }

    /** Tests narrow and wide tiles, tiles with and without padding, and the largest tile. */
    @ParameterizedTest
    @CsvSource({"200000, 2", "8, 30000", "64, 5000", "130, 512", "130, 513", "3000, 30", "9, 65537"})
    void tilesOfAnyShapeNeedBoundedScratchMemory(long rows, long columns) {
        for (DataType type : ArrayZoo.TYPES) {
            try (INDArray array = Nd4j.create(type, new long[] {rows, columns}, 'f')) {
                fill(array, DIGITS);
            }
        }
        assertBounded();
    }

    /** All threads are alive when the memory is counted. One set of arrays per thread would be 10,000 sets. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void tenThousandVirtualThreadsRetainNoMoreThanTheCapacity() throws ReflectiveOperationException {
        int threads = 10_000;
        Set<Object> scratch = ConcurrentHashMap.newKeySet();
        TensorValues values = new Observed(scratch::add);
        CountDownLatch filled = new CountDownLatch(threads);
        CountDownLatch counted = new CountDownLatch(1);
        List<INDArray> arrays = IntStream.range(0, threads)
                .mapToObj(i -> Nd4j.create(DataType.FLOAT, 16, 17))
                .toList();
        try {
            for (INDArray array : arrays) {
                startVirtualThread(() -> {
                    fill(array, values);
                    fill(array, values);
                    filled.countDown();
                    await(counted);
                });
            }
            await(filled);
            assertThat(ScratchArrays.POOL.idle()).isBetween(1, CAPACITY);
            assertThat(scratch).hasSizeLessThan(threads / 10);
        } finally {
            counted.countDown();
        }
        assertBounded();
        arrays.forEach(array -> {
            assertFilled(array);
            array.close();
        });
    }

    /**
     * Calls {@code Thread.startVirtualThread} by reflection, because the JDK for which the tests are compiled does not
     * have it.
     */
    private static void startVirtualThread(Runnable task) throws ReflectiveOperationException {
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    }
}
