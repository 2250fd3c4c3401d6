/**
 * The values of a tensor, addressed by logical index, and the random streams that produce them. This package contains
 * the interfaces and the code shared by the subpackages {@code threefry}, {@code torch} and {@code jax}. Not API: anything
 * in this package may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.sample;

import org.jspecify.annotations.NullMarked;
