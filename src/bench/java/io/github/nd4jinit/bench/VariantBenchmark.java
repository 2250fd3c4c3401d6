package io.github.nd4jinit.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Times this library alternately on matrices of the same size: with every element type, in both orders, as a view, with one
 * thread and two threads, and with the values of other libraries.
 */
@State(Scope.Benchmark)
public class VariantBenchmark {

    @Param
    Fill fill;

    @Param("4096")
    int side;

    private InterleavedTiming timing;

    @Setup
    public void contenders() {
        timing = new InterleavedTiming();
        for (Variant variant : Variant.values()) {
            if (variant.supports(fill)) {
                timing.add(variant.name(), variant.call(fill, variant.array(side)));
            }
        }
    }

    @Benchmark
    public void round() {
        timing.round();
    }
}
