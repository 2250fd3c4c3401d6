package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Nonlinearity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The measurements at one layer. */
public final class LayerReport {

    /**
     * An activation counts as saturated if the absolute derivative is below this value. The usual slope of a leaky
     * ReLU, 0.01, is above it.
     */
    private static final double SATURATED_DERIVATIVE = 0.001;

    private final String name;
    private final double outputMean;
    private final double outputStd;
    private final double activationMean;
    private final double activationStd;
    private final double activationRms;
    private final double rmsRatio;
    private final double deadFraction;
    private final double saturatedFraction;
    private final double gradientRms;
    private final long units;
    private final List<WeightReport> weights;

    private LayerReport(Builder builder) {
        this.name = builder.name;
        this.outputMean = builder.outputMean;
        this.outputStd = builder.outputStd;
        this.activationMean = builder.activationMean;
        this.activationStd = builder.activationStd;
        this.activationRms = builder.activationRms;
        this.rmsRatio = builder.rmsRatio;
        this.deadFraction = builder.deadFraction;
        this.saturatedFraction = builder.saturatedFraction;
        this.gradientRms = builder.gradientRms;
        this.units = builder.units;
        this.weights = builder.weights;
    }

    /** Collects the measurements of a layer. A measurement that is not set is NaN, which means unknown. */
    static final class Builder {

        private final String name;
        private final List<WeightReport> weights;
        private double outputMean = Double.NaN;
        private double outputStd = Double.NaN;
        private double activationMean = Double.NaN;
        private double activationStd = Double.NaN;
        private double activationRms = Double.NaN;
        private double rmsRatio = Double.NaN;
        private double deadFraction = Double.NaN;
        private double saturatedFraction = Double.NaN;
        private double gradientRms = Double.NaN;
        private long units;

        Builder(String name, List<WeightReport> weights) {
            this.name = name;
            this.weights = List.copyOf(weights);
        }

        Builder output(double mean, double std) {
            outputMean = mean;
            outputStd = std;
            return this;
        }

        Builder activation(double mean, double std, double rms) {
            activationMean = mean;
            activationStd = std;
            activationRms = rms;
            return this;
        }

        Builder rmsRatio(double ratio) {
            rmsRatio = ratio;
            return this;
        }

        Builder deadFraction(double fraction) {
            deadFraction = fraction;
            return this;
        }

        Builder saturatedFraction(double fraction) {
            saturatedFraction = fraction;
            return this;
        }

        Builder gradientRms(double rms) {
            gradientRms = rms;
            return this;
        }

        Builder units(long count) {
            units = count;
            return this;
        }

        LayerReport build() {
            return new LayerReport(this);
        }
    }

    /**
     * Measures a layer.
     *
     * @param inputRms the RMS of the activations of the direct inputs; NaN if there are no direct inputs
     */
    static LayerReport of(ProbedLayer layer, LayerSignals signals, double inputRms) {
        TensorStatistics output = new TensorStatistics(signals.output());
        TensorStatistics activation = new TensorStatistics(signals.activation());
        List<WeightReport> weights =
                layer.weights().stream().map(WeightReport::of).toList();
        return new Builder(layer.name(), weights)
                .output(output.mean(), output.std())
                .activation(activation.mean(), activation.std(), activation.rms())
                .rmsRatio(activation.rms() / inputRms)
                .deadFraction(activation.deadFraction())
                .saturatedFraction(saturatedFraction(layer.nonlinearity(), output))
                .gradientRms(signals.gradient().map(LayerReport::gradientRms).orElse(Double.NaN))
                .units(activation.units())
                .build();
    }

    private static double gradientRms(INDArray gradient) {
        double rms = new TensorStatistics(gradient).rms();
        return Double.isFinite(rms) ? rms : Double.POSITIVE_INFINITY;
    }

    /** Outputs on the negative side of a ReLU do not count as saturated; {@link #deadFraction} covers them. */
    private static double saturatedFraction(Optional<Nonlinearity> nonlinearity, TensorStatistics output) {
        if (nonlinearity.isEmpty() || !output.isFinite()) {
            return Double.NaN;
        }
        Nonlinearity f = nonlinearity.get();
        boolean isFlatBelowZero = f.derivative(-1) == 0;
        return Arrays.stream(output.values())
                .map(z -> Math.abs(f.derivative(z)) < SATURATED_DERIVATIVE && !(isFlatBelowZero && z <= 0) ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /** {@return the name of the layer} */
    public String name() {
        return name;
    }

    /** {@return the mean of the outputs, before the nonlinearity} */
    public double outputMean() {
        return outputMean;
    }

    /** {@return the standard deviation of the outputs, before the nonlinearity} */
    public double outputStd() {
        return outputStd;
    }

    /** {@return the mean of the activations, after the nonlinearity} */
    public double activationMean() {
        return activationMean;
    }

    /** {@return the standard deviation of the activations} */
    public double activationStd() {
        return activationStd;
    }

    /** {@return the root mean square of the activations, the scale that the next layer receives} */
    public double activationRms() {
        return activationRms;
    }

    /**
     * The activation RMS of this layer divided by the activation RMS of the preceding layer, or by the RMS over several
     * preceding layers.
     *
     * @return the ratio; NaN in the first layer and after pooling, normalization or a weighted sum
     */
    public double rmsRatio() {
        return rmsRatio;
    }

    /**
     * {@return the fraction of units whose activation is zero for every example; NaN if an activation is not finite}
     */
    public double deadFraction() {
        return deadFraction;
    }

    /**
     * The fraction of outputs at which the absolute derivative of the nonlinearity is below 0.001. The negative side of
     * a ReLU is not included.
     *
     * @return the fraction; NaN if the nonlinearity is unknown or an output is not finite
     */
    public double saturatedFraction() {
        return saturatedFraction;
    }

    /**
     * The root mean square of the derivatives of the loss with respect to the activations.
     *
     * @return the RMS; NaN if there was no backward pass, infinity if a derivative is not finite
     */
    public double gradientRms() {
        return gradientRms;
    }

    /** {@return the number of activations of one example} */
    public long units() {
        return units;
    }

    /** {@return the reports of the weights, at least one; the first is the input weight} */
    public List<WeightReport> weights() {
        return weights;
    }

    /** {@return the report of the first weight} */
    public WeightReport weight() {
        return weights.get(0);
    }

    /** {@return the name, the activation RMS and the gradient RMS} */
    @Override
    public String toString() {
        return "%s: activation RMS %s, gradient RMS %s"
                .formatted(name, NumberText.of(activationRms), NumberText.of(gradientRms));
    }
}
