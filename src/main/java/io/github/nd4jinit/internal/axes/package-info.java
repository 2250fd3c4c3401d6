/**
 * The parts of a weight that a layout describes: packed parts, and in each the channel groups whose inputs and outputs are
 * connected. Not API: anything here may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.axes;

import org.jspecify.annotations.NullMarked;
