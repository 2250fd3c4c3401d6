package io.github.nd4jinit.random;

import java.util.List;

/**
 * A JAX key: a generator that gives the numbers of {@code jax.random} for that key on a CPU, bit for bit. Unlike other
 * generators it is an immutable value: the same key gives the same numbers each time, and to every tensor. Two keys are
 * equal if they give the same numbers.
 *
 * <pre>{@code
 * JaxKey key = Generator.jax(42);                        // key = jax.random.key(42)
 * List<JaxKey> keys = key.split(2);                      // k1, k2 = jax.random.split(key)
 * Init.lecunNormal().initialize(w, Layout.IN_OUT, keys.get(0));
 *                                                        // jax.nn.initializers.lecun_normal()(k1, w.shape)
 * }</pre>
 *
 * <p>The reference is JAX 0.10.2 on x86-64 with fused multiply-add, with 64-bit types disabled, which is the default. Each
 * function is called by itself, not inside a {@code jit} of the caller, which folds constants. FLOAT and BFLOAT16 agree to
 * the bit; so does HALF, on CPUs without AVX512-FP16. DOUBLE is refused. {@code orthogonal} uses LAPACK in JAX, whose floats
 * have errors of about 1e-6 (4e-6 was observed at 512 x 512); the values agree to that error. Fans are those of the layout
 * that an initializer is given.
 *
 * <p>Initializers that JAX does not have, such as {@code sparse}, are refused with an {@link UnsupportedOperationException}.
 */
public interface JaxKey extends Generator {

    /**
     * The two words of the key: {@code jax.random.key_data(key)}.
     *
     * @return the words; the first one is the upper half
     */
    long data();

    /**
     * New keys: {@code jax.random.split(key, n)}.
     *
     * @param n number of keys, not negative
     * @return the keys
     * @throws IllegalArgumentException if n is negative
     */
    List<JaxKey> split(int n);

    /**
     * A new key from this one and a number: {@code jax.random.fold_in(key, number)}.
     *
     * @param number any number, such as the index of a layer; JAX's numbers are unsigned, those from 2³¹ on are negative
     *     ints here
     * @return the key
     */
    JaxKey foldIn(int number);

    /**
     * The same key with {@code jax_threefry_partitionable=False}, which was the default before JAX 0.5. The bits of an element
     * then also depend on the size of the tensor.
     *
     * @return the key
     */
    JaxKey unpartitionable();

    /**
     * Refused: keys have no names.
     *
     * @throws NullPointerException if {@code name} is null
     * @throws UnsupportedOperationException always
     */
    @Override
    Generator named(String name);
}
