/**
 * The initialization of whole networks by rules: {@linkplain io.github.nd4jinit.plan.Parameter parameters} with names
 * and roles, and a {@linkplain io.github.nd4jinit.plan.Plan plan} that assigns an initializer to each of them.
 */
@NullMarked
package io.github.nd4jinit.plan;

import org.jspecify.annotations.NullMarked;
