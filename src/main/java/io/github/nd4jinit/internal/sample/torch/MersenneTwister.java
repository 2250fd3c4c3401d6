package io.github.nd4jinit.internal.sample.torch;

/**
 * MT19937 (Matsumoto and Nishimura, <a href="https://doi.org/10.1145/272991.272995">Mersenne Twister</a>, ACM TOMACS 8,
 * 1998): the engine of torch's CPU generator. Its state is {@value #N} words, x₀ to x₆₂₃. A twist replaces all words;
 * each is then tempered and returned once.
 *
 * <p>Twisting and tempering are passes over arrays with a single index, which the compiler vectorizes. For this purpose
 * the words that are 1 or {@value #M} positions ahead are copied to a separate array.
 */
final class MersenneTwister {

    /** Number of words of the state. */
    static final int N = 624;

    private static final int M = 397;
    private static final int MATRIX = 0x9908b0df;
    private static final int UPPER = 0x80000000;
    private static final int LOWER = 0x7fffffff;

    private final int[] x = new int[N];
    private final int[] ahead = new int[N];
    private final int[] twisted = new int[N];

    /** The tempered words of x, if {@link #isTempered} is true. */
    private final int[] tempered = new int[N];

    private boolean isTempered;

    /** The number of words of x that have been returned. */
    private int next;

    /** Returns an engine initialized by {@code init_genrand(seed)}. */
    static MersenneTwister seeded(int seed) {
        MersenneTwister twister = new MersenneTwister();
        int[] x = twister.x;
        x[0] = seed;
        for (int j = 1; j < N; j++) {
            x[j] = 1812433253 * (x[j - 1] ^ (x[j - 1] >>> 30)) + j;
        }
        twister.next = N; // the initial words are not returned
        return twister;
    }

    /** Returns an engine with the given state, of which {@code next} words have been returned. */
    static MersenneTwister of(int[] state, int next) {
        MersenneTwister twister = new MersenneTwister();
        System.arraycopy(state, 0, twister.x, 0, N);
        twister.next = next;
        return twister;
    }

    /** Returns a copy of the words of the state. */
    int[] state() {
        return x.clone();
    }

    /** Returns the number of words of the state that have been returned. */
    int next() {
        return next;
    }

    /** Returns the next word. */
    int word() {
        if (next == N) {
            twist();
        }
        return temper(x[next++]);
    }

    /** Reads the next n words. */
    void words(int[] out, int offset, int n) {
        int run;
        for (int done = 0; done < n; done += run) {
            if (next == N) {
                twist();
            }
            if (!isTempered) {
                temper(x, tempered);
                isTempered = true;
            }
            run = Math.min(n - done, N - next);
            System.arraycopy(tempered, next, out, offset + done, run);
            next += run;
        }
    }

    /** Skips n words. */
    void skip(long n) {
        long remaining = n;
        while (remaining > N - next) {
            remaining -= N - next;
            twist();
        }
        next += (int) remaining;
    }

    /** Computes x[k + N] = x[k + M] ^ A (upper bit of x[k], lower bits of x[k + 1]) for 0 <= k < N. */
    private void twist() {
        System.arraycopy(x, 1, ahead, 0, N - 1);
        twist(x, ahead, twisted);
        int last = x[N - 1];
        System.arraycopy(x, M, ahead, 0, N - M);
        xor(twisted, ahead, x, 0, N - M);
        System.arraycopy(x, 0, ahead, N - M, N - M);
        xor(twisted, ahead, x, N - M, 2 * (N - M));
        System.arraycopy(x, N - M, ahead, 2 * (N - M), 2 * M - N - 1);
        xor(twisted, ahead, x, 2 * (N - M), N - 1);
        x[N - 1] = x[M - 1] ^ twisted(last, x[0]);
        next = 0;
        isTempered = false;
    }

    private static void twist(int[] x, int[] successor, int[] twisted) {
        for (int k = 0; k < N; k++) {
            twisted[k] = twisted(x[k], successor[k]);
        }
    }

    private static int twisted(int x, int successor) {
        return (((x & UPPER) | (successor & LOWER)) >>> 1) ^ (-(successor & 1) & MATRIX);
    }

    private static void xor(int[] twisted, int[] ahead, int[] x, int from, int to) {
        for (int k = from; k < to; k++) {
            x[k] = ahead[k] ^ twisted[k];
        }
    }

    private static void temper(int[] x, int[] tempered) {
        for (int k = 0; k < N; k++) {
            tempered[k] = temper(x[k]);
        }
    }

    private static int temper(int x) {
        int y = x ^ (x >>> 11);
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }
}
