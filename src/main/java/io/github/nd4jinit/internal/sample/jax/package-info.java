/** The random values of JAX on a CPU. Not API: anything in this package may change in any release. */
@NullMarked
package io.github.nd4jinit.internal.sample.jax;

import org.jspecify.annotations.NullMarked;
