/** The parameters of PyTorch's modules as PyTorch initializes them. */
@NullMarked
package io.github.nd4jinit.torch;

import org.jspecify.annotations.NullMarked;
