/**
 * Mathematics and memory without arrays of ND4J: number formats, special functions, scratch buffers. Not API: anything
 * here may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.math;

import org.jspecify.annotations.NullMarked;
