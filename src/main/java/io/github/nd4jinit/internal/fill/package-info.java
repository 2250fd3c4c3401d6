/**
 * How values reach an {@link org.nd4j.linalg.api.ndarray.INDArray}: element type, order, strides, views, chunks, threads
 * and backends. {@link io.github.nd4jinit.internal.fill.ArrayWriter} is the way in.
 */
@NullMarked
package io.github.nd4jinit.internal.fill;

import org.jspecify.annotations.NullMarked;
