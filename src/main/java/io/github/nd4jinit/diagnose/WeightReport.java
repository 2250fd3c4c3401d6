package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.plan.Tensor;

/**
 * What a weight is like.
 *
 * @param name the parameter's name
 * @param mean mean of its values
 * @param std their standard deviation
 * @param topSingularValue the largest singular value, as a matrix of outputs by inputs; NaN if it is no matrix, or not finite
 * @param histogram how many of its values lie where
 */
public record WeightReport(String name, double mean, double std, double topSingularValue, Histogram histogram) {

    private static final int INTERVALS = 50;

    static WeightReport of(Tensor weight) {
        TensorStatistics statistics = new TensorStatistics(weight.array());
        return new WeightReport(
                weight.parameter().name(),
                statistics.mean(),
                statistics.std(),
                statistics.isFinite() ? TensorStatistics.spectralNorm(weight) : Double.NaN,
                Histogram.of(statistics.values(), INTERVALS));
    }
}
