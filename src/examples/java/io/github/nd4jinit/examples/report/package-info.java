/**
 * What an initialization does, to be looked at: {@link io.github.nd4jinit.examples.report.Report} writes a page with charts that
 * stand on their own, {@link io.github.nd4jinit.examples.report.Picture} a single picture. Both take what anyone's training gives.
 */
@NullMarked
package io.github.nd4jinit.examples.report;

import org.jspecify.annotations.NullMarked;
