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

    /** A turn fills at least so many values, if need be by several calls, for the clock's sake. */
    private static final long LEAST = 1 << 18;

    /** OpenMP's threads spin for some milliseconds after their work, and would take a core from who comes next. */
    private static final long SILENCE = TimeUnit.MILLISECONDS.toNanos(5);

    private record Contender(String name, Runnable call) {}

    private final List<Contender> contenders = new ArrayList<>();
    private final long calls;
    private int first;

    /** Turns of calls that fill so many values each. */
    Turns(long values) {
        this.calls = Math.max(1, LEAST / values);
    }

    void add(String name, Runnable call) {
        contenders.add(new Contender(name, call));
    }

    /** One turn for each; every round another begins. */
    void round() {
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get((first + i) % contenders.size());
            LockSupport.parkNanos(SILENCE);
            long start = System.nanoTime();
            for (long call = 0; call < calls; call++) {
                contender.call().run();
            }
            TurnTimes.add(contender.name(), (double) (System.nanoTime() - start) / calls);
        }
        first = (first + 1) % contenders.size();
    }
}
