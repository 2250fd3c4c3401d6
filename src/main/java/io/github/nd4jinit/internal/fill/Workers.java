package io.github.nd4jinit.internal.fill;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Who fills large arrays: the thread that asks for it and others that help, never more together than a given number.
 * Values do not depend on it.
 *
 * <p>If nothing is said, the helpers are the threads of {@link ForkJoinPool#commonPool()}, or of the {@code ForkJoinPool}
 * that the calling thread belongs to, as with parallel streams.
 *
 * <pre>{@code
 * Workers.of(1).run(() -> Init.normal(w));           // the calling thread alone
 * Workers.of(executor, 4).run(() -> Init.normal(w)); // and up to 3 tasks of the executor
 * }</pre>
 *
 * <p>The matrix products behind large orthogonal matrices have threads of their own, those of ND4J's BLAS.
 *
 * <p>Helpers are asked, never waited for: if none has time, the calling thread does all of the work. No thread is started
 * here, and none is still at work when a fill returns. An interrupt does not stop a fill, which would leave an array
 * half-written; the thread stays interrupted.
 */
public final class Workers {

    /** More steps than any work has, and grains beyond it are still numbers. */
    private static final long END = Long.MAX_VALUE / 2;

    private static final ThreadLocal<@Nullable Workers> CURRENT = new ThreadLocal<>();

    private static final Workers COMMON =
            new Workers(ForkJoinPool.commonPool(), ForkJoinPool.getCommonPoolParallelism() + 1);

    private final Executor executor;
    private final int threads;

    private Workers(Executor executor, int threads) {
        this.executor = executor;
        this.threads = threads;
    }

    /**
     * The calling thread and threads of the common pool.
     *
     * @param threads the most threads at work for one fill, at least 1
     * @return the workers
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public static Workers of(int threads) {
        return of(ForkJoinPool.commonPool(), threads);
    }

    /**
     * The calling thread and tasks of an executor. Those that it rejects or starts too late are not missed.
     *
     * @param executor runs the helpers
     * @param threads the most threads at work for one fill, at least 1
     * @return the workers
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public static Workers of(Executor executor, int threads) {
        Objects.requireNonNull(executor, "executor must not be null");
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "threads must be at least 1, received %s; the calling thread is one of them".formatted(threads));
        }
        return new Workers(executor, threads);
    }

    /**
     * Has these workers do all fills of an action, as far as the action itself runs on the calling thread.
     *
     * @param action what to do; it may have workers of its own within
     */
    public void run(Runnable action) {
        Objects.requireNonNull(action, "action must not be null");
        Workers before = CURRENT.get();
        CURRENT.set(this);
        try {
            action.run();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** The workers of the calling thread's fills. */
    static Workers current() {
        Workers current = CURRENT.get();
        if (current != null) {
            return current;
        }
        ForkJoinPool pool = ForkJoinTask.getPool();
        return pool == null ? COMMON : new Workers(pool, pool.getParallelism());
    }

    /** Has all of a work done. */
    void share(Work work) {
        long helpers = Math.min(threads, (work.steps() + work.grain() - 1) / work.grain()) - 1;
        if (helpers <= 0) {
            work.worker().take(0, work.steps());
            return;
        }
        Crew crew = new Crew(work);
        crew.ask(executor, helpers);
        crew.run();
        crew.awaitOthers();
        crew.rethrow();
    }

    /** Work in steps that are independent of each other. */
    interface Work {

        long steps();

        /** How many steps are worth another thread. */
        long grain();

        /** Called once by each thread that takes part. */
        Worker worker();
    }

    /** One thread's part in a work. */
    interface Worker {
        void take(long from, long to);
    }

    /** What the threads at one work share. Run by each of them. */
    private static final class Crew implements Runnable {

        /** Null when all is over: a task that an executor starts later, or never, then holds on to nothing. */
        private @Nullable Work work;

        private long next;
        private int present;
        private @Nullable Throwable fault;

        Crew(Work work) {
            this.work = work;
        }

        void ask(Executor executor, long helpers) {
            try {
                for (long i = 0; i < helpers; i++) {
                    executor.execute(this);
                }
            } catch (RejectedExecutionException full) {
                // Nothing is lost: the calling thread does what no other does.
            } catch (Throwable thrown) {
                fail(thrown);
            }
        }

        @Override
        public void run() {
            Work mine = enter();
            if (mine == null) {
                return;
            }
            try {
                Worker worker = mine.worker();
                for (long from = claim(mine); from < mine.steps(); from = claim(mine)) {
                    worker.take(from, Math.min(from + mine.grain(), mine.steps()));
                }
            } catch (Throwable thrown) {
                fail(thrown);
            } finally {
                leave();
            }
        }

        /** The work, if there is any left to begin. */
        private synchronized @Nullable Work enter() {
            if (work == null || next >= work.steps()) {
                return null;
            }
            present++;
            return work;
        }

        /** The first step of the next grain. */
        private synchronized long claim(Work mine) {
            long from = next;
            next += mine.grain();
            return from;
        }

        /** Ends the work for all, at the steps that they are at. */
        private synchronized void fail(Throwable thrown) {
            fault = fault == null ? thrown : fault;
            next = END;
        }

        private synchronized void leave() {
            present--;
            notifyAll();
        }

        /** Returns when no thread is at work any more, a fault or not: the caller may release the memory then. */
        synchronized void awaitOthers() {
            boolean interrupted = false;
            while (present > 0) {
                try {
                    wait();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            work = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        synchronized void rethrow() {
            if (fault instanceof Error error) {
                throw error;
            }
            if (fault instanceof RuntimeException exception) {
                throw exception;
            }
            if (fault != null) {
                throw new UndeclaredThrowableException(fault);
            }
        }
    }
}
