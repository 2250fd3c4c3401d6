package io.github.nd4jinit.examples;

import io.github.nd4jinit.Moments;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the values of a tensor measure. In one pass and in double: ND4J would sum 38 million floats in float.
 *
 * @param count how many there are
 * @param mean their mean
 * @param std their standard deviation
 * @param fourth their fourth central moment, which tells how far a std may stray
 */
record Sample(int count, double mean, double std, double fourth) {

    /**
     * Measures an array of FLOAT that is no view.
     *
     * @param array the array
     * @param near a guess of the mean: powers of what lies beside it are summed, so that nothing cancels
     */
    static Sample of(INDArray array, double near) {
        FloatBuffer values = array.data().asNioFloat();
        int count = values.capacity();
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        double sum4 = 0;
        for (int i = 0; i < count; i++) {
            double d = values.get(i) - near;
            double square = d * d;
            sum1 += d;
            sum2 += square;
            sum3 += square * d;
            sum4 += square * square;
        }
        double m = sum1 / count;
        double variance = sum2 / count - m * m;
        double fourth = sum4 / count - 4 * m * sum3 / count + 6 * m * m * sum2 / count - 3 * m * m * m * m;
        return new Sample(count, near + m, Math.sqrt(variance), fourth);
    }

    /**
     * Tests mean and variance against the expected ones, at a number of standard errors: sigma / sqrt(n) of the mean, sqrt((m4 -
     * sigma^4) / n) of the variance, m4 being the fourth moment, so that uniform and truncated values are held to their own
     * smaller error. Where no spread is expected none is allowed.
     */
    boolean agreesWith(Moments expected, double standardErrors) {
        double variance = std * std;
        double meanError = expected.std() / Math.sqrt(count);
        double varianceError = Math.sqrt(Math.max(0, fourth - variance * variance) / count);
        return Math.abs(mean - expected.mean()) <= standardErrors * meanError
                && Math.abs(variance - expected.std() * expected.std()) <= standardErrors * varianceError;
    }
}
