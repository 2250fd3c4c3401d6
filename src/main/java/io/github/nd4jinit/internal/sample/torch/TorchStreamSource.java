package io.github.nd4jinit.internal.sample.torch;

import io.github.nd4jinit.internal.math.DoubleDouble;
import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.random.TorchGenerator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The generator that {@code torch.manual_seed} seeds, and the torch calls that consume its words. */
public final class TorchStreamSource implements TorchGenerator, StreamSource {

    /** The size of torch's {@code CPUGeneratorImplState}. */
    private static final int STATE_BYTES = 5056;

    private static final int WORDS_OFFSET = 24;
    private static final int NORMAL_OFFSET = WORDS_OFFSET + MersenneTwister.N * Long.BYTES;

    /** The smallest length for which torch draws a permutation by a different algorithm. */
    private static final int LARGE_PERMUTATION = 214748364;

    private long seed;

    /** The engine, unless {@link #lastWords} owns it. */
    private MersenneTwister engine;

    /** The words of the last tensor, if their reader owns the engine. */
    private @Nullable MersenneReader lastWords;

    /**
     * Whether no word has been consumed since seeding. torch's state distinguishes this from a state whose words are
     * all consumed.
     */
    private boolean isFresh;

    /**
     * The second normal value of a pair if only the first has been returned; otherwise NaN. torch caches it for the next
     * call.
     */
    private double cachedNormal;

    /**
     * Creates a generator at the start of its sequence.
     *
     * @param seed torch's seed
     */
    public TorchStreamSource(long seed) {
        manualSeed(seed);
    }

    @Override
    public synchronized TorchGenerator manualSeed(long seed) {
        this.seed = seed;
        engine = MersenneTwister.seeded((int) seed);
        lastWords = null;
        isFresh = true;
        cachedNormal = Double.NaN;
        return this;
    }

    @Override
    public synchronized long initialSeed() {
        return seed;
    }

    @Override
    public synchronized byte[] state() {
        ByteBuffer state = ByteBuffer.allocate(STATE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        boolean hasNormal = !Double.isNaN(cachedNormal);
        MersenneTwister engine = engine();
        int next = isFresh ? 0 : engine.next();
        state.putLong(seed);
        state.putInt(isFresh ? 1 : MersenneTwister.N + 1 - next).putInt(1).putLong(next);
        for (int word : engine.state()) {
            state.putLong(Integer.toUnsignedLong(word));
        }
        state.putDouble(0).putDouble(hasNormal ? cachedNormal : 0).putDouble(0).putInt(hasNormal ? 1 : 0);
        return state.array();
    }

    @Override
    public synchronized TorchGenerator restore(byte[] state) {
        Objects.requireNonNull(state, "state must not be null");
        if (state.length != STATE_BYTES) {
            throw new IllegalArgumentException(
                    "Generator.torch: a state must have %s bytes, received %s; pass the bytes of state() or of torch.get_rng_state() for a CPU"
                            .formatted(STATE_BYTES, state.length));
        }
        ByteBuffer bytes = ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN);
        int left = bytes.getInt(8);
        int seeded = bytes.getInt(12);
        long next = bytes.getLong(16);
        boolean wasFresh = left == 1 && next == 0;
        if (seeded != 1
                || !(wasFresh || (next >= 1 && next <= MersenneTwister.N && left == MersenneTwister.N + 1 - next))) {
            throw new IllegalArgumentException(
                    "Generator.torch: received bytes that are not a state of torch's CPU generator (seeded=%s, left=%s, next=%s); pass the bytes of state() or of torch.get_rng_state()"
                            .formatted(seeded, left, next));
        }
        int[] words = new int[MersenneTwister.N];
        for (int i = 0; i < words.length; i++) {
            words[i] = (int) bytes.getLong(WORDS_OFFSET + i * Long.BYTES);
        }
        seed = bytes.getLong(0);
        isFresh = wasFresh;
        engine = MersenneTwister.of(words, wasFresh ? MersenneTwister.N : (int) next);
        lastWords = null;
        cachedNormal = bytes.getInt(NORMAL_OFFSET + 3 * Double.BYTES) == 0
                ? Double.NaN
                : bytes.getDouble(NORMAL_OFFSET + Double.BYTES);
        return this;
    }

    @Override
    public synchronized int[] randperm(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    "randperm: n must not be negative, received %s; pass 0 or more".formatted(n));
        }
        return permutation(n, n);
    }

    /**
     * Returns an array that begins with the first {@code needed} elements of a permutation. The call consumes the words of
     * the whole permutation.
     */
    synchronized int[] permutation(int n, int needed) {
        int[] r = new int[n];
        if (n >= LARGE_PERMUTATION) {
            for (int i = 0; i < n; i++) {
                int z = (int) Long.remainderUnsigned(twoWords(), i + 1L);
                r[i] = i;
                r[i] = r[z];
                r[z] = i;
            }
            return r;
        }
        for (int i = 0; i < n; i++) {
            r[i] = i;
        }
        int swaps = Math.min(needed, n - 1);
        for (int i = 0; i < swaps; i++) {
            int z = i + (int) (Integer.toUnsignedLong(word()) % (n - i));
            int swapped = r[i];
            r[i] = r[z];
            r[z] = swapped;
        }
        skip(n - 1 - swaps);
        return r;
    }

    /** Reserves n words for a tensor. */
    synchronized MersenneReader take(long n) {
        isFresh &= n == 0;
        MersenneReader words = new MersenneReader(engine(), n);
        lastWords = words;
        return words;
    }

    private MersenneTwister engine() {
        MersenneReader words = lastWords;
        if (words != null) {
            engine = words.end();
            lastWords = null;
        }
        return engine;
    }

    /**
     * Returns a standard normal value, computed by the Box-Muller transform. The next call returns the second value of
     * the pair.
     */
    synchronized double normal() {
        double cached = cachedNormal;
        if (!Double.isNaN(cached)) {
            cachedNormal = Double.NaN;
            return cached;
        }
        double u1 = TorchUniformValues.unit(twoWords());
        double u2 = TorchUniformValues.unit(twoWords());
        double radius = Math.sqrt(-2 * StrictMath.log1p(-u2));
        double theta = 2 * Math.PI * u1;
        cachedNormal = radius * DoubleDouble.sin(theta);
        return radius * DoubleDouble.cos(theta);
    }

    private int word() {
        isFresh = false;
        return engine().word();
    }

    private long twoWords() {
        long high = word();
        return high << Integer.SIZE | Integer.toUnsignedLong(word());
    }

    private void skip(long n) {
        isFresh &= n <= 0;
        engine().skip(Math.max(0, n));
    }

    @Override
    public RandomStream next(long length, FloatFormat format) {
        Objects.requireNonNull(format, "format must not be null");
        return new TorchStream(this, length, format);
    }

    @Override
    public Generator named(String name) {
        Objects.requireNonNull(name, "name must not be null");
        throw new UnsupportedOperationException(
                "Generator.torch: received the name \"%s\"; torch's numbers depend only on the order of its calls; use a separate generator for each name"
                        .formatted(name));
    }

    /** {@return the seed} */
    @Override
    public synchronized String toString() {
        return "Generator.torch(" + seed + ")";
    }
}
