package io.github.nd4jinit.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Nonlinearity;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ActivationsTest {

    /** Softmax depends on all units; the others have no equivalent in this library. */
    private static final Set<Activation> UNKNOWN =
            Set.of(Activation.SOFTMAX, Activation.CUBE, Activation.RATIONALTANH, Activation.RRELU);

    /** The largest difference between ND4J's approximation, z σ(1.702 z), and z Φ(z). */
    private static final double GELU_TOLERANCE = 0.021;

    @ParameterizedTest
    @EnumSource(Activation.class)
    void nonlinearitiesComputeTheSameFunctionsAsDl4j(Activation activation) {
        Optional<Nonlinearity> known = Activations.nonlinearity(activation.getActivationFunction());
        if (UNKNOWN.contains(activation)) {
            assertThat(known).isEmpty();
            return;
        }
        double tolerance = activation == Activation.GELU ? GELU_TOLERANCE : 1e-6;
        for (double z = -7.3; z < 8; z += 0.7) {
            INDArray value = activation
                    .getActivationFunction()
                    .getActivation(Nd4j.createFromArray(new double[] {z}).reshape(1, 1), false);
            assertThat(known.orElseThrow().apply(z))
                    .as("%s of %s", activation, z)
                    .isCloseTo(value.getDouble(0), within(tolerance));
        }
    }

    @Test
    void parametersOfActivationsArePreserved() {
        assertThat(Activations.nonlinearity(new ActivationLReLU(0.3))).contains(Nonlinearity.leakyRelu(0.3));
        assertThat(Activations.nonlinearity(new ActivationReLU(null, null, 0.2)))
                .contains(Nonlinearity.leakyRelu(0.2));
        assertThat(Activations.nonlinearity(new ActivationReLU(5.0, null, null)))
                .isEmpty();
    }
}
