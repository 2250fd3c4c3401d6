package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.plan.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The numbers of an array, in double. */
final class Measure {

    /** Of float products, as a share of the size of what is added up. */
    private static final double ROUNDING = 1e-5;

    private final double[] values;
    private final long examples;

    /** The values of an array whose first axis is that of the examples. */
    Measure(INDArray array) {
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

    /** The root of the mean square. */
    double size() {
        return Math.sqrt(
                Arrays.stream(values).map(value -> value * value).average().orElse(Double.NaN));
    }

    /** How many numbers an example has. */
    long units() {
        return examples == 0 ? 0 : values.length / examples;
    }

    /** Whether all examples, or the only one, give the same, but for what products round differently in different rows. */
    boolean areExamplesAlike() {
        int units = (int) units();
        double rounding = ROUNDING * size();
        return rounding < Double.POSITIVE_INFINITY // or else any difference would be less
                && IntStream.range(units, values.length)
                        .allMatch(i -> Math.abs(values[i] - values[i % units]) <= rounding);
    }

    boolean areSeveralAlike() {
        return examples > 1 && areExamplesAlike();
    }

    boolean isFinite() {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    /** The share of units that are zero for every example; not a number if a value is not finite. */
    double dead() {
        if (values.length == 0 || !isFinite()) {
            return Double.NaN;
        }
        int units = (int) units();
        boolean[] alive = new boolean[units];
        for (int i = 0; i < values.length; i++) {
            alive[i % units] |= values[i] != 0;
        }
        int dead = 0;
        for (boolean one : alive) {
            dead += one ? 0 : 1;
        }
        return (double) dead / units;
    }

    /**
     * The units that a weight makes.
     *
     * @param all how many
     * @param different how many of them remain if those of the same weights count as one; one in 2^32 pairs of different ones does too
     */
    record Units(long all, long different) {}

    static Units units(Tensor weight) {
        INDArray array = weight.array();
        if (array.isEmpty() || array.rank() < 2) {
            return new Units(0, 0);
        }
        INDArray matrix = matrix(weight);
        long different = IntStream.range(0, matrix.rows())
                .map(row -> Arrays.hashCode(matrix.getRow(row).toDoubleVector()))
                .distinct()
                .count();
        return new Units(matrix.rows(), different);
    }

    /** The largest singular value of a weight, as a matrix of outputs by inputs. */
    static double topSingularValue(Tensor weight) {
        INDArray array = weight.array();
        return array.isEmpty() || array.rank() < 2 ? Double.NaN : Bidiagonal.topSingularValue(matrix(weight));
    }

    /** Outputs by all that they are computed from, whichever axes these are. */
    private static INDArray matrix(Tensor weight) {
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
