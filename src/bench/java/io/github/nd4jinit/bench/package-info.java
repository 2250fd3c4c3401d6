/**
 * Benchmarks for this library and other implementations, run by {@code mvn -q -Pbench}.
 *
 * <p>{@link io.github.nd4jinit.bench.Benchmarks} runs the comparisons of a {@link io.github.nd4jinit.bench.Suite}:
 * {@link io.github.nd4jinit.bench.Case} (this library and other implementations), {@link
 * io.github.nd4jinit.bench.Variant} (element types, orders, views, generators, threads), {@link
 * io.github.nd4jinit.bench.SmallArrays}, {@link io.github.nd4jinit.bench.Plans} and {@link
 * io.github.nd4jinit.bench.FirstCall}. {@link io.github.nd4jinit.bench.Goals} lists the goals.
 */
@NullMarked
package io.github.nd4jinit.bench;

import org.jspecify.annotations.NullMarked;
