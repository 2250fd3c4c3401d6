package io.github.nd4jinit.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures this library's first call in a new JVM, after ND4J has been initialized and has filled the array with its
 * own ops.
 *
 * @param fill the values
 * @param side the side length of the matrix
 */
public record FirstCall(Fill fill, int side) implements Stopwatch {

    private static final String ANSWER = "nanoseconds of the first call: ";

    @Override
    public void warmUp(Duration duration) {
        // nothing to prepare: each measurement starts a JVM
    }

    @Override
    public Sample measure() {
        List<String> output = ChildJvm.run(FirstCall.class, Map.of(), fill.name(), String.valueOf(side));
        return output.stream()
                .filter(line -> line.startsWith(ANSWER))
                .map(line -> Sample.ofNanos(Double.parseDouble(line.substring(ANSWER.length()))))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Fills an array once and prints the time.
     *
     * @param args the fill and the side length
     */
    public static void main(String[] args) {
        Fill fill = Fill.valueOf(args[0]);
        int side = Integer.parseInt(args[1]);
        INDArray array = Nd4j.create(DataType.FLOAT, side, side);
        Nd4j.rand(array);
        Nd4j.randn(array);
        array.assign(Nd4j.getRandom().nextLong());

        long start = System.nanoTime();
        fill.fill(array);
        long time = System.nanoTime() - start;
        System.out.println(ANSWER + time);
    }
}
