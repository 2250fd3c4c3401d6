/**
 * Adapter for SameDiff: {@link io.github.nd4jinit.samediff.SameDiffs} initializes single variables and whole graphs, whose roles and
 * layouts it reads from the graph's operations.
 */
@NullMarked
package io.github.nd4jinit.samediff;

import org.jspecify.annotations.NullMarked;
