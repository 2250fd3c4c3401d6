package io.github.nd4jinit.diagnose;

/**
 * What a diagnosis measured at a layer.
 *
 * @param name the layer's name
 * @param outputMean mean of what it gives before its nonlinearity
 * @param outputStd its standard deviation
 * @param activationMean mean of what it gives after its nonlinearity
 * @param activationStd its standard deviation
 * @param activationSize root of its mean square: what the next layer receives
 * @param dead the share of its units whose activation is zero for every example
 * @param saturated the share of activations where the nonlinearity's slope is less than a hundredth; NaN if it is not known
 * @param gradientStd root of the mean square of the loss's derivative by the activation; NaN without a backward pass, infinity if one
 *     of the derivatives is not finite
 * @param units how many numbers it gives for one example
 * @param weightMean mean of its weight
 * @param weightStd its standard deviation
 * @param topSingularValue the largest singular value of the weight, as a matrix of outputs by inputs
 * @param weights the histogram of the weight's values
 */
public record LayerReport(
        String name,
        double outputMean,
        double outputStd,
        double activationMean,
        double activationStd,
        double activationSize,
        double dead,
        double saturated,
        double gradientStd,
        long units,
        double weightMean,
        double weightStd,
        double topSingularValue,
        Histogram weights) {}
