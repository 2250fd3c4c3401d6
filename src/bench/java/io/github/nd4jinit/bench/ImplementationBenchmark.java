package io.github.nd4jinit.bench;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Times all implementations alternately on one matrix in 'c' order. */
@State(Scope.Benchmark)
public class ImplementationBenchmark {

    @Param
    Fill fill;

    @Param("FLOAT")
    DataType type;

    @Param("4096")
    int rows;

    @Param("4096")
    int columns;

    private InterleavedTiming timing;

    @Setup
    public void contenders() {
        INDArray array = Nd4j.create(type, rows, columns);
        timing = new InterleavedTiming();
        for (Implementation implementation : Implementation.values()) {
            implementation.call(fill, array).ifPresent(call -> timing.add(implementation.name(), call));
        }
    }

    @Benchmark
    public void round() {
        timing.round();
    }
}
