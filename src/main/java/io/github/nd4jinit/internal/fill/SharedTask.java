package io.github.nd4jinit.internal.fill;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Work whose steps are shared by several threads. The calling thread and each helper call {@link #run}, which
 * claims and processes grains of steps until all steps are claimed.
 */
final class SharedTask implements Runnable {

    /**
     * A step number that exceeds the number of steps of any task, but is small enough that adding grains does not
     * overflow.
     */
    private static final long END = Long.MAX_VALUE / 2;

    /**
     * Null after the task has ended, so that a helper that is still in the queue of an executor does not retain the
     * array.
     */
    private @Nullable SharedWork task;

    private long nextStep;
    private int activeThreads;
    private @Nullable Throwable failure;

    SharedTask(SharedWork task) {
        this.task = task;
    }

    /** Submits this task to an executor once per helper. A failure ends the task for all threads. */
    void submitHelpers(Executor executor, long helpers) {
        try {
            for (long i = 0; i < helpers; i++) {
                executor.execute(this);
            }
        } catch (RejectedExecutionException full) {
            // the threads that run process all steps
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    @Override
    public void run() {
        SharedWork current = enter();
        if (current == null) {
            return;
        }
        try {
            processGrains(current);
        } catch (Throwable thrown) {
            fail(thrown);
        } finally {
            leave();
        }
    }

    private void processGrains(SharedWork current) {
        ScratchArrays scratch = ScratchArrays.POOL.acquire();
        try {
            RangeAction action = current.newAction(scratch);
            for (long from = claimGrain(current); from < current.steps(); from = claimGrain(current)) {
                action.process(from, Math.min(from + current.grain(), current.steps()));
            }
        } finally {
            ScratchArrays.POOL.release(scratch);
        }
    }

    /** Registers the current thread, and returns the task, or null if all steps are claimed. */
    private synchronized @Nullable SharedWork enter() {
        if (task == null || nextStep >= task.steps()) {
            return null;
        }
        activeThreads++;
        return task;
    }

    /** Claims the next grain, and returns its first step. */
    private synchronized long claimGrain(SharedWork current) {
        long from = nextStep;
        nextStep += current.grain();
        return from;
    }

    /** Ends the task: each thread stops after the grain that it is processing. */
    private synchronized void fail(Throwable thrown) {
        failure = failure == null ? thrown : failure;
        nextStep = END;
    }

    private synchronized void leave() {
        activeThreads--;
        notifyAll();
    }

    /** Waits until no thread processes a step, even after a failure. Afterwards the caller may release the array. */
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
