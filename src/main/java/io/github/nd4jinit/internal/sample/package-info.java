/**
 * The values of a tensor by logical index, and the streams of random numbers that produce them: the interfaces, and what
 * the subpackages {@code threefry}, {@code torch} and {@code jax} share. Not API: anything here may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.sample;

import org.jspecify.annotations.NullMarked;
