package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.math.DoubleDouble;
import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that torch gives on a CPU, bit for bit: MT19937, consumed call by call as torch consumes it. So a whole session
 * matches, if the same tensors are initialized in the same order, whatever their shapes, element types and distributions.
 *
 * <pre>{@code
 * Generator torch = Generator.torch(42);                  // torch.manual_seed(42)
 * Init.kaimingUniform().initialize(w, torch);             // torch.nn.init.kaiming_uniform_(w)
 * Init.normal(0, 0.02).initialize(wte, torch);            // torch.nn.init.normal_(wte, 0, 0.02)
 * }</pre>
 *
 * <p>The array's elements are those of torch's <em>contiguous</em> tensor of the same shape at each index, whatever the array's
 * own order. The reference is torch 2.13 on Linux x86-64 with AVX2, where its arithmetic is compiled with fused
 * multiplications and additions. FLOAT, HALF and BFLOAT16 agree to the bit. Uniform values of DOUBLE agree to the bit, too;
 * normal ones depend there on the last digit of the C library's logarithm, sine and cosine: one standard normal of six
 * hundred is off by one unit in the last place, rarely by two or three. {@code orthogonal_} goes through LAPACK there, whose
 * floats are off by some 1e-6 themselves (4e-6 was seen at 512 x 512): that close it comes. Fans are those of the layout
 * that an initializer is given; torch itself knows one only.
 *
 * <p>Initializers that torch does not have, such as {@code lecun_normal}, are refused with an {@link
 * UnsupportedOperationException}.
 *
 * <p>Safe for use by several threads; which of them comes first is up to their schedule.
 */
public final class TorchGenerator implements Generator {

    /** Bytes of torch's state: {@code CPUGeneratorImplState}. */
    private static final int STATE_BYTES = 5056;

    private static final int WORDS_AT = 24;
    private static final int NORMAL_AT = WORDS_AT + MersenneTwister.N * Long.BYTES;

    /** From so many numbers on torch draws a permutation otherwise. */
    private static final int LARGE_PERMUTATION = 214748364;

    private long seed;

    /** The engine, if no tensor's words have it. */
    private MersenneTwister engine;

    /** The words that have it. */
    private @Nullable MersenneWords lastWords;

    /** Whether no word was taken since the seed, which torch's state tells from all words being taken. */
    private boolean isFresh;

    /** The second normal of a pair whose first was taken, or NaN: torch caches it, in any tensor's call. */
    private double cachedNormal;

    TorchGenerator(long seed) {
        manualSeed(seed);
    }

    /**
     * Starts anew: {@code torch.manual_seed(seed)}. Only a seed's lower 32 bits reach the engine, in torch too: seeds 5 and 5 +
     * 2³² give the same numbers.
     *
     * @param seed any value; torch's seeds from 2⁶³ to 2⁶⁴ - 1 are negative longs
     * @return this generator
     */
    public synchronized TorchGenerator manualSeed(long seed) {
        this.seed = seed;
        engine = MersenneTwister.seeded((int) seed);
        lastWords = null;
        isFresh = true;
        cachedNormal = Double.NaN;
        return this;
    }

    /**
     * The seed that the sequence began with: {@code torch.initial_seed()}.
     *
     * @return the seed; torch prints negative ones plus 2⁶⁴
     */
    public synchronized long initialSeed() {
        return seed;
    }

    /**
     * The state, from which {@link #restore} goes on as this generator would: the bytes of {@code torch.get_rng_state()}. (The
     * last sixteen are of no use on a CPU, and zero; and the second normal of a pair may be off by a last digit.)
     *
     * @return the state, 5056 bytes
     */
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

    /**
     * Goes to a state: {@code torch.set_rng_state(state)}.
     *
     * @param state what {@link #state()} gave, or {@code torch.get_rng_state().numpy().tobytes()}
     * @return this generator
     * @throws NullPointerException if {@code state} is null
     * @throws IllegalArgumentException if these are not the bytes of such a state
     */
    public synchronized TorchGenerator restore(byte[] state) {
        Objects.requireNonNull(state, "state must not be null");
        if (state.length != STATE_BYTES) {
            throw new IllegalArgumentException(
                    "Generator.torch: a state has %s bytes, received %s; pass what state() or torch.get_rng_state() of a CPU gave"
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
                    "Generator.torch: received bytes that are no state of torch's generator on a CPU (seeded=%s, left=%s, next=%s); pass what state() or torch.get_rng_state() gave"
                            .formatted(seeded, left, next));
        }
        int[] words = new int[MersenneTwister.N];
        for (int i = 0; i < words.length; i++) {
            words[i] = (int) bytes.getLong(WORDS_AT + i * Long.BYTES);
        }
        seed = bytes.getLong(0);
        isFresh = wasFresh;
        engine = MersenneTwister.of(words, wasFresh ? MersenneTwister.N : (int) next);
        lastWords = null;
        cachedNormal = bytes.getInt(NORMAL_AT + 3 * Double.BYTES) == 0
                ? Double.NaN
                : bytes.getDouble(NORMAL_AT + Double.BYTES);
        return this;
    }

    /**
     * A random permutation of 0 to n - 1: {@code torch.randperm(n)}.
     *
     * @param n how many numbers, not negative
     * @return the permutation
     * @throws IllegalArgumentException if n is negative
     */
    public synchronized int[] randperm(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    "randperm: n must not be negative, received %s; pass a length".formatted(n));
        }
        return permutation(n, n);
    }

    /** A permutation of which only the first numbers are needed, though all are drawn for. */
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
        int exchanged = Math.min(needed, n - 1);
        for (int i = 0; i < exchanged; i++) {
            int z = i + (int) (Integer.toUnsignedLong(word()) % (n - i));
            int kept = r[i];
            r[i] = r[z];
            r[z] = kept;
        }
        skip(n - 1 - exchanged);
        return r;
    }

    /** The words of a tensor. */
    synchronized MersenneWords take(long n) {
        isFresh &= n == 0;
        MersenneWords words = new MersenneWords(engine(), n);
        lastWords = words;
        return words;
    }

    private MersenneTwister engine() {
        MersenneWords words = lastWords;
        if (words != null) {
            engine = words.end();
            lastWords = null;
        }
        return engine;
    }

    /** A standard normal number by Box and Muller's method, one of a pair; the other is the next one's. */
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
    public RandomStream next(long length, FloatFormat precision) {
        Objects.requireNonNull(precision, "precision must not be null");
        return new TorchStream(this, length, precision);
    }

    /**
     * Refused: torch's numbers follow from the order of the calls, and no name.
     *
     * @throws NullPointerException if {@code name} is null
     * @throws UnsupportedOperationException always
     */
    @Override
    public Generator named(String name) {
        Objects.requireNonNull(name, "name must not be null");
        throw new UnsupportedOperationException(
                "Generator.torch: received the name \"%s\"; torch's numbers follow from the order of its calls alone: pass a generator of its own for each name"
                        .formatted(name));
    }

    /** {@return the seed} */
    @Override
    public synchronized String toString() {
        return "Generator.torch(" + seed + ")";
    }
}
