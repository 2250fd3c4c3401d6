package io.github.nd4jinit.internal.fill;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The executor for the helper tasks of a fill, and the maximum number of threads. Each thread has a current instance,
 * which its fills use.
 */
public final class Parallelism {

    private static final ThreadLocal<@Nullable Parallelism> CURRENT = new ThreadLocal<>();

    private static final Parallelism COMMON_POOL =
            new Parallelism(ForkJoinPool.commonPool(), ForkJoinPool.getCommonPoolParallelism() + 1);

    private final Executor executor;
    private final int threads;

    /**
     * Creates an instance from an executor and a limit.
     *
     * @param executor runs the helper tasks
     * @param threads the maximum number of threads of a fill, including the calling thread; at least 1
     */
    public Parallelism(Executor executor, int threads) {
        this.executor = executor;
        this.threads = threads;
    }

    /**
     * Returns the current instance of the calling thread: the instance of the innermost {@link #run} or {@link #call},
     * or, outside of both, an instance for the {@link ForkJoinPool} that the thread belongs to or for the common pool.
     */
    static Parallelism current() {
        Parallelism current = CURRENT.get();
        if (current != null) {
            return current;
        }
        ForkJoinPool pool = ForkJoinTask.getPool();
        return pool == null ? COMMON_POOL : new Parallelism(pool, pool.getParallelism());
    }

    /**
     * Runs an action with this instance as the calling thread's current instance.
     *
     * @param action the action
     */
    public void run(Runnable action) {
        Parallelism previous = CURRENT.get();
        CURRENT.set(this);
        try {
            action.run();
        } finally {
            restore(previous);
        }
    }

    /**
     * Runs an action with this instance as the calling thread's current instance.
     *
     * @param <T> the type of the action's value
     * @param action the action
     * @return the action's value
     */
    public <T extends @Nullable Object> T call(Supplier<T> action) {
        Parallelism previous = CURRENT.get();
        CURRENT.set(this);
        try {
            return action.get();
        } finally {
            restore(previous);
        }
    }

    private static void restore(@Nullable Parallelism previous) {
        if (previous == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(previous);
        }
    }

    /**
     * Divides the steps {@code 0, ..., steps - 1} into ranges, and runs an action on each range, on the calling thread
     * and on the helper threads of its current instance. Returns when no thread is working on a range anymore.
     *
     * @param steps the number of steps
     * @param grain the number of steps in a range; another thread is not worthwhile for fewer steps
     * @param action the action, which several threads run at the same time
     */
    public static void forRanges(long steps, long grain, RangeAction action) {
        current().execute(new Ranges(steps, grain, action));
    }

    /** Steps that are all processed by the same action. */
    private record Ranges(long steps, long grain, RangeAction action) implements SharedWork {

        @Override
        public RangeAction newAction(ScratchArrays scratch) {
            return action;
        }
    }

    /**
     * Runs all steps of a task on the calling thread, and on helper threads if the task is large enough. Returns when
     * no thread is working on the task anymore.
     */
    void execute(SharedWork task) {
        long helpers = Math.min(threads, (task.steps() + task.grain() - 1) / task.grain()) - 1;
        if (helpers <= 0) {
            ScratchArrays scratch = ScratchArrays.POOL.acquire();
            try {
                task.newAction(scratch).process(0, task.steps());
            } finally {
                ScratchArrays.POOL.release(scratch);
            }
            return;
        }
        SharedTask shared = new SharedTask(task);
        shared.submitHelpers(executor, helpers);
        shared.run();
        shared.awaitHelpers();
        shared.rethrowFailure();
    }
}
