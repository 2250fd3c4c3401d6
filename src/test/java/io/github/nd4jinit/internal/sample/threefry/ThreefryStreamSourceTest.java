package io.github.nd4jinit.internal.sample.threefry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.internal.sample.Threefry;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThreefryStreamSourceTest {

    /** The test detects a correlation of 0.006. */
    private static final int N = 1 << 20;

    @ParameterizedTest
    @EnumSource
    void equalSeedsGiveEqualValues(ValueKind kind) {
        assertThat(Draw.floats(kind.seeded(42), 0, 5000)).isEqualTo(Draw.floats(kind.seeded(42), 0, 5000));
        assertThat(Draw.doubles(kind.seeded(42), 0, 5000)).isEqualTo(Draw.doubles(kind.seeded(42), 0, 5000));
    }

    /** The values of FLOAT, HALF and BFLOAT16 with the same seed agree before they are rounded to the element type. */
    @ParameterizedTest
    @EnumSource(names = {"HALF", "BFLOAT16"})
    void sixteenBitFormatsHaveTheFloatValues(FloatFormat format) {
        float[] wide = Draw.floats(
                StreamSource.of(Generator.seeded(42))
                        .next(5000, FloatFormat.FLOAT)
                        .normal(0, 1),
                0,
                5000);
        float[] narrow = Draw.floats(
                StreamSource.of(Generator.seeded(42)).next(5000, format).normal(0, 1), 0, 5000);
        assertThat(narrow).isEqualTo(wide);
    }

    @Test
    void valuesDoNotDependOnTheSizeOfTheTensor() {
        float[] some = Draw.floats(
                StreamSource.of(Generator.seeded(42))
                        .next(100, FloatFormat.FLOAT)
                        .normal(0, 1),
                0,
                100);
        float[] many = Draw.floats(
                StreamSource.of(Generator.seeded(42))
                        .next(1L << 40, FloatFormat.FLOAT)
                        .normal(0, 1),
                0,
                100);
        assertThat(many).isEqualTo(some);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "42, 43", "1, 4294967297", "0, -9223372036854775808", "4294967295, -1", "42, -42"})
    void seedsThatDifferInAnyBitAreIndependent(long one, long other) {
        assertThat(correlation(normals(Generator.seeded(one)), normals(Generator.seeded(other))))
                .isGreaterThan(Statistics.ALPHA);
    }

    @Test
    void tensorsOfASequenceAreIndependent() {
        Generator generator = Generator.seeded(42);
        double[] last = normals(generator);
        for (int tensor = 1; tensor < 4; tensor++) {
            double[] next = normals(generator);
            assertThat(correlation(last, next)).isGreaterThan(Statistics.ALPHA);
            last = next;
        }
    }

    /** Shows the power of the previous test. */
    @Test
    void aCorrelationOfOnePercentIsRejected() {
        Generator generator = Generator.seeded(42);
        double[] one = normals(generator);
        double[] other = normals(generator);
        for (int i = 0; i < N; i++) {
            other[i] += 0.01 * one[i];
        }
        assertThat(correlation(one, other)).isLessThan(Statistics.ALPHA);
    }

    @Test
    void tensorsOfASequenceAreDrawnInOrder() {
        Generator once = Generator.seeded(7);
        Generator again = Generator.seeded(7);
        for (int tensor = 0; tensor < 5; tensor++) {
            assertThat(key(again)).isEqualTo(key(once)).isEqualTo(Threefry.block(7, tensor));
        }
    }

    @Test
    void concurrentThreadsReceiveDifferentTensors() throws Exception {
        int threads = 8;
        int tensorsPerThread = 1000;
        Generator shared = Generator.seeded(42);
        CountDownLatch start = new CountDownLatch(threads);
        Callable<List<Long>> take = () -> {
            start.countDown();
            start.await();
            List<Long> keys = new ArrayList<>();
            for (int i = 0; i < tensorsPerThread; i++) {
                keys.add(key(shared));
            }
            return keys;
        };
        List<Long> taken = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(take));
            }
            for (Future<List<Long>> keys : running) {
                taken.addAll(keys.get());
            }
        } finally {
            pool.shutdownNow();
        }
        List<Long> expected = new ArrayList<>();
        Generator alone = Generator.seeded(42);
        for (int i = 0; i < threads * tensorsPerThread; i++) {
            expected.add(key(alone));
        }
        assertThat(taken).containsExactlyInAnyOrderElementsOf(expected).doesNotHaveDuplicates();
    }

    @Test
    void threadsReadTheSameValuesOfATensor() throws Exception {
        TensorValues values = ValueKind.ONE_SIDED.seeded(42);
        float[] alone = Draw.floats(values, 0, ValueKind.LENGTH);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(pool.submit(() -> Draw.floats(values, 0, ValueKind.LENGTH)));
            }
            for (Future<float[]> read : running) {
                assertThat(read.get()).isEqualTo(alone);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void nullFormatIsRejected() {
        assertThatNullPointerException()
                .isThrownBy(() -> StreamSource.of(Generator.seeded(42)).next(1, null))
                .withMessageContaining("format");
    }

    private static long key(Generator generator) {
        return ((ThreefryStream) StreamSource.of(generator).next(N, FloatFormat.FLOAT)).key();
    }

    private static double[] normals(Generator generator) {
        return Draw.doubles(
                StreamSource.of(generator).next(N, FloatFormat.DOUBLE).normal(0, 1), 0, N);
    }

    private static double correlation(double[] x, double[] y) {
        return Statistics.correlation(x, y);
    }
}
