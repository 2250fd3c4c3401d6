/**
 * The texts that this library reads and prints: the grammar, the names of initializers in every library, layouts. Not API:
 * anything here may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.text;

import org.jspecify.annotations.NullMarked;
