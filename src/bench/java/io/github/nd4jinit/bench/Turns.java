package io.github.nd4jinit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Contenders that take turns, so that whatever else the machine does meets all of them alike, and ratios can be had from
 * neighbours in time. Each turn is timed and told to {@link TurnTimes}.
 */
final class Turns {

    /** A turn takes at least so long, if need be by many calls, for the clock's sake. */
    private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(2);

    /** So long each contender runs alone, to be compiled, before turns begin. */
    private static final long WARM_UP = TimeUnit.MILLISECONDS.toNanos(500);

    /** OpenMP's threads spin for 6 to 9 ms after their work, and would take a core from who comes next. */
    private static final long SILENCE = TimeUnit.MILLISECONDS.toNanos(20);

    private record Contender(String name, Runnable call) {}

    private final List<Contender> contenders = new ArrayList<>();
    private int first;

    /** Adds a contender, when it has warmed up. */
    void add(String name, Runnable call) {
        repeat(call, WARM_UP);
        contenders.add(new Contender(name, call));
    }

    /** One turn for each; every round another begins. */
    void round() {
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get((first + i) % contenders.size());
            LockSupport.parkNanos(SILENCE);
            repeat(contender.call(), LEAST); // sleeping threads, those of OpenMP and ours, take milliseconds to wake
            TurnTimes.add(contender.name(), repeat(contender.call(), LEAST));
        }
        first = (first + 1) % contenders.size();
    }

    /** Calls until so much time has passed, and returns what a call took, in nanoseconds. */
    private static double repeat(Runnable call, long least) {
        long start = System.nanoTime();
        long calls = 0;
        long time;
        do {
            call.run();
            calls++;
            time = System.nanoTime() - start;
        } while (time < least);
        return (double) time / calls;
    }
}
