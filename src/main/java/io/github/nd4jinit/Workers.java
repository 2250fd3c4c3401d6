package io.github.nd4jinit;

import io.github.nd4jinit.internal.fill.Parallelism;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The executor and the maximum number of threads that fill large arrays. The generated values depend on neither.
 *
 * <p>A fill runs on the calling thread and in helper tasks, which together use at most the given number of threads. By
 * default, the helper tasks run in {@link ForkJoinPool#commonPool()} or, if the calling thread belongs to another
 * {@code ForkJoinPool}, in that pool, as with parallel streams.
 *
 * <pre>{@code
 * Workers.of(1).run(() -> Init.normal(w));           // only the calling thread
 * Workers.of(executor, 4).run(() -> Init.normal(w)); // the calling thread and up to 3 tasks of the executor
 * }</pre>
 *
 * <p>Large orthogonal matrices also use matrix products, which run on the threads of ND4J's BLAS.
 *
 * <p>Helper tasks are optional: if none starts, the calling thread does all of the work. A fill starts no threads, and
 * no thread writes to the array after the fill has returned or thrown. An interrupt does not stop a fill, because that
 * would leave the array partly written; the interrupt status of the thread is preserved.
 */
public final class Workers {

    private final Parallelism parallelism;

    private Workers(Parallelism parallelism) {
        this.parallelism = parallelism;
    }

    /**
     * Returns workers that use the calling thread and the common pool.
     *
     * @param threads the maximum number of threads of a fill, at least 1, including the calling thread
     * @return the workers
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public static Workers of(int threads) {
        return of(ForkJoinPool.commonPool(), threads);
    }

    /**
     * Returns workers that use the calling thread and an executor. If the executor rejects a task or starts it late,
     * the other threads do the work of that task.
     *
     * @param executor the executor that runs the helper tasks
     * @param threads the maximum number of threads of a fill, at least 1, including the calling thread
     * @return the workers
     * @throws NullPointerException if {@code executor} is null
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public static Workers of(Executor executor, int threads) {
        Objects.requireNonNull(executor, "executor must not be null");
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "threads must be at least 1, but was %s; pass 1 or more (the calling thread is one of them)"
                            .formatted(threads));
        }
        return new Workers(new Parallelism(executor, threads));
    }

    /**
     * Runs an action. Every fill that the action starts on the calling thread uses these workers.
     *
     * @param action the action; it may contain a nested {@code run} or {@code call} with other workers
     * @throws NullPointerException if {@code action} is null
     */
    public void run(Runnable action) {
        Objects.requireNonNull(action, "action must not be null");
        parallelism.run(action);
    }

    /**
     * Runs an action that returns a value. Every fill that the action starts on the calling thread uses these workers.
     *
     * @param <T> the type of the value
     * @param action the action; it may contain a nested {@code run} or {@code call} with other workers
     * @return the value that the action returns
     * @throws NullPointerException if {@code action} is null
     */
    public <T extends @Nullable Object> T call(Supplier<T> action) {
        Objects.requireNonNull(action, "action must not be null");
        return parallelism.call(action);
    }
}
