package io.github.nd4jinit.internal.sample;

import io.github.nd4jinit.random.Generator;

/**
 * Creates random streams. All generators of this library implement this interface, which is not part of their public
 * API.
 */
public interface StreamSource {

    /**
     * Returns the stream of the next tensor.
     *
     * @param length number of elements of the tensor
     * @param format element format of the tensor
     * @return the stream
     */
    RandomStream next(long length, FloatFormat format);

    /**
     * Returns a generator as a source of streams.
     *
     * @param generator a generator of this library
     * @return the generator
     * @throws IllegalArgumentException if the generator was not created by this library
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
