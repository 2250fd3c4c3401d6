package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A source of randomness for initializers: it gives every tensor of a sequence a stream of its own.
 *
 * <pre>{@code
 * Generator generator = Generator.seeded(42);
 * Init.xavierUniform().initialize(w1, generator); // tensor 0 of the sequence
 * Init.kaimingNormal().initialize(w2, generator); // tensor 1
 * Init.normal(0, 0.02).initialize(wte, generator.named("wte")); // keyed by its name: no matter what ran before
 * }</pre>
 *
 * <p>Under {@link #seeded} a value depends on the seed, on which tensor of the sequence (or which name) it belongs to, on the element's
 * logical index, and on the parameters of the distribution; on nothing else, to the bit; orthogonal matrices to 1e-6. The generators of other libraries' numbers go
 * by those libraries' ways: {@link #torch}'s depend on all calls before, and {@link #jax}'s are the same for each tensor.
 *
 * <p>Generators are safe for use by several threads. Where threads share one, which tensor comes first is up to their
 * schedule; {@linkplain #named(String) names} take that away.
 */
public interface Generator {

    /**
     * The library's own generator: counter-based (Threefry-2x32; Salmon, Moraes, Dror and Shaw, <a
     * href="https://doi.org/10.1145/2063384.2063405">Parallel random numbers: as easy as 1, 2, 3</a>, SC 2011), the same
     * on every machine, JDK, thread and backend. Each call starts the sequence anew.
     *
     * @param seed any value; all 64 bits count
     * @return a new generator at the start of its sequence
     */
    static Generator seeded(long seed) {
        return new ThreefryGenerator(seed);
    }

    /**
     * The library's own generator, with a fresh seed for every tensor: what {@code seeded(seeds.getAsLong())} would give
     * as its first. The supplier is asked once for each tensor and for each name, and not at all by initializers that draw
     * nothing.
     *
     * @param seeds gives the seeds
     * @return the generator
     * @throws NullPointerException if {@code seeds} is null
     */
    static Generator seededFrom(LongSupplier seeds) {
        return new SuppliedGenerator(Objects.requireNonNull(seeds, "seeds must not be null"));
    }

    /**
     * The numbers that {@code torch.manual_seed(seed)} gives on a CPU, bit for bit, call by call.
     *
     * @param seed torch's seed, of which in torch too only the lower 32 bits count
     * @return a new generator at the start of its sequence
     */
    static TorchGenerator torch(long seed) {
        return new TorchGenerator(seed);
    }

    /**
     * The numbers that {@code jax.random.key(seed)} gives on a CPU, bit for bit.
     *
     * @param seed JAX's seed, of which its lower 32 bits count, as in JAX without 64-bit types
     * @return the key, which gives the same numbers to every tensor
     */
    static JaxKey jax(long seed) {
        return JaxKey.of(seed);
    }

    /**
     * The stream of the sequence's next tensor.
     *
     * @param length number of elements of the tensor
     * @param precision how the tensor will be stored
     * @return its stream
     */
    RandomStream next(long length, FloatFormat precision);

    /**
     * The generator of everything that goes by the given name: a sequence of its own, at its start, the same whatever was
     * drawn before. Two names give unrelated values, and names nest: {@code g.named("a").named("b")} is not
     * {@code g.named("ab")}.
     *
     * <p>Of {@link #seededFrom} generators, each call takes a fresh seed. Generators of other libraries' numbers refuse
     * names, which those libraries do not know.
     *
     * @param name any text, such as a parameter's name
     * @return a new generator at the start of the name's sequence
     * @throws NullPointerException if {@code name} is null
     * @throws UnsupportedOperationException if this generator stands for another library's, such as {@link #torch}
     */
    Generator named(String name);
}
