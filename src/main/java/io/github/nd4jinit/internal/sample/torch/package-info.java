/** The random values of PyTorch on a CPU. Not API: anything in this package may change in any release. */
@NullMarked
package io.github.nd4jinit.internal.sample.torch;

import org.jspecify.annotations.NullMarked;
