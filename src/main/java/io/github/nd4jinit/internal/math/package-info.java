/**
 * Number formats, special functions and pools of scratch buffers. Nothing here depends on ND4J. Not API: anything here
 * may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.math;

import org.jspecify.annotations.NullMarked;
