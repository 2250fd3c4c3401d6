/**
 * SameDiff: a {@linkplain io.github.nd4jinit.samediff.SameDiffs#scheme scheme} for one variable, and whole graphs by {@linkplain
 * io.github.nd4jinit.plan.Plan plans}, with roles and layouts read from the graph's operations.
 */
@NullMarked
package io.github.nd4jinit.samediff;

import org.jspecify.annotations.NullMarked;
