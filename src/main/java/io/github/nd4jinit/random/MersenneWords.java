package io.github.nd4jinit.random;

import java.util.ArrayList;
import java.util.List;

/**
 * The words that one call took from a {@link MersenneTwister}, to be read by several threads, each in order if it is to be
 * quick: an engine does not go back, and who asks for an earlier word begins anew.
 *
 * <p>Nothing is computed before it is read, nor twice, if one thread reads all: it leaves the engine at the end, where the
 * next call goes on. Other threads have engines of their own, and pass over the words that are not theirs.
 */
final class MersenneWords {

    private final int[] startState;
    private final int startNext;
    private final long length;

    /** Engines that no thread is using. */
    private final List<Engine> idle = new ArrayList<>();

    /** The next words of an engine, which belongs to this from now on. */
    MersenneWords(MersenneTwister engine, long length) {
        this.startState = engine.state();
        this.startNext = engine.next();
        this.length = length;
        idle.add(new Engine(engine));
    }

    /** Reads words from one on. */
    void read(long from, int n, int[] out, int offset) {
        Engine engine = take(from);
        engine.read(from, n, out, offset);
        synchronized (idle) {
            idle.add(engine);
        }
    }

    /** An engine that has given out all of these words, and belongs to the caller from now on. */
    MersenneTwister end() {
        Engine engine = take(length);
        engine.goTo(length);
        return engine.twister;
    }

    /** The idle engine that has the shortest way to a word, or a new one. */
    private Engine take(long to) {
        synchronized (idle) {
            int nearest = -1;
            for (int i = 0; i < idle.size(); i++) {
                if (idle.get(i).place <= to && (nearest < 0 || idle.get(i).place > idle.get(nearest).place)) {
                    nearest = i;
                }
            }
            if (nearest >= 0) {
                return idle.remove(nearest);
            }
        }
        return new Engine(MersenneTwister.of(startState, startNext));
    }

    private static final class Engine {

        final MersenneTwister twister;

        /** How many of the words it has given out or passed over. */
        long place;

        Engine(MersenneTwister twister) {
            this.twister = twister;
        }

        void goTo(long to) {
            twister.skip(to - place);
            place = to;
        }

        void read(long from, int n, int[] out, int offset) {
            goTo(from);
            twister.words(out, offset, n);
            place += n;
        }
    }
}
