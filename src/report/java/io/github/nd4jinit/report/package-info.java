/**
 * A page with charts of diagnoses and training runs: {@link io.github.nd4jinit.report.Report}.
 *
 * <p>This package is not part of the main jar. It is in a separate jar with the classifier {@code report}, which
 * depends on the main jar:
 *
 * <pre>{@code
 * <dependency>
 *   <groupId>io.github.nd4j-init</groupId>
 *   <artifactId>nd4j-init</artifactId>
 *   <version>...</version>
 *   <classifier>report</classifier>
 * </dependency>
 * }</pre>
 */
@NullMarked
package io.github.nd4jinit.report;

import org.jspecify.annotations.NullMarked;
