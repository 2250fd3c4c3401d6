/**
 * Adapter for SameDiff: {@link io.github.nd4jinit.samediff.SameDiffs} initializes single variables and whole graphs. It
 * infers roles and layouts from the operations of a graph.
 */
@NullMarked
package io.github.nd4jinit.samediff;

import org.jspecify.annotations.NullMarked;
