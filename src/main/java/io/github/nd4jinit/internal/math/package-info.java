/**
 * Number formats, special functions and pools of scratch buffers. Nothing in this package depends on ND4J. Not API:
 * anything in this package may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.math;

import org.jspecify.annotations.NullMarked;
