package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Nonlinearity;
import java.util.stream.DoubleStream;

/**
 * The gain that keeps signals and gradients best over some layers: by mean-field theory, either the one that keeps activations at
 * size 1, or the critical one, 1/f'(0), at which gradients of small signals stay as they are. They are one for ReLU, but not for
 * tanh: over few layers the one is better, over many the other.
 *
 * @param gain the standard deviation of weights, times the root of their fan in
 * @param change by which factor signals or gradients change over all layers at worst, at least 1
 */
record Advice(double gain, double change) {

    /** Layers of finite width do not start just at size 1, and what becomes of that is the question: variances of the first layer. */
    private static final double[] STARTS = {0.8, 1.25};

    private static final double HUGE = 1e30;

    /** So near to 0 a smooth function has the slope that it has there, but for as much. */
    private static final double SMALL = 1e-3;

    static Advice of(Nonlinearity nonlinearity, int layers) {
        double slope = nonlinearity.derivative(0);
        boolean isLinearAtZero = nonlinearity.apply(0) == 0 && Math.abs(slope - nonlinearity.derivative(SMALL)) < SMALL;
        double keeping = 1 / Math.sqrt(nonlinearity.secondMoment(1));
        Advice first = of(nonlinearity, layers, keeping);
        if (!isLinearAtZero || slope == 0) {
            return first;
        }
        Advice critical = of(nonlinearity, layers, 1 / Math.abs(slope));
        return critical.change < first.change ? critical : first;
    }

    private static Advice of(Nonlinearity nonlinearity, int layers, double gain) {
        MeanField field = new MeanField(gain * gain, 0, nonlinearity);
        double change = DoubleStream.of(STARTS)
                .map(start -> change(field, start * gain * gain, layers))
                .max()
                .orElseThrow();
        return new Advice(gain, change);
    }

    private static double change(MeanField field, double start, int layers) {
        double first = field.nonlinearity().secondMoment(start);
        double gradients = 1;
        double q = start;
        for (int i = 1; i < layers && q < HUGE; i++) {
            double next = field.next(q);
            gradients *= Math.sqrt(field.gradientFactor(q));
            q = next;
        }
        double signals = Math.sqrt(field.nonlinearity().secondMoment(q) / first);
        return Math.max(Math.max(signals, 1 / signals), Math.max(gradients, 1 / gradients));
    }
}
