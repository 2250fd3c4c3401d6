package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Nonlinearity;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * Mean-field theory of signal propagation in a deep random network of wide layers. The output of a layer before its
 * nonlinearity φ is normal with mean 0 and a variance q, which determines the variance in the next layer,
 *
 * <pre>q' = σ_w² E[φ(√q z)²] + σ_b²,   z ~ N(0, 1),</pre>
 *
 * and the backward pass through the layer multiplies the mean square of the gradients by χ = σ_w² E[φ'(√q z)²]. See
 * Poole and others, <a href="https://arxiv.org/abs/1606.05340">Exponential expressivity in deep neural networks through
 * transient chaos</a>, 2016; Schoenholz and others, <a href="https://arxiv.org/abs/1611.01232">Deep information
 * propagation</a>, 2017.
 *
 * @param weightVariance σ_w², the variance of the weights times the fan in
 * @param biasVariance σ_b²
 * @param nonlinearity φ
 */
public record MeanField(double weightVariance, double biasVariance, Nonlinearity nonlinearity) {

    /**
     * The maximum number of fixed-point iterations. The iteration converges geometrically, except at the critical
     * point, where the error decreases as 1/steps.
     */
    private static final int MAX_STEPS = 200;

    private static final double RELATIVE_TOLERANCE = 1e-9;

    /**
     * The theory for layers with equal parameters.
     *
     * @param weightVariance σ_w², the variance of the weights times the fan in
     * @param biasVariance σ_b²
     * @param nonlinearity φ
     * @throws IllegalArgumentException if a variance is negative or not finite
     */
    public MeanField {
        checkVariance("weightVariance", weightVariance, "pass the fan in times the variance of the weights");
        checkVariance("biasVariance", biasVariance, "pass the variance of the biases");
        Objects.requireNonNull(nonlinearity, "nonlinearity must not be null");
    }

    private static void checkVariance(String name, double variance, String remedy) {
        if (!(variance >= 0 && variance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "mean field: %s must be finite and not negative, but was %s; %s".formatted(name, variance, remedy));
        }
    }

    /**
     * The variance before the nonlinearity of the first layer.
     *
     * @param inputMeanSquare the mean square of the inputs of the network
     * @return q¹ = σ_w² E[x²] + σ_b²
     * @throws IllegalArgumentException if the mean square is negative or not finite
     */
    public double firstVariance(double inputMeanSquare) {
        checkVariance(
                "inputMeanSquare", inputMeanSquare, "pass the mean square of the inputs, 1 if they are standardized");
        return weightVariance * inputMeanSquare + biasVariance;
    }

    /**
     * The variance before the nonlinearity of the next layer.
     *
     * @param q the variance before the nonlinearity of this layer
     * @return q' = σ_w² E[φ(√q z)²] + σ_b²
     */
    public double nextVariance(double q) {
        return weightVariance * nonlinearity.secondMoment(q) + biasVariance;
    }

    /**
     * The variances before the nonlinearities of consecutive layers.
     *
     * @param inputMeanSquare the mean square of the inputs of the network
     * @param depth the number of layers, at least 1
     * @return the variances, from the first layer to the last; infinite after an overflow
     * @throws IllegalArgumentException if the depth is less than 1, or the mean square is negative or not finite
     */
    public double[] variances(double inputMeanSquare, int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException(
                    "mean field: depth must be at least 1, but was %s; pass the number of layers".formatted(depth));
        }
        return DoubleStream.iterate(
                        firstVariance(inputMeanSquare), q -> q < Double.POSITIVE_INFINITY ? nextVariance(q) : q)
                .limit(depth)
                .toArray();
    }

    /**
     * The factor by which the backward pass through a layer multiplies the mean square of the gradients.
     *
     * @param q the variance before the nonlinearity of the layer
     * @return χ = σ_w² E[φ'(√q z)²]; gradients grow in the backward pass if it is above 1, and shrink if it is below 1
     */
    public double gradientFactor(double q) {
        return weightVariance * nonlinearity.derivativeSecondMoment(q);
    }

    /**
     * The variance in deep layers: the fixed point of {@link #nextVariance}, or the variance after 200 layers if the
     * iteration has not converged by then.
     *
     * @param inputMeanSquare the mean square of the inputs of the network
     * @return the variance; almost 0 if the signal vanishes, very large if it explodes
     * @throws IllegalArgumentException if the mean square is negative or not finite
     */
    public double limitVariance(double inputMeanSquare) {
        double q = firstVariance(inputMeanSquare);
        for (int step = 0; step < MAX_STEPS && q > 0 && q < Double.MAX_VALUE; step++) {
            double next = nextVariance(q);
            if (Math.abs(next - q) <= RELATIVE_TOLERANCE * q) {
                return next;
            }
            q = next;
        }
        return q;
    }
}
