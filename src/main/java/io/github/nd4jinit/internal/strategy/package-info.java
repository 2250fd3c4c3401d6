/**
 * The initializers: one record for each, all implementing {@link io.github.nd4jinit.internal.strategy.Strategy}, which
 * checks arguments, draws values and writes them. This package is not API: anything in it may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.strategy;

import org.jspecify.annotations.NullMarked;
