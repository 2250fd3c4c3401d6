package io.github.nd4jinit.internal.fill;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Tests fills on several threads, and concurrent fills. */
class ConcurrentFillTest {

    private static final int THREADS = 8;

    /** A shape that is large enough for eight threads, with a length that is not a multiple of a step. */
    private static final long[] SHAPE = {701, 1009};

    private static final int LENGTH = 701 * 1009;

    static Stream<DataType> types() {
        return ArrayZoo.TYPES.stream();
    }

    /** Runs a fill in a pool with the given number of threads, which the fill uses. */
    private static void inPool(int threads, Runnable fill) throws InterruptedException, ExecutionException {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            pool.submit(fill).get();
        } finally {
            pool.shutdown();
        }
    }

    private static void concurrently(List<Runnable> fills) throws InterruptedException, ExecutionException {
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
                            () -> TestedPath.DIRECT.write(
                                    array, TensorRegion.whole(SHAPE), TestValues.normal(8, LENGTH, type)));
                    Memory.assertSameBits(threads + " threads, " + order, Memory.elements(array), expected);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestedPath.class)
    void manyThreadsFillManyArrays(TestedPath path) throws InterruptedException, ExecutionException {
        List<INDArray> arrays = IntStream.range(0, THREADS)
                .mapToObj(i -> Nd4j.create(ArrayZoo.TYPES.get(i % 4), SHAPE, i < 4 ? 'c' : 'f'))
                .toList();
        List<Runnable> fills = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            INDArray array = arrays.get(i);
            TensorValues normal = TestValues.normal(i, LENGTH, array.dataType());
            fills.add(() -> path.write(array, TensorRegion.whole(SHAPE), normal));
        }
        concurrently(fills);
        for (int i = 0; i < THREADS; i++) {
            INDArray array = arrays.get(i);
            TensorValues normal = TestValues.normal(i, LENGTH, array.dataType());
            Memory.assertSameBits(
                    "array " + i, Memory.elements(array), TestValues.bits(normal, LENGTH, array.dataType()));
            array.close();
        }
    }

    /**
     * The views are adjacent in each row, so that threads write to the same cache lines and, for HALF, to the same
     * words.
     */
    @ParameterizedTest
    @MethodSource("types")
    void manyThreadsFillDisjointViewsOfOneArray(DataType type) throws InterruptedException, ExecutionException {
        int rows = 5000;
        long columns = 13;
        int length = 65_000; // elements per view
        try (INDArray parent = Nd4j.create(type, rows, THREADS * columns)) {
            List<INDArray> views = IntStream.range(0, THREADS)
                    .mapToObj(i -> parent.get(all(), interval(i * columns, (i + 1) * columns)))
                    .toList();
            List<Runnable> fills = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                INDArray view = views.get(i);
                TensorValues normal = TestValues.normal(i, length, type);
                fills.add(() -> TestedPath.DIRECT.write(view, TensorRegion.whole(rows, columns), normal));
            }
            concurrently(fills);
            for (int i = 0; i < THREADS; i++) {
                TensorValues normal = TestValues.normal(i, length, type);
                Memory.assertSameBits(
                        "view " + i, Memory.elements(views.get(i)), TestValues.bits(normal, length, type));
            }
        }
    }
}
