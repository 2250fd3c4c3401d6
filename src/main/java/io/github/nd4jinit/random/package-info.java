/**
 * Sources of random numbers. Plain Java, without ND4J.
 *
 * <p>A {@link io.github.nd4jinit.random.Generator} gives each tensor a stream of random numbers, in which the value of an
 * element depends on its logical index only: it is the same for every order of access, thread and part of the tensor.
 *
 * <p>The library's own generator is {@link io.github.nd4jinit.random.SeededGenerator}; {@link
 * io.github.nd4jinit.random.Generator#seededFrom} takes a new seed for each tensor. The others reproduce the numbers of
 * {@linkplain io.github.nd4jinit.random.TorchGenerator PyTorch} and {@linkplain io.github.nd4jinit.random.JaxKey JAX}.
 */
@NullMarked
package io.github.nd4jinit.random;

import org.jspecify.annotations.NullMarked;
