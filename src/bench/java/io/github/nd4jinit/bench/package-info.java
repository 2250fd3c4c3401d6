/**
 * How fast arrays are filled, by this library and by its rivals: {@code mvn -q -Pbench}.
 *
 * <p>{@link io.github.nd4jinit.bench.Benchmarks} runs everything. What is measured: {@link io.github.nd4jinit.bench.Rivals}
 * (us against others), {@link io.github.nd4jinit.bench.Variants} (element types, orders, views, threads),
 * {@link io.github.nd4jinit.bench.SmallCalls} (bytes allocated) and {@link io.github.nd4jinit.bench.FirstCall} (the first
 * call in a JVM).
 */
@NullMarked
package io.github.nd4jinit.bench;

import org.jspecify.annotations.NullMarked;
