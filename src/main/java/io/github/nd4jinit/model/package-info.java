/**
 * Whole networks by rules: {@linkplain io.github.nd4jinit.model.Parameter parameters} with names and roles, and a {@linkplain
 * io.github.nd4jinit.model.Plan plan} that says which initializer fills which of them.
 */
@NullMarked
package io.github.nd4jinit.model;

import org.jspecify.annotations.NullMarked;
