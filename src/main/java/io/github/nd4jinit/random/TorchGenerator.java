package io.github.nd4jinit.random;

/**
 * The numbers that torch draws on a CPU, bit for bit: MT19937, consumed call by call as torch consumes it. So a whole
 * session matches if the same tensors are initialized in the same order, whatever their shapes, element types and
 * distributions.
 *
 * <pre>{@code
 * Generator torch = Generator.torch(42);                  // torch.manual_seed(42)
 * Init.kaimingUniform().initialize(w, torch);             // torch.nn.init.kaiming_uniform_(w)
 * Init.normal(0, 0.02).initialize(wte, torch);            // torch.nn.init.normal_(wte, 0, 0.02)
 * }</pre>
 *
 * <p>Each element has the value of the element at the same index of torch's <em>contiguous</em> tensor, whatever the memory
 * order of the array. The reference is torch 2.13 on Linux x86-64 with AVX2, which is compiled with fused multiply-add.
 * FLOAT, HALF and BFLOAT16 agree to the bit, and so do uniform values of DOUBLE. Normal values of DOUBLE depend on the last
 * digit of the C library's logarithm, sine and cosine: one standard normal value in about six hundred is off by one unit in
 * the last place, rarely by two or three. {@code orthogonal_} uses LAPACK in torch, whose floats have errors of about 1e-6
 * (4e-6 was observed at 512 x 512); the values agree to that error. Fans are those of the layout that an initializer is
 * given; torch knows only one layout.
 *
 * <p>Initializers that torch does not have, such as {@code lecun_normal}, are refused with an {@link
 * UnsupportedOperationException}.
 *
 * <p>Thread-safe; if several threads share a generator, the order of the tensors depends on their scheduling.
 */
public interface TorchGenerator extends Generator {

    /**
     * Restarts with a seed: {@code torch.manual_seed(seed)}. Only the lower 32 bits of a seed reach the engine, as in torch:
     * the seeds 5 and 5 + 2³² give the same numbers.
     *
     * @param seed any value; torch's seeds from 2⁶³ to 2⁶⁴ - 1 are negative longs
     * @return this generator
     */
    TorchGenerator manualSeed(long seed);

    /**
     * The seed that the sequence began with: {@code torch.initial_seed()}.
     *
     * @return the seed; torch prints a negative one plus 2⁶⁴
     */
    long initialSeed();

    /**
     * The state: the bytes of {@code torch.get_rng_state()}. {@link #restore} continues from there. (The last sixteen bytes
     * are not used on a CPU, and are zero. If a normal value is cached, its last digit may differ from torch's.)
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
     * @throws IllegalArgumentException if the bytes are not such a state
     */
    TorchGenerator restore(byte[] state);

    /**
     * A random permutation of 0 to n - 1: {@code torch.randperm(n)}.
     *
     * @param n number of elements, not negative
     * @return the permutation
     * @throws IllegalArgumentException if n is negative
     */
    int[] randperm(int n);

    /**
     * Refused: torch's numbers depend on the order of the calls, and not on names.
     *
     * @throws NullPointerException if {@code name} is null
     * @throws UnsupportedOperationException always
     */
    @Override
    Generator named(String name);
}
