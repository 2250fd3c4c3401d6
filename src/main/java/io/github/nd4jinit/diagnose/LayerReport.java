package io.github.nd4jinit.diagnose;

import java.util.List;

/**
 * What a diagnosis measured at a layer.
 *
 * @param name the layer's name
 * @param outputMean mean of what it gives before its nonlinearity
 * @param outputStd its standard deviation
 * @param activationMean mean of what it gives after its nonlinearity
 * @param activationStd its standard deviation
 * @param activationSize root of its mean square: what the next layer receives
 * @param ratio that by the one of the layer before, or the root mean square of those of several; NaN at the first, and behind what
 *     pools, normalizes or weighs
 * @param dead the share of its units whose activation is zero for every example; NaN if one is not finite
 * @param saturated the share of activations where the nonlinearity's slope is less than a thousandth, but for the side where
 *     a ReLU is 0; NaN if the nonlinearity is not known, or an output not finite
 * @param gradientSize root of the mean square of the loss's derivative by the activation; NaN without a backward pass, infinity if one
 *     of the derivatives is not finite
 * @param units how many numbers it gives for one example
 * @param weights its weights, at least one; the first is that of the layer's input
 */
public record LayerReport(
        String name,
        double outputMean,
        double outputStd,
        double activationMean,
        double activationStd,
        double activationSize,
        double ratio,
        double dead,
        double saturated,
        double gradientSize,
        long units,
        List<WeightReport> weights) {

    /**
     * What was measured at a layer.
     *
     * @param name its name
     * @param outputMean mean before its nonlinearity
     * @param outputStd standard deviation there
     * @param activationMean mean after it
     * @param activationStd standard deviation there
     * @param activationSize root of the mean square there
     * @param ratio that by the one of the layer before
     * @param dead the share of dead units
     * @param saturated the share of saturated activations
     * @param gradientSize root of the gradients' mean square
     * @param units how many numbers it gives for one example
     * @param weights its weights
     * @throws IllegalArgumentException if there is no weight
     */
    public LayerReport {
        weights = List.copyOf(weights);
        if (weights.isEmpty()) {
            throw new IllegalArgumentException(
                    "layer report: %s needs at least one weight, received none; leave out layers without"
                            .formatted(name));
        }
    }

    /** {@return the first of its weights} */
    public WeightReport weight() {
        return weights.get(0);
    }
}
