package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * A key of JAX's: a generator that gives the numbers of {@code jax.random} for that key on a CPU, bit for bit. Unlike other
 * generators it is an immutable value, and does not move on: the same key gives the same numbers each time, to every tensor.
 *
 * <pre>{@code
 * JaxKey key = Generator.jax(42);                        // key = jax.random.key(42)
 * List<JaxKey> keys = key.split(2);                      // k1, k2 = jax.random.split(key)
 * Init.lecunNormal().initialize(w, Layout.IN_OUT, keys.get(0));
 *                                                        // jax.nn.initializers.lecun_normal()(k1, w.shape)
 * }</pre>
 *
 * <p>The reference is JAX 0.10.2 with 64-bit types disabled, as by default, on x86-64 with fused multiplication and
 * addition; each function called by itself, not within a {@code jit} of the caller's, which folds constants. FLOAT and BFLOAT16 agree to
 * the bit; so does HALF, on CPUs without AVX512-FP16. There is no DOUBLE. {@code orthogonal} goes through LAPACK there, whose floats
 * are off by some 1e-6 themselves (4e-6 was seen at 512 x 512): that close it comes. Fans are those of the layout that an
 * initializer is given.
 *
 * <p>Initializers that JAX does not have, such as {@code sparse}, are refused with an {@link UnsupportedOperationException}.
 */
public final class JaxKey implements Generator {

    private final long data;
    private final JaxBits bits;

    JaxKey(long data, JaxBits bits) {
        this.data = data;
        this.bits = bits;
    }

    /** {@code jax.random.key(seed)}. */
    static JaxKey of(long seed) {
        return new JaxKey(Integer.toUnsignedLong((int) seed), JaxBits.PARTITIONABLE);
    }

    /**
     * The key's two words: {@code jax.random.key_data(key)}, the first one on top.
     *
     * @return the words
     */
    public long data() {
        return data;
    }

    /**
     * New keys: {@code jax.random.split(key, n)}.
     *
     * @param n how many, not negative
     * @return the keys
     * @throws IllegalArgumentException if n is negative
     */
    public List<JaxKey> split(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    "split: n must not be negative, received %s; pass a number of keys".formatted(n));
        }
        return LongStream.range(0, n)
                .mapToObj(i -> new JaxKey(bits.child(data, i, n), bits))
                .toList();
    }

    /**
     * The key of this one and a number: {@code jax.random.fold_in(key, number)}.
     *
     * @param number any number, such as that of a layer; JAX's are unsigned, those from 2³¹ on are negative ints here
     * @return the key
     */
    public JaxKey foldIn(int number) {
        return new JaxKey(Threefry.block(data, Integer.toUnsignedLong(number)), bits);
    }

    /**
     * The same key with {@code jax_threefry_partitionable=False}, the default before JAX 0.5: an element's bits then depend on the
     * tensor's size too.
     *
     * @return the key
     */
    public JaxKey unpartitionable() {
        return new JaxKey(data, JaxBits.ORIGINAL);
    }

    @Override
    public RandomStream next(long length, FloatFormat precision) {
        Objects.requireNonNull(precision, "precision must not be null");
        if (precision == FloatFormat.DOUBLE) {
            throw new UnsupportedOperationException(
                    "JAX makes no float64 unless jax_enable_x64 is set, which is not supported; initialize a FLOAT array and cast it");
        }
        bits.check(length);
        return new JaxStream(data, bits, length, precision);
    }

    /**
     * Refused: keys have no names.
     *
     * @throws NullPointerException if {@code name} is null
     * @throws UnsupportedOperationException always
     */
    @Override
    public Generator named(String name) {
        Objects.requireNonNull(name, "name must not be null");
        throw new UnsupportedOperationException(
                "Generator.jax: received the name \"%s\"; keys have no names: fold in a number, or split"
                        .formatted(name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JaxKey that && data == that.data && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return Objects.hash(data, bits);
    }

    /** {@return the key's two words, as unsigned numbers} */
    @Override
    public String toString() {
        return "JaxKey[%s %s]%s"
                .formatted(
                        Integer.toUnsignedString((int) (data >>> Integer.SIZE)),
                        Integer.toUnsignedString((int) data),
                        bits == JaxBits.ORIGINAL ? ".unpartitionable()" : "");
    }
}
