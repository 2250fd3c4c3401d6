package io.github.nd4jinit.random;

import java.util.List;

/**
 * A JAX key: a generator that reproduces, bit for bit, the numbers that {@code jax.random} draws with this key on a
 * CPU. Unlike other generators, it is an immutable value: a key produces the same numbers each time and for every
 * tensor. Two keys are equal if they produce the same numbers.
 *
 * <pre>{@code
 * JaxKey key = Generator.jax(42);                        // key = jax.random.key(42)
 * List<JaxKey> keys = key.split(2);                      // k1, k2 = jax.random.split(key)
 * Init.lecunNormal().initialize(w, Layout.IN_OUT, keys.get(0));
 *                                                        // jax.nn.initializers.lecun_normal()(k1, w.shape)
 * }</pre>
 *
 * <p>The reference is JAX 0.10.2 on x86-64 with fused multiply-add and with 64-bit types disabled, the default. Each
 * JAX function is called directly, not from a function that is compiled with {@code jit}, in which constant folding
 * would change the values. Values in FLOAT and BFLOAT16 agree bit for bit, and so do values in HALF on CPUs without
 * AVX512-FP16. DOUBLE is not supported. In JAX, {@code orthogonal} uses LAPACK, whose float results have errors of
 * about 1e-6 (4e-6 was observed at 512 x 512); the values agree within that error. The fans are those of the layout
 * that is passed to the initializer.
 *
 * <p>Initializers that JAX does not have, such as {@code sparse}, throw an {@link UnsupportedOperationException}.
 */
public interface JaxKey extends Generator {

    /**
     * Returns the two words of the key: {@code jax.random.key_data(key)}.
     *
     * @return the two words as one long, with the first word as the upper half
     */
    long data();

    /**
     * Returns n new keys: {@code jax.random.split(key, n)}.
     *
     * @param n number of keys, not negative
     * @return the keys
     * @throws IllegalArgumentException if n is negative
     */
    List<JaxKey> split(int n);

    /**
     * Returns a new key derived from this key and a number: {@code jax.random.fold_in(key, number)}.
     *
     * @param number any number, such as the index of a layer; JAX treats this number as an unsigned 32-bit integer, so
     *     numbers of 2³¹ and above must be passed as negative ints
     * @return the key
     */
    JaxKey foldIn(int number);

    /**
     * Returns a copy of this key with {@code jax_threefry_partitionable=False}, the default before JAX 0.5. In this
     * mode, the bits of an element also depend on the size of the tensor.
     *
     * @return the key
     */
    JaxKey unpartitionable();

    /**
     * This operation is not supported: keys have no names.
     *
     * @throws NullPointerException if {@code name} is null
     * @throws UnsupportedOperationException always
     */
    @Override
    Generator named(String name);
}
