/**
 * The effect of an initialization on activations and gradients: {@linkplain io.github.nd4jinit.diagnose.Diagnosis
 * measured} layer by layer on a batch, or {@linkplain io.github.nd4jinit.diagnose.Forecast predicted} by {@linkplain
 * io.github.nd4jinit.diagnose.MeanField mean-field theory}. {@link io.github.nd4jinit.diagnose.Lsuv} scales weights
 * according to such measurements.
 */
@NullMarked
package io.github.nd4jinit.diagnose;

import org.jspecify.annotations.NullMarked;
