package io.github.nd4jinit.internal.sample.torch;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the words that one call took from a {@link MersenneTwister}. Thread-safe. Sequential reads are fast; an engine
 * cannot go back, so reading an earlier word restarts from the saved state.
 *
 * <p>Words are computed when they are read. If one thread reads all of them, none is computed twice, and the engine is then
 * at the position where the next call continues. Other threads get engines of their own, which skip the words between.
 */
final class MersenneReader {

    private final int[] startState;
    private final int startNext;
    private final long length;

    /** Engines that no thread uses now. */
    private final List<Engine> idle = new ArrayList<>();

    /** Takes the next words of an engine, and takes over the engine. */
    MersenneReader(MersenneTwister engine, long length) {
        this.startState = engine.state();
        this.startNext = engine.next();
        this.length = length;
        idle.add(new Engine(engine));
    }

    /** Reads n words, beginning with the word at index {@code from}. */
    void read(long from, int n, int[] out, int offset) {
        Engine engine = take(from);
        engine.read(from, n, out, offset);
        synchronized (idle) {
            idle.add(engine);
        }
    }

    /** An engine positioned after these words. The caller takes it over. */
    MersenneTwister end() {
        Engine engine = take(length);
        engine.goTo(length);
        return engine.twister;
    }

    /** The idle engine that has to skip the fewest words to reach the given one, or a new engine. */
    private Engine take(long to) {
        synchronized (idle) {
            int nearest = -1;
            for (int i = 0; i < idle.size(); i++) {
                if (idle.get(i).position <= to && (nearest < 0 || idle.get(i).position > idle.get(nearest).position)) {
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

        /** The number of words that it has returned or skipped. */
        long position;

        Engine(MersenneTwister twister) {
            this.twister = twister;
        }

        void goTo(long to) {
            twister.skip(to - position);
            position = to;
        }

        void read(long from, int n, int[] out, int offset) {
            goTo(from);
            twister.words(out, offset, n);
            position += n;
        }
    }
}
