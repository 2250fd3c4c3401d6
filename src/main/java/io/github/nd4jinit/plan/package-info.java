/**
 * Whole networks by rules: {@linkplain io.github.nd4jinit.plan.Parameter parameters} with names and roles, and a {@linkplain
 * io.github.nd4jinit.plan.Plan plan} that says which initializer fills which of them.
 */
@NullMarked
package io.github.nd4jinit.plan;

import org.jspecify.annotations.NullMarked;
