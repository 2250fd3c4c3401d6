package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Nonlinearity;
import java.util.stream.DoubleStream;

/**
 * The gain that best preserves activations and gradients over a number of layers. Mean-field theory gives two
 * candidates: the gain that keeps the variance of the outputs at 1, and the critical gain 1/|f'(0)|, which preserves
 * the gradients of small signals. The two gains are equal for ReLU. For tanh, the first is better in shallow networks,
 * and the second in deep ones.
 *
 * @param gain the standard deviation of the weights times √(fan in)
 * @param worstChange the largest factor by which activations or gradients change over all layers, at least 1
 */
record GainRecommendation(double gain, double worstChange) {

    /**
     * The assumed variances of the first layer's output. In layers of finite width the variance is not exactly 1, and
     * deviations may grow with depth.
     */
    private static final double[] FIRST_VARIANCES = {0.8, 1.25};

    private static final double DIVERGED = 1e30;

    /** Within this distance from 0, the derivative of a smooth function changes by less than this amount. */
    private static final double SMALL = 1e-3;

    static GainRecommendation of(Nonlinearity nonlinearity, int layers) {
        double derivative = nonlinearity.derivative(0);
        boolean isLinearAtZero =
                nonlinearity.apply(0) == 0 && Math.abs(derivative - nonlinearity.derivative(SMALL)) < SMALL;
        double preservingGain = 1 / Math.sqrt(nonlinearity.secondMoment(1));
        GainRecommendation preserving = of(nonlinearity, layers, preservingGain);
        if (!isLinearAtZero || derivative == 0) {
            return preserving;
        }
        GainRecommendation critical = of(nonlinearity, layers, 1 / Math.abs(derivative));
        return critical.worstChange < preserving.worstChange ? critical : preserving;
    }

    private static GainRecommendation of(Nonlinearity nonlinearity, int layers, double gain) {
        MeanField field = new MeanField(gain * gain, 0, nonlinearity);
        double worstChange = DoubleStream.of(FIRST_VARIANCES)
                .map(variance -> worstChange(field, variance * gain * gain, layers))
                .max()
                .orElseThrow();
        return new GainRecommendation(gain, worstChange);
    }

    private static double worstChange(MeanField field, double firstVariance, int layers) {
        double firstMeanSquare = field.nonlinearity().secondMoment(firstVariance);
        double gradients = 1;
        double q = firstVariance;
        for (int i = 1; i < layers && q < DIVERGED; i++) {
            double next = field.nextVariance(q);
            gradients *= Math.sqrt(field.gradientFactor(q));
            q = next;
        }
        double activations = Math.sqrt(field.nonlinearity().secondMoment(q) / firstMeanSquare);
        return Math.max(Math.max(activations, 1 / activations), Math.max(gradients, 1 / gradients));
    }
}
