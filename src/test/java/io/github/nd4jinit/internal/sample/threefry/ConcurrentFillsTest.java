package io.github.nd4jinit.internal.sample.threefry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Tests that scratch memory is bounded for any number of threads, and that no two threads use the same buffer. */
class ConcurrentFillsTest {

    private static final int N = 5000;

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need JDK 21")
    void tenThousandVirtualThreadsDrawTheSameValuesAsOneThread() throws Exception {
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        assertConcurrentValues(executor, 10_000);
    }

    @Test
    void platformThreadsDrawTheSameValuesAsOneThread() throws Exception {
        assertConcurrentValues(Executors.newFixedThreadPool(32), 2000);
    }

    private static void assertConcurrentValues(ExecutorService executor, int tasks) throws Exception {
        List<TensorValues> all = List.of(
                stream(Generator.seeded(1)).normal(0, 1),
                stream(Generator.seeded(1)).sparse(50, 100, 20, 1),
                stream(Generator.torch(1)).normal(0, 1),
                stream(Generator.torch(1)).uniform(0, 1),
                stream(Generator.jax(1)).normal(0, 1));
        List<float[]> expected = all.stream().map(ConcurrentFillsTest::floats).toList();
        try {
            List<Future<Boolean>> areEqual = new ArrayList<>();
            for (int task = 0; task < tasks; task++) {
                int i = task % all.size();
                areEqual.add(executor.submit(() -> Arrays.equals(floats(all.get(i)), expected.get(i))));
            }
            for (Future<Boolean> isEqual : areEqual) {
                assertThat(isEqual.get()).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(RunScratch.POOL.idle()).isBetween(1, RunScratch.POOL.capacity());
        assertThat(SparseScratch.POOL.idle()).isBetween(1, SparseScratch.POOL.capacity());
    }

    private static RandomStream stream(Generator generator) {
        return StreamSource.of(generator).next(N, FloatFormat.FLOAT);
    }

    private static float[] floats(TensorValues values) {
        float[] floats = new float[N];
        values.fill(0, floats, 0, N);
        return floats;
    }
}
