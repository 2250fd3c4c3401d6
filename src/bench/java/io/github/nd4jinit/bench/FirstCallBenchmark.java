package io.github.nd4jinit.bench;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Measures this library's first call in a new JVM, after ND4J has been initialized and has filled the array with its
 * own ops.
 */
@State(Scope.Benchmark)
public class FirstCallBenchmark {

    @Param
    Fill fill;

    @Param("1024")
    int side;

    private INDArray array;

    @Setup
    public void nd4j() {
        array = Nd4j.create(DataType.FLOAT, side, side);
        Nd4j.rand(array);
        Nd4j.randn(array);
        array.assign(Nd4j.getRandom().nextLong());
    }

    @Benchmark
    public void call() {
        fill.fill(array);
    }
}
