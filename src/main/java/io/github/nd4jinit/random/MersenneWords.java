package io.github.nd4jinit.random;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The words that one call took from a {@link MersenneTwister}, to be read by several threads, in any order; in order is
 * cheapest. Of every {@value #EVERY} twists one state is kept, which comes to a 64th of the words themselves.
 */
final class MersenneWords {

    private static final int EVERY = 64;

    private static final AtomicLong COUNT = new AtomicLong();

    private static final ThreadLocal<Reader> READER = ThreadLocal.withInitial(Reader::new);

    /** Which words a thread reads; it shall not keep the states. */
    private final long id = COUNT.incrementAndGet();

    /** Words of the first state that were given out before. */
    private final int start;

    private final List<int[]> states = new ArrayList<>();

    private MersenneWords(int start) {
        this.start = start;
    }

    /** Takes words from an engine. */
    static MersenneWords take(MersenneTwister engine, long n) {
        MersenneWords words = new MersenneWords(engine.next());
        long stride = (long) EVERY * MersenneTwister.N;
        long place = words.start;
        long end = place + n;
        words.states.add(engine.state());
        for (long kept = stride; kept < end; kept += stride) {
            engine.skip(kept + 1 - place); // the first word of a twist comes with its state
            words.states.add(engine.state());
            place = kept + 1;
        }
        engine.skip(end - place);
        return words;
    }

    /** Reads words from one on. */
    void read(long from, int n, int[] out, int offset) {
        READER.get().read(this, start + from, n, out, offset);
    }

    /** A thread's engine, which goes along with what the thread reads. */
    private static final class Reader {

        private final MersenneTwister engine = new MersenneTwister();
        private long words;
        private long place;

        void read(MersenneWords words, long from, int n, int[] out, int offset) {
            if (!(this.words == words.id && from >= place && from - place < (long) EVERY * MersenneTwister.N)) {
                long state = from / MersenneTwister.N / EVERY;
                engine.restore(words.states.get((int) state), 0);
                this.words = words.id;
                place = state * EVERY * MersenneTwister.N;
            }
            engine.skip(from - place);
            engine.words(out, offset, n);
            place = from + n;
        }
    }
}
