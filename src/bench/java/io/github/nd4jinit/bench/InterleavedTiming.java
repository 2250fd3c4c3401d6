package io.github.nd4jinit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Times contenders alternately, so that other load on the machine affects all of them equally, and ratios compare
 * measurements that are close in time. Each measurement is passed to {@link InterleavedTimingProfiler}.
 */
final class InterleavedTiming {

    /**
     * The minimum duration of a measurement. Because of the resolution of the clock, a measurement may need many calls.
     */
    private static final long MIN_DURATION = TimeUnit.MILLISECONDS.toNanos(2);

    /** The duration for which each contender runs before the measurements, so that it is compiled. */
    private static final long WARM_UP = TimeUnit.MILLISECONDS.toNanos(500);

    /**
     * The pause between contenders. OpenMP threads spin for 6 to 9 ms after their work, during which each occupies a
     * core.
     */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private record Contender(String name, Runnable call) {}

    private final List<Contender> contenders = new ArrayList<>();
    private int first;

    /** Warms up a contender, and adds it. */
    void add(String name, Runnable call) {
        repeat(call, WARM_UP);
        contenders.add(new Contender(name, call));
    }

    /** Measures each contender once. Each round begins with a different contender. */
    void round() {
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get((first + i) % contenders.size());
            LockSupport.parkNanos(PAUSE);
            // wake the threads of OpenMP and of this library, which takes milliseconds
            repeat(contender.call(), MIN_DURATION);
            InterleavedTimingProfiler.add(contender.name(), repeat(contender.call(), MIN_DURATION));
        }
        first = (first + 1) % contenders.size();
    }

    /** Repeats a call for a minimum duration, and returns the average time of a call in nanoseconds. */
    private static double repeat(Runnable call, long minDuration) {
        long start = System.nanoTime();
        long calls = 0;
        long time;
        do {
            call.run();
            calls++;
            time = System.nanoTime() - start;
        } while (time < minDuration);
        return (double) time / calls;
    }
}
