package io.github.nd4jinit.dl4j;

import static java.util.Map.entry;

import io.github.nd4jinit.Nonlinearity;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationRectifiedTanh;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;

/**
 * Maps DL4J's activation functions to nonlinearities. Softmax is not a nonlinearity in this sense, because it depends
 * on all units of a layer.
 */
final class Activations {

    private static final Map<Class<? extends IActivation>, Nonlinearity> PLAIN = Map.ofEntries(
            entry(ActivationIdentity.class, Nonlinearity.LINEAR),
            entry(ActivationTanH.class, Nonlinearity.TANH),
            entry(ActivationSigmoid.class, Nonlinearity.SIGMOID),
            entry(ActivationReLU6.class, Nonlinearity.of("relu6")),
            entry(ActivationSELU.class, Nonlinearity.SELU),
            entry(ActivationSwish.class, Nonlinearity.SILU),
            entry(ActivationMish.class, Nonlinearity.MISH),
            entry(ActivationSoftPlus.class, Nonlinearity.SOFTPLUS),
            entry(ActivationSoftSign.class, Nonlinearity.of("softsign")),
            entry(ActivationHardTanH.class, Nonlinearity.of("hardtanh")),
            // DL4J uses 0.2 z + 0.5, and torch uses z / 6 + 0.5
            entry(
                    ActivationHardSigmoid.class,
                    Nonlinearity.of("hardsigmoid", z -> Math.max(0, Math.min(1, 0.2 * z + 0.5)))),
            entry(
                    ActivationRectifiedTanh.class,
                    Nonlinearity.of("rectified_tanh", z -> Math.max(0, StrictMath.tanh(z)))));

    private Activations() {}

    static Optional<Nonlinearity> nonlinearity(IActivation activation) {
        if (activation instanceof ActivationReLU relu) {
            return relu(relu);
        }
        if (activation instanceof ActivationLReLU leaky) {
            return Optional.of(Nonlinearity.leakyRelu(leaky.getAlpha()));
        }
        if (activation instanceof ActivationELU elu) {
            return Optional.of(Nonlinearity.elu(elu.getAlpha()));
        }
        if (activation instanceof ActivationGELU gelu) {
            return Optional.of(gelu.isPrecise() ? Nonlinearity.of("gelu_tanh") : Nonlinearity.GELU);
        }
        if (activation instanceof ActivationThresholdedReLU relu) {
            return Optional.of(Nonlinearity.of("thresholded_relu", z -> z > relu.getTheta() ? z : 0));
        }
        return Optional.ofNullable(PLAIN.get(activation.getClass()));
    }

    private static Optional<Nonlinearity> relu(ActivationReLU relu) {
        if (relu.getMax() != null || relu.getThreshold() != null) {
            return Optional.empty();
        }
        return Optional.of(
                relu.getNegativeSlope() == null ? Nonlinearity.RELU : Nonlinearity.leakyRelu(relu.getNegativeSlope()));
    }
}
