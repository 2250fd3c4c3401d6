/** The default initialization of PyTorch modules. */
@NullMarked
package io.github.nd4jinit.torch;

import org.jspecify.annotations.NullMarked;
