package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.jax.JaxStreamSource;
import io.github.nd4jinit.internal.sample.threefry.ReseedingStreamSource;
import io.github.nd4jinit.internal.sample.threefry.SeededText;
import io.github.nd4jinit.internal.sample.threefry.ThreefryStreamSource;
import io.github.nd4jinit.internal.sample.torch.TorchStreamSource;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A source of random numbers for initializers. It gives each tensor of a sequence its own stream of numbers.
 *
 * <pre>{@code
 * Generator generator = Generator.seeded(42);
 * Init.xavierUniform().initialize(w1, generator); // tensor 0 of the sequence
 * Init.kaimingNormal().initialize(w2, generator); // tensor 1
 * Init.normal(0, 0.02).initialize(wte, generator.named("wte")); // depends on the name, not on the tensors before
 * }</pre>
 *
 * <p>With {@link #seeded}, a value depends only on the seed, the position of its tensor in the sequence (or the tensor's
 * name), the logical index of the element, and the parameters of the distribution. It is the same to the last bit
 * everywhere; orthogonal matrices are the same to 1e-6. Generators that reproduce another library follow that library:
 * the numbers of {@link #torch} depend on all calls before, those of {@link #jax} are the same for each tensor.
 *
 * <p>Generators are thread-safe. If several threads share one, the order of the tensors depends on their scheduling;
 * {@linkplain #named(String) names} avoid that.
 *
 * <p>This interface is not meant to be implemented by applications: initializers refuse generators of other classes.
 */
public interface Generator {

    /**
     * The library's own generator. It is counter-based (Threefry-2x32; Salmon, Moraes, Dror and Shaw, <a
     * href="https://doi.org/10.1145/2063384.2063405">Parallel random numbers: as easy as 1, 2, 3</a>, SC 2011) and gives
     * the same numbers on every machine, JDK, thread and backend. Each call starts a new sequence.
     *
     * @param seed any value; all 64 bits count
     * @return a new generator at the start of its sequence
     */
    static SeededGenerator seeded(long seed) {
        return new ThreefryStreamSource(seed);
    }

    /**
     * The library's own generator with a new seed for every tensor: each tensor gets the numbers of the first tensor of
     * {@code seeded(seeds.getAsLong())}. The supplier is called once for each tensor and for each name, and not at all by
     * initializers that draw nothing.
     *
     * @param seeds supplies the seeds
     * @return the generator
     * @throws NullPointerException if {@code seeds} is null
     */
    static Generator seededFrom(LongSupplier seeds) {
        return new ReseedingStreamSource(Objects.requireNonNull(seeds, "seeds must not be null"));
    }

    /**
     * The numbers that torch draws on a CPU after {@code torch.manual_seed(seed)}, bit for bit, call by call.
     *
     * @param seed torch's seed; only its lower 32 bits count, as in torch
     * @return a new generator at the start of its sequence
     */
    static TorchGenerator torch(long seed) {
        return new TorchStreamSource(seed);
    }

    /**
     * The numbers that JAX draws on a CPU with {@code jax.random.key(seed)}, bit for bit.
     *
     * @param seed JAX's seed; only its lower 32 bits count, as in JAX with 64-bit types disabled
     * @return the key, which gives the same numbers to every tensor
     */
    static JaxKey jax(long seed) {
        return JaxStreamSource.key(seed);
    }

    /**
     * Reads the text of a generator: {@code parse(generator.toString())} has the same seed, names and position as {@code
     * generator}. Whitespace is allowed between the parts of the text.
     *
     * <pre>{@code
     * Generator.parse("seeded(42)");
     * Generator.parse("seeded(42).named(\"transformer.wte\")");
     * Generator.parse("seeded(42).named(\"encoder\").named(\"wte\").at(3)");
     * }</pre>
     *
     * <p>Only the generators of {@link #seeded} have a text that can be read; those of {@link #torch} have {@linkplain
     * TorchGenerator#state() a state} instead. In a name, {@code \"} stands for a quote, <code>&#92;&#92;</code> for a
     * backslash, and <code>&#92;u</code> with four hexadecimal digits for any UTF-16 unit.
     *
     * @param text the text of a seeded generator, at most 2²⁰ characters
     * @return a new generator; of the texts that are read today, a {@link SeededGenerator}
     * @throws NullPointerException if {@code text} is null
     * @throws IllegalArgumentException if the text is not one of a seeded generator
     */
    static Generator parse(String text) {
        return SeededText.parse(Objects.requireNonNull(text, "text must not be null"));
    }

    /**
     * The generator of a name. It has its own sequence, which begins at its start, and which is the same whatever was
     * drawn before. Two names give unrelated values. Names nest: {@code g.named("a").named("b")} differs from {@code
     * g.named("ab")}.
     *
     * <p>For {@link #seededFrom}, each call takes a new seed. Generators that reproduce another library have no names.
     *
     * @param name any text, such as the name of a parameter
     * @return a new generator at the start of the name's sequence
     * @throws NullPointerException if {@code name} is null
     * @throws UnsupportedOperationException if this generator reproduces another library, such as {@link #torch}
     */
    Generator named(String name);
}
