/**
 * Where the random numbers come from. Plain Java: nothing here knows ND4J.
 *
 * <p>A {@link io.github.nd4jinit.random.Generator} hands out one {@link io.github.nd4jinit.internal.sample.RandomStream} for each
 * tensor; a stream turns a distribution into {@link io.github.nd4jinit.internal.sample.TensorValues}, which know the value of every
 * element by its logical index alone. That is the whole promise: whoever asks, in whatever order, from whatever
 * thread, for whatever part of the tensor, gets the same numbers.
 *
 * <p>Three generators are here: the library's own, {@link io.github.nd4jinit.random.Generator#seeded}, and those that give the
 * numbers of {@linkplain io.github.nd4jinit.random.TorchGenerator torch} and of {@linkplain io.github.nd4jinit.random.JaxKey JAX}.
 */
@NullMarked
package io.github.nd4jinit.random;

import org.jspecify.annotations.NullMarked;
