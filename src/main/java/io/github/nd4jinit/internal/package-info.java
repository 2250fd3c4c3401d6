/** Checks that all packages share. Nothing in {@code internal} is API: it may change in any release. */
@NullMarked
package io.github.nd4jinit.internal;

import org.jspecify.annotations.NullMarked;
