/**
 * Parsing and printing: the grammar of initializers and nonlinearities, the names of initializers in other libraries,
 * and layouts. This package is not API: anything in it may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.text;

import org.jspecify.annotations.NullMarked;
