package io.github.nd4jinit.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** This library alternately fills matrices of the same size: of every type, in both orders, in a view, and with one and two
 * threads. */
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
