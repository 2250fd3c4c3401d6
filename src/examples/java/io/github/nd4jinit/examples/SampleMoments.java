package io.github.nd4jinit.examples;

import io.github.nd4jinit.Moments;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sample moments of a tensor's values, computed in one pass in double precision; ND4J would sum 38 million floats in
 * single precision.
 *
 * @param count the number of values
 * @param mean their mean
 * @param std their standard deviation
 * @param fourth their fourth central moment, which determines the standard error of the variance
 */
record SampleMoments(int count, double mean, double std, double fourth) {

    /**
     * Returns the moments of a FLOAT array that is not a view.
     *
     * @param array the array
     * @param guess an estimate of the mean, which is subtracted from the values to avoid cancellation
     */
    static SampleMoments of(INDArray array, double guess) {
        FloatBuffer values = array.data().asNioFloat();
        int count = values.capacity();
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        double sum4 = 0;
        for (int i = 0; i < count; i++) {
            double d = values.get(i) - guess;
            double square = d * d;
            sum1 += d;
            sum2 += square;
            sum3 += square * d;
            sum4 += square * square;
        }
        double m = sum1 / count;
        double variance = sum2 / count - m * m;
        double fourth = sum4 / count - 4 * m * sum3 / count + 6 * m * m * sum2 / count - 3 * m * m * m * m;
        return new SampleMoments(count, guess + m, Math.sqrt(variance), fourth);
    }

    /**
     * Returns whether the mean and the variance differ from the expected values by at most the given number of standard
     * errors. The standard error of the mean is sigma / sqrt(n). The standard error of the variance is sqrt((m4 -
     * sigma^4) / n), where m4 is the fourth central moment, so it is smaller for uniform and truncated values. If the
     * expected std is 0, all values must be equal.
     */
    boolean agreesWith(Moments expected, double standardErrors) {
        double variance = std * std;
        double meanError = expected.std() / Math.sqrt(count);
        double varianceError = Math.sqrt(Math.max(0, fourth - variance * variance) / count);
        return Math.abs(mean - expected.mean()) <= standardErrors * meanError
                && Math.abs(variance - expected.std() * expected.std()) <= standardErrors * varianceError;
    }
}
