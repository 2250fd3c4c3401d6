package io.github.nd4jinit.internal.sample;

import io.github.nd4jinit.random.Generator;

/** The drawing method of a generator, which is not part of its public API. */
public interface StreamSource {

    /**
     * The stream of the next tensor.
     *
     * @param length number of elements of the tensor
     * @param format how the tensor will be stored
     * @return its stream
     */
    RandomStream next(long length, FloatFormat format);

    /**
     * The drawing method of a generator.
     *
     * @param generator a generator of this library
     * @return the generator as a source of streams
     * @throws IllegalArgumentException if the generator is not one of this library's
     */
    static StreamSource of(Generator generator) {
        if (generator instanceof StreamSource source) {
            return source;
        }
        throw new IllegalArgumentException(
                "the generator must be one of this library's, but was a %s; use Generator.seeded, Generator.torch or Generator.jax"
                        .formatted(generator.getClass().getName()));
    }
}
