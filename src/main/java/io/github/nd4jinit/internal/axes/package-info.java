/**
 * The parts of a weight that a layout describes: packed parts and, within each of them, groups of connected input and
 * output channels. This package is not API: anything in it may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.axes;

import org.jspecify.annotations.NullMarked;
