/**
 * What an initialization does: signals and gradients {@linkplain io.github.nd4jinit.diagnose.Diagnosis measured} layer by layer, or
 * {@linkplain io.github.nd4jinit.diagnose.MeanField predicted}, and {@linkplain io.github.nd4jinit.diagnose.Lsuv weights scaled}
 * by what was measured.
 */
@NullMarked
package io.github.nd4jinit.diagnose;

import org.jspecify.annotations.NullMarked;
