package io.github.nd4jinit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Contenders that take turns, so that other load on the machine affects all of them equally, and ratios compare
 * measurements that are close in time.
 *
 * @param title the title, which is unique in a report
 * @param relation how each contender is related to the first one
 * @param contenders creates the contenders, whose arrays may be large
 */
record Comparison(String title, Relation relation, Supplier<List<Contender>> contenders) {

    /**
     * The pause before each measurement. OpenMP threads spin for 6 to 9 ms after their work, during which each occupies
     * a core.
     */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    /** Measures the contenders. Each round begins with a different contender. */
    void run(Pace pace, Results results) {
        List<Contender> all = new ArrayList<>(contenders.get());
        all.forEach(contender -> {
            results.add(this, contender);
            contender.stopwatch().warmUp(pace.warmUp());
        });
        for (int round = 0; round < pace.rounds(); round++) {
            for (int i = 0; i < all.size(); i++) {
                Contender contender = all.get((round + i) % all.size());
                LockSupport.parkNanos(PAUSE);
                results.add(this, contender, contender.stopwatch().measure());
            }
        }
    }
}
