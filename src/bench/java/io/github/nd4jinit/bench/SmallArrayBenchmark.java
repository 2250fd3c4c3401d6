package io.github.nd4jinit.bench;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Fills a small array repeatedly with this library, while JMH's GC profiler measures the bytes allocated per call. */
@State(Scope.Benchmark)
public class SmallArrayBenchmark {

    @Param
    Fill fill;

    @Param({"8", "64"})
    int side;

    private INDArray array;

    @Setup
    public void array() {
        array = Nd4j.create(DataType.FLOAT, side, side);
    }

    @Benchmark
    public void call() {
        fill.fill(array);
    }
}
