package io.github.nd4jinit.internal.sample.torch;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the words that one call consumes from a {@link MersenneTwister}. Thread-safe. Sequential reads are fast. An
 * engine cannot seek backwards, so reading an earlier word restarts from the saved state.
 *
 * <p>Words are computed when they are read. If one thread reads all words in order, no word is computed twice, and
 * afterwards the engine is at the position where the next call continues. If several threads read, each uses a separate
 * engine, which skips the words that the thread does not read.
 */
final class MersenneReader {

    private final int[] startState;
    private final int startNext;
    private final long length;

    /** Engines that no thread is using. */
    private final List<Engine> idle = new ArrayList<>();

    /** Reserves the next words of an engine. The caller must not use the engine afterwards. */
    MersenneReader(MersenneTwister engine, long length) {
        this.startState = engine.state();
        this.startNext = engine.next();
        this.length = length;
        idle.add(new Engine(engine));
    }

    /** Reads n words, starting with the word at index {@code from}. */
    void read(long from, int n, int[] out, int offset) {
        Engine engine = take(from);
        engine.read(from, n, out, offset);
        synchronized (idle) {
            idle.add(engine);
        }
    }

    /** Returns an engine positioned after these words, which the caller may use. */
    MersenneTwister end() {
        Engine engine = take(length);
        engine.skipTo(length);
        return engine.twister;
    }

    /**
     * Removes and returns the idle engine that must skip the fewest words to reach the given position, or returns a new
     * engine.
     */
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

        /** The number of words that the engine has returned or skipped. */
        long position;

        Engine(MersenneTwister twister) {
            this.twister = twister;
        }

        void skipTo(long to) {
            twister.skip(to - position);
            position = to;
        }

        void read(long from, int n, int[] out, int offset) {
            skipTo(from);
            twister.words(out, offset, n);
            position += n;
        }
    }
}
