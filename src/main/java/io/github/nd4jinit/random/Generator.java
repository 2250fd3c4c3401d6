package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.jax.JaxStreamSource;
import io.github.nd4jinit.internal.sample.threefry.ReseedingStreamSource;
import io.github.nd4jinit.internal.sample.threefry.SeededText;
import io.github.nd4jinit.internal.sample.threefry.ThreefryStreamSource;
import io.github.nd4jinit.internal.sample.torch.TorchStreamSource;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A source of random numbers for initializers. Each tensor of a sequence has its own stream of numbers.
 *
 * <pre>{@code
 * Generator generator = Generator.seeded(42);
 * Init.xavierUniform().initialize(w1, generator); // tensor 0 of the sequence
 * Init.kaimingNormal().initialize(w2, generator); // tensor 1 of the sequence
 * Init.normal(0, 0.02).initialize(wte, generator.named("wte")); // depends on the name, not on the preceding tensors
 * }</pre>
 *
 * <table>
 *   <caption>Generators</caption>
 *   <tr><th>generator</th><th>numbers</th><th>equivalent</th></tr>
 *   <tr><td>{@link #seeded}</td><td>Threefry-2x32, by seed, tensor and element</td><td>none</td></tr>
 *   <tr><td>{@link #seededFrom}</td><td>Threefry-2x32, with a new seed for each tensor</td><td>none</td></tr>
 *   <tr><td>{@link #torch}</td><td>MT19937, in the order of the calls</td><td>{@code torch.manual_seed(seed)}</td></tr>
 *   <tr><td>{@link #jax}</td><td>Threefry-2x32, by key and element</td><td>{@code jax.random.key(seed)}</td></tr>
 * </table>
 *
 * <p>With {@link #seeded}, a value depends only on the seed, the position of its tensor in the sequence (or the name of
 * the tensor), the logical index of the element, and the parameters of the distribution. It has the same bits on every
 * machine; orthogonal matrices agree to 1e-6. Generators that reproduce the random numbers of another library behave as
 * that library does: the numbers of {@link #torch} depend on all preceding calls, and those of {@link #jax} are the
 * same for every tensor.
 *
 * <p>Generators are thread-safe. If several threads share a generator, the order of the tensors depends on thread
 * scheduling; {@linkplain #named(String) named generators} avoid this.
 *
 * <p>This interface is not meant to be implemented by applications: initializers reject generators of other classes
 * with an {@link IllegalArgumentException}.
 */
public interface Generator {

    /**
     * Returns this library's own generator. It is counter-based (Threefry-2x32; Salmon, Moraes, Dror and Shaw, <a
     * href="https://doi.org/10.1145/2063384.2063405">Parallel random numbers: as easy as 1, 2, 3</a>, SC 2011) and
     * produces the same numbers on every machine, in every JDK and thread, and with every backend. Each call starts a
     * new sequence.
     *
     * @param seed any value; all 64 bits are used
     * @return a new generator at the start of its sequence
     */
    static SeededGenerator seeded(long seed) {
        return new ThreefryStreamSource(seed);
    }

    /**
     * Returns a generator of this library that uses a new seed for every tensor: each tensor gets the numbers of the
     * first tensor of {@code seeded(seeds.getAsLong())}. The supplier is called once for each tensor and once for each
     * call of {@link #named}, but not for initializers that need no random numbers.
     *
     * @param seeds the supplier of the seeds
     * @return the generator
     * @throws NullPointerException if {@code seeds} is null
     */
    static Generator seededFrom(LongSupplier seeds) {
        return new ReseedingStreamSource(Objects.requireNonNull(seeds, "seeds must not be null"));
    }

    /**
     * Returns a generator that reproduces, bit for bit and call by call, the numbers that torch draws on a CPU after
     * {@code torch.manual_seed(seed)}.
     *
     * @param seed the seed; only its lower 32 bits are used, as in torch
     * @return a new generator at the start of its sequence
     */
    static TorchGenerator torch(long seed) {
        return new TorchStreamSource(seed);
    }

    /**
     * Returns the generator that reproduces, bit for bit, the numbers that JAX draws on a CPU with {@code
     * jax.random.key(seed)}.
     *
     * @param seed the seed; only its lower 32 bits are used, as in JAX with 64-bit types disabled
     * @return the key, which produces the same numbers for every tensor
     */
    static JaxKey jax(long seed) {
        return JaxStreamSource.key(seed);
    }

    /**
     * Parses the text of a seeded generator: {@code parse(generator.toString())} has the same seed, names and position
     * as {@code generator}. Whitespace is allowed between the parts of the text.
     *
     * <pre>{@code
     * Generator.parse("seeded(42)");
     * Generator.parse("seeded(42).named(\"transformer.wte\")");
     * Generator.parse("seeded(42).named(\"encoder\").named(\"wte\").at(3)");
     * }</pre>
     *
     * <p>Only the text of generators created by {@link #seeded} can be parsed; the generators of {@link #torch} have
     * {@linkplain TorchGenerator#state() a state} instead. In a name, {@code \"} represents a quote,
     * <code>&#92;&#92;</code> represents a backslash, and <code>&#92;u</code> with four hexadecimal digits represents
     * any UTF-16 code unit.
     *
     * @param text the text of a seeded generator, at most 2²⁰ characters
     * @return a new generator; currently always a {@link SeededGenerator}
     * @throws NullPointerException if {@code text} is null
     * @throws IllegalArgumentException if the text is not a valid seeded generator
     */
    static Generator parse(String text) {
        return SeededText.parse(Objects.requireNonNull(text, "text must not be null"));
    }

    /**
     * Returns the generator with the given name. It has its own sequence, which does not depend on earlier draws.
     * Different names have independent sequences. Names can be nested: {@code g.named("a").named("b")} differs from
     * {@code g.named("ab")}.
     *
     * <p>For {@link #seededFrom}, each call takes a new seed. Generators that reproduce the random numbers of another
     * library do not support names.
     *
     * @param name any string, such as the name of a parameter
     * @return a new generator at the start of the sequence of that name
     * @throws NullPointerException if {@code name} is null
     * @throws UnsupportedOperationException if this generator reproduces the random numbers of another library, as
     *     {@link #torch} does
     */
    Generator named(String name);
}
