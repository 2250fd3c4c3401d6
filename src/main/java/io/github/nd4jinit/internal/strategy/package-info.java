/**
 * One record for each initializer, on the interface {@link io.github.nd4jinit.internal.strategy.Strategy}, which checks,
 * draws and writes for all of them. Not API: anything here may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.strategy;

import org.jspecify.annotations.NullMarked;
