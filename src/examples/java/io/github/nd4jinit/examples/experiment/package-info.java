/**
 * {@link io.github.nd4jinit.examples.experiment.Experiment} trains networks of several depths from good and bad initial
 * values, and passes the results to {@link io.github.nd4jinit.report.Report}.
 */
@NullMarked
package io.github.nd4jinit.examples.experiment;

import org.jspecify.annotations.NullMarked;
