package io.github.nd4jinit.samediff;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.ProbedLayer;
import io.github.nd4jinit.plan.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A layer in a graph: an operation with weights, and the bias addition, normalization and nonlinearity that follow it.
 *
 * @param operation the operation that takes the weights
 * @param probed the layer as a probe describes it
 * @param output the name of the variable before the normalization and the nonlinearity
 * @param activation the name of the variable after the normalization and the nonlinearity
 */
record GraphLayer(Operation operation, ProbedLayer probed, String output, String activation) {

    /**
     * Finds the operations that belong to a layer.
     *
     * @param operation the operation that takes the weights
     * @param weights the weights, at least one
     */
    static GraphLayer of(Operation operation, List<Tensor> weights) {
        Operation linear = operation
                .onlyConsumer()
                .filter(OperationCatalog::isBiasAddition)
                .orElse(operation);
        Optional<Operation> normalization = linear.onlyConsumer().filter(OperationCatalog::isNormalization);
        Optional<Operation> function = normalization
                .orElse(linear)
                .onlyConsumer()
                .filter(next -> Activations.nonlinearity(next).isPresent());
        Optional<Nonlinearity> nonlinearity = operation.type().equals("relu_layer")
                ? Optional.of(Nonlinearity.RELU)
                : function.filter(next -> normalization.isEmpty()).flatMap(Activations::nonlinearity);
        return new GraphLayer(
                operation,
                ProbedLayer.of(weights.get(0).parameter().name(), weights).withNonlinearity(nonlinearity.orElse(null)),
                linear.output(),
                function.or(() -> normalization).orElse(linear).output());
    }
}
