package io.github.nd4jinit.random;

import java.io.Serializable;

/**
 * The library's own generator, {@link Generator#seeded}. Its state is a seed, the names that were chosen, and the position
 * in the sequence. The text shows all of it, and {@link Generator#parse} reads it:
 *
 * <pre>{@code
 * SeededGenerator generator = Generator.seeded(42).named("decoder");
 * Init.xavierUniform().initialize(w, generator);
 * generator.toString();               // seeded(42).named("decoder").at(1)
 * Generator.parse(generator.toString()); // continues with tensor 1
 * }</pre>
 *
 * <p>The Java serial form is this text. A copy that was serialized continues at the same position, and from then on counts
 * for itself.
 *
 * <p>Generators are mutable: each tensor moves the position. So equality is identity; compare the texts to compare states.
 */
public interface SeededGenerator extends Generator, Serializable {

    @Override
    SeededGenerator named(String name);

    /**
     * The position in the sequence.
     *
     * @return the number of tensors that were drawn from this sequence; those of {@linkplain #named names} do not count
     */
    long position();

    /**
     * The generator with the same seed and names at another position. This generator does not change.
     *
     * @param position the number of tensors to leave out, from 0 to 2⁶²
     * @return a new generator
     * @throws IllegalArgumentException if the position is negative or too large
     */
    SeededGenerator at(long position);
}
