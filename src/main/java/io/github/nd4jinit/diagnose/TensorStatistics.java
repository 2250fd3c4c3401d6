package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.plan.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Statistics of the elements of an array, computed in double precision. */
final class TensorStatistics {

    /** Relative rounding error of float products: differences below this fraction of the RMS are ignored. */
    private static final double ROUNDING = 1e-5;

    private final double[] values;
    private final long examples;

    /** Statistics of an array whose first axis is the batch axis. */
    TensorStatistics(INDArray array) {
        this.values = values(array);
        this.examples = array.rank() == 0 ? 1 : array.size(0);
    }

    static double[] values(INDArray array) {
        return array.isEmpty()
                ? new double[0]
                : array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    }

    double[] values() {
        return values;
    }

    double mean() {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    double std() {
        double mean = mean();
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(Double.NaN));
    }

    /** The root mean square. */
    double rms() {
        return Math.sqrt(
                Arrays.stream(values).map(value -> value * value).average().orElse(Double.NaN));
    }

    /** The number of elements of one example. */
    long units() {
        return examples == 0 ? 0 : values.length / examples;
    }

    /**
     * Whether all examples are equal up to rounding. The result is true for a single example. The tolerance is needed
     * because a matrix product may round equal rows differently.
     */
    boolean hasEqualExamples() {
        int units = (int) units();
        double tolerance = ROUNDING * rms();
        return tolerance < Double.POSITIVE_INFINITY // an infinite tolerance would accept any difference
                && IntStream.range(units, values.length)
                        .allMatch(i -> Math.abs(values[i] - values[i % units]) <= tolerance);
    }

    boolean hasSeveralEqualExamples() {
        return examples > 1 && hasEqualExamples();
    }

    boolean isFinite() {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    /** The fraction of units that are zero for every example; NaN if a value is not finite. */
    double deadFraction() {
        if (values.length == 0 || !isFinite()) {
            return Double.NaN;
        }
        int units = (int) units();
        boolean[] isAlive = new boolean[units];
        for (int i = 0; i < values.length; i++) {
            isAlive[i % units] |= values[i] != 0;
        }
        int dead = 0;
        for (boolean alive : isAlive) {
            dead += alive ? 0 : 1;
        }
        return (double) dead / units;
    }

    /**
     * The numbers of output units of a weight.
     *
     * @param total the number of output units
     * @param distinct the number of distinct rows of weights; two different rows are counted as equal with probability
     *     2^-32
     */
    record UnitCount(long total, long distinct) {}

    static UnitCount countUnits(Tensor weight) {
        INDArray array = weight.array();
        if (array.isEmpty() || array.rank() < 2) {
            return new UnitCount(0, 0);
        }
        INDArray matrix = outputsByInputs(weight);
        long distinct = IntStream.range(0, matrix.rows())
                .map(row -> Arrays.hashCode(matrix.getRow(row).toDoubleVector()))
                .distinct()
                .count();
        return new UnitCount(matrix.rows(), distinct);
    }

    /** The largest singular value of a weight, viewed as a matrix [outputs, inputs]; NaN if it is not a matrix. */
    static double spectralNorm(Tensor weight) {
        INDArray array = weight.array();
        return array.isEmpty() || array.rank() < 2
                ? Double.NaN
                : LanczosBidiagonalization.largestSingularValue(outputsByInputs(weight));
    }

    /** A weight as a matrix: output axes are rows, all other axes are columns. */
    private static INDArray outputsByInputs(Tensor weight) {
        INDArray array = weight.array();
        String letters = weight.parameter().layout().letters();
        String axes = letters.replace("*", "*".repeat(Math.max(0, array.rank() + 1 - letters.length())));
        int[] outputsFirst = IntStream.range(0, array.rank())
                .boxed()
                .sorted(Comparator.comparing(axis -> axes.charAt(axis) != 'O'))
                .mapToInt(Integer::intValue)
                .toArray();
        long outputs = IntStream.range(0, array.rank())
                .filter(axis -> axes.charAt(axis) == 'O')
                .mapToLong(array::size)
                .reduce(1, Math::multiplyExact);
        return array.castTo(DataType.DOUBLE).permute(outputsFirst).dup('c').reshape('c', outputs, -1);
    }
}
