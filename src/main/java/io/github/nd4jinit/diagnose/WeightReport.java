package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.plan.Tensor;

/** Statistics of a weight. */
public final class WeightReport {

    private static final int HISTOGRAM_BINS = 50;

    private final String name;
    private final double mean;
    private final double std;
    private final double spectralNorm;
    private final Histogram histogram;

    WeightReport(String name, double mean, double std, double spectralNorm, Histogram histogram) {
        this.name = name;
        this.mean = mean;
        this.std = std;
        this.spectralNorm = spectralNorm;
        this.histogram = histogram;
    }

    static WeightReport of(Tensor weight) {
        TensorStatistics statistics = new TensorStatistics(weight.array());
        return new WeightReport(
                weight.parameter().name(),
                statistics.mean(),
                statistics.std(),
                statistics.isFinite() ? TensorStatistics.spectralNorm(weight) : Double.NaN,
                Histogram.of(statistics.values(), HISTOGRAM_BINS));
    }

    /** {@return the name of the parameter} */
    public String name() {
        return name;
    }

    /** {@return the mean of the values} */
    public double mean() {
        return mean;
    }

    /** {@return the standard deviation of the values} */
    public double std() {
        return std;
    }

    /**
     * {@return the largest singular value of the weight, viewed as a matrix [outputs, inputs]; NaN if the weight is not
     * a matrix or not finite}
     */
    public double spectralNorm() {
        return spectralNorm;
    }

    /** {@return the histogram of the finite values} */
    public Histogram histogram() {
        return histogram;
    }

    /** {@return the name, the mean, the standard deviation and the spectral norm} */
    @Override
    public String toString() {
        return "%s: mean %s, std %s, spectral norm %s"
                .formatted(name, NumberText.of(mean), NumberText.of(std), NumberText.of(spectralNorm));
    }
}
