package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Tensor;

/**
 * Gated recurrent layers, such as LSTM and GRU. Their gates multiply signals by numbers below 1, so activations and
 * gradients shrink from layer to layer even if the initialization is appropriate. The usual shrinkage is that of the
 * initializers of Keras and torch. It was measured in stacks of 2 and 4 LSTM layers of 64 units, on time series of 8,
 * 28 and 100 steps, with a loss at the last step or at each step:
 *
 * <ul>
 *   <li>per layer, the activation RMS was multiplied by 0.57 to 1.02 (Keras) and 0.47 to 0.79 (torch)
 *   <li>per layer, the gradient norm was multiplied by 0.27 to 0.84 (Keras) and 0.14 to 0.21 (torch)
 * </ul>
 *
 * <p>Stacks of two layers of 32 units learned equally well with both initializers (digits row by row, 2 seeds: 95.5 and
 * 96 % after 16 epochs), so this shrinkage is not a problem. It is a problem in deep stacks: without residual
 * connections, 4 LSTM layers work well, and more than 8 work poorly (Wu and others, <a
 * href="https://arxiv.org/abs/1609.08144">Google's neural machine translation system</a>, 2016, section 3.1).
 */
final class GatedLayers {

    /** The inverse of the smallest factor for activations. */
    static final double ACTIVATION_SHRINKAGE = 1 / 0.47;

    /** The inverse of the smallest factor for gradients. */
    static final double GRADIENT_SHRINKAGE = 1 / 0.14;

    /** In a deeper stack, the shrinkage at the additional layers is reported. */
    private static final int MAX_USUAL_LAYERS = 4;

    private static final int MIN_GATES = 3;

    private GatedLayers() {}

    /** Whether a layer has a recurrent weight in which the weights of several gates are packed. */
    static boolean isGated(ProbedLayer layer) {
        return layer.weights().stream()
                .map(Tensor::parameter)
                .anyMatch(parameter -> parameter.role() == Role.RECURRENT_WEIGHT
                        && parameter.layout().packedParts() >= MIN_GATES);
    }

    /**
     * Whether a path, including its first layer, passes through more gated layers than work well without residual
     * connections.
     */
    static boolean isTooDeep(int gatedSteps) {
        return gatedSteps >= MAX_USUAL_LAYERS;
    }

    /** The total shrinkage that is usual on a path with the given number of steps into gated layers, at least 1. */
    static double usualShrinkage(int gatedSteps, double perLayer) {
        return Math.pow(perLayer, Math.min(gatedSteps, MAX_USUAL_LAYERS - 1));
    }
}
