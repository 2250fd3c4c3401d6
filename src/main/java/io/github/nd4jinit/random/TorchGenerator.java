package io.github.nd4jinit.random;

/**
 * A generator that reproduces, bit for bit, the numbers that torch draws on a CPU: MT19937, which each call advances as
 * in torch. A whole program therefore matches if the same tensors are initialized in the same order, whatever their
 * shapes, element types and distributions.
 *
 * <pre>{@code
 * Generator torch = Generator.torch(42);                  // torch.manual_seed(42)
 * Init.kaimingUniform().initialize(w, torch);             // torch.nn.init.kaiming_uniform_(w)
 * Init.normal(0, 0.02).initialize(wte, torch);            // torch.nn.init.normal_(wte, 0, 0.02)
 * }</pre>
 *
 * <p>Each element has the value of the element at the same index of torch's <em>contiguous</em> tensor, regardless of
 * the memory order of the array. The reference is torch 2.13, compiled with fused multiply-add, on Linux x86-64 with
 * AVX2. Values in FLOAT, HALF and BFLOAT16 agree bit for bit, and so do uniform values in DOUBLE. Normal values in
 * DOUBLE depend on the last digit of the C library's logarithm, sine and cosine: about one standard normal value in 600
 * differs by one unit in the last place; differences of two or three units are rare. In torch, {@code orthogonal_} uses
 * LAPACK, whose float results have errors of about 1e-6 (4e-6 was observed at 512 x 512); the values agree within that
 * error. The fans are those of the layout that is passed to the initializer; torch's own layout is {@code
 * Layout.OUT_IN}.
 *
 * <p>Initializers that torch does not have, such as {@code lecun_normal}, throw an {@link
 * UnsupportedOperationException}.
 *
 * <p>Generators are thread-safe; if several threads share a generator, the order of the tensors depends on thread
 * scheduling.
 */
public interface TorchGenerator extends Generator {

    /**
     * Restarts the sequence with a seed: {@code torch.manual_seed(seed)}. Only the lower 32 bits of the seed are used,
     * as in torch: the seeds 5 and 5 + 2³² produce the same numbers.
     *
     * @param seed any value; torch's seeds from 2⁶³ to 2⁶⁴ - 1 are negative longs
     * @return this generator
     */
    TorchGenerator manualSeed(long seed);

    /**
     * Returns the seed at the start of the sequence: {@code torch.initial_seed()}.
     *
     * @return the seed; for a negative seed s, torch prints s + 2⁶⁴
     */
    long initialSeed();

    /**
     * Returns the state from which {@link #restore} continues: the bytes of {@code torch.get_rng_state()}. The last
     * sixteen bytes are not used on a CPU and are zero. If a normal value is cached, its last digit may differ from
     * torch's.
     *
     * @return the state, 5056 bytes
     */
    byte[] state();

    /**
     * Restores a state: {@code torch.set_rng_state(state)}.
     *
     * @param state the bytes of {@link #state()}, or of {@code torch.get_rng_state().numpy().tobytes()}
     * @return this generator
     * @throws NullPointerException if {@code state} is null
     * @throws IllegalArgumentException if the bytes are not a state of torch's CPU generator
     */
    TorchGenerator restore(byte[] state);

    /**
     * Returns a random permutation of 0 to n - 1: {@code torch.randperm(n)}.
     *
     * @param n number of elements, not negative
     * @return the permutation
     * @throws IllegalArgumentException if n is negative
     */
    int[] randperm(int n);

    /**
     * This operation is not supported: torch's numbers depend on the order of the calls, not on names.
     *
     * @throws NullPointerException if {@code name} is null
     * @throws UnsupportedOperationException always
     */
    @Override
    Generator named(String name);
}
