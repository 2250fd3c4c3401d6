package io.github.nd4jinit.bench;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** All rivals fill one matrix of order 'c' in turns. */
@State(Scope.Benchmark)
public class Rivals {

    @Param
    Fill fill;

    @Param("FLOAT")
    DataType type;

    @Param("4096")
    int rows;

    @Param("4096")
    int columns;

    private Turns turns;

    @Setup
    public void contenders() {
        INDArray array = Nd4j.create(type, rows, columns);
        turns = new Turns();
        for (Rival rival : Rival.values()) {
            rival.filling(fill, array).ifPresent(call -> turns.add(rival.name(), call));
        }
    }

    @Benchmark
    public void round() {
        turns.round();
    }
}
