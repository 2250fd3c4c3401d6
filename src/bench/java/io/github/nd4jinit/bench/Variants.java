package io.github.nd4jinit.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** This library fills as many values in turns: of every type, in both orders, in a view, and by one and two threads. */
@State(Scope.Benchmark)
public class Variants {

    @Param
    Fill fill;

    @Param("4096")
    int side;

    private Turns turns;

    @Setup
    public void contenders() {
        turns = new Turns();
        for (Variant variant : Variant.values()) {
            if (variant.does(fill)) {
                turns.add(variant.name(), variant.filling(fill, variant.array(side)));
            }
        }
    }

    @Benchmark
    public void round() {
        turns.round();
    }
}
