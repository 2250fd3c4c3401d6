/**
 * Sources of random numbers. The package is plain Java and does not use ND4J.
 *
 * <p>A {@link io.github.nd4jinit.random.Generator} assigns each tensor a stream of random numbers. The value of an
 * element depends only on its logical index in the tensor, not on the order of access, the thread, or the slice that is
 * filled.
 *
 * <p>This library's own generator is {@link io.github.nd4jinit.random.SeededGenerator}; {@link
 * io.github.nd4jinit.random.Generator#seededFrom} takes a new seed for each tensor. The other generators reproduce the
 * numbers of {@linkplain io.github.nd4jinit.random.TorchGenerator PyTorch} and {@linkplain
 * io.github.nd4jinit.random.JaxKey JAX}.
 */
@NullMarked
package io.github.nd4jinit.random;

import org.jspecify.annotations.NullMarked;
