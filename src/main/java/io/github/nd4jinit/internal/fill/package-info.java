/**
 * Writes values to an {@link org.nd4j.linalg.api.ndarray.INDArray}, and handles element types, memory order, strides,
 * views, chunks, threads and backends. {@link io.github.nd4jinit.internal.fill.ArrayWriter} is the entry point. Not API:
 * anything in this package may change in any release.
 */
@NullMarked
package io.github.nd4jinit.internal.fill;

import org.jspecify.annotations.NullMarked;
