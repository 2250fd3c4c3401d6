package io.github.nd4jinit.random;

import java.io.Serializable;

/**
 * This library's own generator, created by {@link Generator#seeded}. Its state consists of a seed, the names that were
 * passed to {@link #named}, and the position in the sequence. {@code toString} returns the complete state as text, and
 * {@link Generator#parse} restores the generator from that text:
 *
 * <pre>{@code
 * SeededGenerator generator = Generator.seeded(42).named("decoder");
 * Init.xavierUniform().initialize(w, generator);
 * generator.toString();                  // seeded(42).named("decoder").at(1)
 * Generator.parse(generator.toString()); // continues with tensor 1
 * }</pre>
 *
 * <p>The Java serial form is this text. A deserialized copy continues at the same position, independently of the
 * original.
 *
 * <p>Each tensor advances the position, so generators are mutable, and {@code equals} compares them by identity. To
 * compare states, compare the results of {@code toString}.
 */
public interface SeededGenerator extends Generator, Serializable {

    @Override
    SeededGenerator named(String name);

    /**
     * Returns the position in the sequence.
     *
     * @return the number of tensors that were drawn from this sequence, not counting those of {@linkplain #named named
     *     generators}
     */
    long position();

    /**
     * Returns a generator with the same seed and names, but at another position. This generator does not change.
     *
     * @param position the number of tensors to skip from the start of the sequence, from 0 to 2⁶²
     * @return a new generator
     * @throws IllegalArgumentException if the position is negative or greater than 2⁶²
     */
    SeededGenerator at(long position);
}
