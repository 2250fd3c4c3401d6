package io.github.nd4jinit.internal.fill;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A task whose steps several threads share. The calling thread and each helper call {@link #run}, which claims grains of
 * steps until none is left.
 */
final class SharedTask implements Runnable {

    /** Larger than the number of steps of any task, and small enough that adding grains to it does not overflow. */
    private static final long END = Long.MAX_VALUE / 2;

    /** Null when the task is over, so that an executor that runs a helper later, or never, does not retain the array. */
    private @Nullable FillTask task;

    private long nextStep;
    private int activeThreads;
    private @Nullable Throwable failure;

    SharedTask(FillTask task) {
        this.task = task;
    }

    /** Submits this task to an executor as often as there are helpers. A failure ends the task for all threads. */
    void submitHelpers(Executor executor, long helpers) {
        try {
            for (long i = 0; i < helpers; i++) {
                executor.execute(this);
            }
        } catch (RejectedExecutionException full) {
            // The threads that do run process all steps.
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    @Override
    public void run() {
        FillTask mine = enter();
        if (mine == null) {
            return;
        }
        try {
            processGrains(mine);
        } catch (Throwable thrown) {
            fail(thrown);
        } finally {
            leave();
        }
    }

    private void processGrains(FillTask mine) {
        ScratchArrays scratch = ScratchArrays.POOL.acquire();
        try {
            ElementBuffer buffer = mine.newBuffer(scratch);
            for (long from = claimGrain(mine); from < mine.steps(); from = claimGrain(mine)) {
                mine.process(from, Math.min(from + mine.grain(), mine.steps()), buffer);
            }
        } finally {
            ScratchArrays.POOL.release(scratch);
        }
    }

    /** Registers the current thread. Returns null if no step is left. */
    private synchronized @Nullable FillTask enter() {
        if (task == null || nextStep >= task.steps()) {
            return null;
        }
        activeThreads++;
        return task;
    }

    /** The first step of the next grain. */
    private synchronized long claimGrain(FillTask mine) {
        long from = nextStep;
        nextStep += mine.grain();
        return from;
    }

    /** Ends the task for all threads after the grains that they are processing. */
    private synchronized void fail(Throwable thrown) {
        failure = failure == null ? thrown : failure;
        nextStep = END;
    }

    private synchronized void leave() {
        activeThreads--;
        notifyAll();
    }

    /** Waits until no thread processes a step any more, also after a failure: the caller may release the array then. */
    synchronized void awaitHelpers() {
        boolean interrupted = false;
        while (activeThreads > 0) {
            try {
                wait();
            } catch (InterruptedException restoredBelow) {
                interrupted = true;
            }
        }
        task = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void rethrowFailure() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure != null) {
            throw new UndeclaredThrowableException(failure);
        }
    }
}
