/** Argument checks for all packages. The packages under {@code internal} are not API and may change in any release. */
@NullMarked
package io.github.nd4jinit.internal;

import org.jspecify.annotations.NullMarked;
