/**
 * This library's own generator: its keys, its counter layout and its distributions. Not API: anything in this package may
 * change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.sample.threefry;

import org.jspecify.annotations.NullMarked;
