package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Nonlinearity;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * What becomes of a signal's size in a deep random network of wide layers, by mean-field theory: what a layer gives before its
 * nonlinearity φ is normal, of mean 0 and a variance q that follows from that of the layer before,
 *
 * <pre>q' = σ_w² E[φ(√q z)²] + σ_b²,   z ~ N(0, 1),</pre>
 *
 * and the mean square of gradients changes from layer to layer by the factor χ = σ_w² E[φ'(√q z)²] on their way back. Poole and
 * others, <a href="https://arxiv.org/abs/1606.05340">Exponential expressivity in deep neural networks through transient chaos</a>,
 * 2016; Schoenholz and others, <a href="https://arxiv.org/abs/1611.01232">Deep information propagation</a>, 2017.
 *
 * @param weightVariance σ_w²: a weight's variance times its fan in
 * @param biasVariance σ_b²
 * @param nonlinearity φ
 */
public record MeanField(double weightVariance, double biasVariance, Nonlinearity nonlinearity) {

    /** The iteration to a fixed point stops here: it converges geometrically, at the critical point alone like 1/steps. */
    private static final int MOST_STEPS = 200;

    private static final double CLOSE = 1e-9;

    /**
     * A kind of layer.
     *
     * @param weightVariance σ_w²
     * @param biasVariance σ_b²
     * @param nonlinearity φ
     * @throws IllegalArgumentException if a variance is negative or not finite
     */
    public MeanField {
        checkVariance("weightVariance", weightVariance, "pass fan in times the weights' variance");
        checkVariance("biasVariance", biasVariance, "pass the biases' variance");
        Objects.requireNonNull(nonlinearity, "nonlinearity must not be null");
    }

    private static void checkVariance(String name, double variance, String remedy) {
        if (!(variance >= 0 && variance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("mean field: %s must be finite and not negative, received %s; %s"
                    .formatted(name, variance, remedy));
        }
    }

    /**
     * The variance before the nonlinearity of the first layer.
     *
     * @param inputSquare the mean square of the network's inputs
     * @return q¹ = σ_w² E[x²] + σ_b²
     */
    public double first(double inputSquare) {
        checkVariance("inputSquare", inputSquare, "pass the mean square of the inputs, 1 if they are standardized");
        return weightVariance * inputSquare + biasVariance;
    }

    /**
     * The variance before the nonlinearity of the next layer.
     *
     * @param q that of this layer
     * @return q' = σ_w² E[φ(√q z)²] + σ_b²
     */
    public double next(double q) {
        return weightVariance * nonlinearity.secondMoment(q) + biasVariance;
    }

    /**
     * The variances before the nonlinearities of so many layers.
     *
     * @param inputSquare the mean square of the network's inputs
     * @param depth the number of layers, at least 1
     * @return the variances, from the first layer to the last; infinite from where they overflow
     * @throws IllegalArgumentException if the depth is below 1, or the mean square negative or not finite
     */
    public double[] variances(double inputSquare, int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException(
                    "mean field: depth must be at least 1, received %s; pass the number of layers".formatted(depth));
        }
        return DoubleStream.iterate(first(inputSquare), q -> q < Double.POSITIVE_INFINITY ? next(q) : q)
                .limit(depth)
                .toArray();
    }

    /**
     * The factor of the gradients' mean square from one layer to the one before it.
     *
     * @param q the variance before the nonlinearity
     * @return χ = σ_w² E[φ'(√q z)²]; above 1 gradients grow on their way back, below 1 they shrink
     */
    public double gradientFactor(double q) {
        return weightVariance * nonlinearity.derivativeSecondMoment(q);
    }

    /**
     * The variance that deep layers come to: the fixed point, or if they have not come near it, what 200 of them make.
     *
     * @param inputSquare the mean square of the network's inputs
     * @return the fixed point of {@link #next}; tiny or huge if the signal dies or explodes
     */
    public double limit(double inputSquare) {
        double q = first(inputSquare);
        for (int step = 0; step < MOST_STEPS && q > 0 && q < Double.MAX_VALUE; step++) {
            double next = next(q);
            if (Math.abs(next - q) <= CLOSE * q) {
                return next;
            }
            q = next;
        }
        return q;
    }
}
