/**
 * Benchmarks for this library and other implementations, run by {@code mvn -q -Pbench}.
 *
 * <p>{@link io.github.nd4jinit.bench.Benchmarks} runs all benchmarks: {@link
 * io.github.nd4jinit.bench.ImplementationBenchmark} (this library against others), {@link
 * io.github.nd4jinit.bench.VariantBenchmark} (element types, orders, views, threads), {@link
 * io.github.nd4jinit.bench.SmallArrayBenchmark} (bytes allocated) and {@link
 * io.github.nd4jinit.bench.FirstCallBenchmark} (the first call in a JVM).
 */
@NullMarked
package io.github.nd4jinit.bench;

import org.jspecify.annotations.NullMarked;
