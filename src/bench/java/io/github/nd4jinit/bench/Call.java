package io.github.nd4jinit.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * Measures a call in this JVM.
 *
 * @param call the call
 */
record Call(Runnable call) implements Stopwatch {

    /**
     * The minimum duration of a measurement in nanoseconds. Because of the resolution of the clock, a measurement may need
     * many calls.
     */
    static final long MINIMUM = TimeUnit.MILLISECONDS.toNanos(2);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Override
    public void warmUp(Duration duration) {
        repeat(duration.toNanos());
    }

    @Override
    public Sample measure() {
        repeat(MINIMUM); // wakes the threads of OpenMP and of this library, which takes milliseconds
        return repeat(MINIMUM);
    }

    private Sample repeat(long minimum) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        long calls = 0;
        long time;
        do {
            call.run();
            calls++;
            time = System.nanoTime() - start;
        } while (time < minimum);
        double bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        return new Sample((double) time / calls, OptionalDouble.of(bytes / calls));
    }
}
