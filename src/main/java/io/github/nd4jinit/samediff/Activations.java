package io.github.nd4jinit.samediff;

import io.github.nd4jinit.Nonlinearity;
import java.util.Optional;

/**
 * Maps SameDiff's activation functions to nonlinearities. Softmax is not a nonlinearity in this sense, because it
 * depends on all units of a layer.
 */
final class Activations {

    private Activations() {}

    static Optional<Nonlinearity> nonlinearity(Operation operation) {
        return switch (operation.type()) {
            case "relu" -> operation.scalar() == 0 ? Optional.of(Nonlinearity.RELU) : Optional.empty();
            case "leakyrelu" -> Optional.of(Nonlinearity.leakyRelu(operation.scalar()));
            case "precise_gelu" -> Optional.of(Nonlinearity.of("gelu_tanh"));
            case "tanh",
                    "sigmoid",
                    "elu",
                    "selu",
                    "gelu",
                    "swish",
                    "mish",
                    "softplus",
                    "softsign",
                    "relu6",
                    "hardtanh" -> Optional.of(Nonlinearity.of(operation.type()));
            default -> Optional.empty();
        };
    }
}
