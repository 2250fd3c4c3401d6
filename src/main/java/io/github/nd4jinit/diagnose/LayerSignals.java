package io.github.nd4jinit.diagnose;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The signals of a layer in one pass of a {@link Probe}. The first axis of each array is the batch axis. */
public final class LayerSignals {

    private final INDArray output;
    private final INDArray activation;
    private final @Nullable INDArray gradient;

    private LayerSignals(INDArray output, INDArray activation, @Nullable INDArray gradient) {
        this.output = output;
        this.activation = activation;
        this.gradient = gradient;
    }

    /**
     * The signals of a forward pass.
     *
     * @param output the output before the nonlinearity; the activation if the output cannot be observed separately
     * @param activation the output after the nonlinearity; if there is no nonlinearity, the output after the
     *     normalization
     * @return the signals, without a gradient
     */
    public static LayerSignals of(INDArray output, INDArray activation) {
        return new LayerSignals(
                Objects.requireNonNull(output, "output must not be null"),
                Objects.requireNonNull(activation, "activation must not be null"),
                null);
    }

    /**
     * A copy of these signals with the gradient of a backward pass.
     *
     * @param gradient the derivative of the loss with respect to the activation or, in an output layer, with respect to
     *     the output; null if there was no backward pass
     * @return the signals
     */
    public LayerSignals withGradient(@Nullable INDArray gradient) {
        return new LayerSignals(output, activation, gradient);
    }

    /** {@return the output before the nonlinearity; the activation if the output cannot be observed separately} */
    public INDArray output() {
        return output;
    }

    /** {@return the output after the nonlinearity; if there is no nonlinearity, the output after the normalization} */
    public INDArray activation() {
        return activation;
    }

    /**
     * The gradient of the loss.
     *
     * @return the derivative with respect to the activation or, in an output layer, with respect to the output; empty
     *     if there was no backward pass
     */
    public Optional<INDArray> gradient() {
        return Optional.ofNullable(gradient);
    }
}
