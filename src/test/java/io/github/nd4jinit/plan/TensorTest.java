package io.github.nd4jinit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TensorTest {

    private static final RoleInference ALL_WEIGHTS = (name, shape) -> Role.WEIGHT;

    private static INDArray array(long... shape) {
        return Nd4j.create(DataType.FLOAT, shape);
    }

    /** Returns the arrays keyed by name, in the given order. */
    private static Map<String, INDArray> arrays(Object... namesAndArrays) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        for (int i = 0; i < namesAndArrays.length; i += 2) {
            arrays.put((String) namesAndArrays[i], (INDArray) namesAndArrays[i + 1]);
        }
        return arrays;
    }

    private static Optional<Fans> fans(List<Tensor> tensors, int tensor) {
        return tensors.get(tensor).parameter().explicitFans();
    }

    @Test
    void rolesAreInferredFromNamesAndShapesAreTakenFromArrays() {
        INDArray weight = array(4, 3);
        List<Tensor> tensors = Tensor.named(arrays("fc.weight", weight, "fc.bias", array(4)), Layout.OUT_IN);

        assertThat(tensors.get(0))
                .isEqualTo(Tensor.of(Parameter.of("fc.weight", Role.WEIGHT, Layout.OUT_IN, 4, 3), weight));
        assertThat(tensors.get(0).array()).isSameAs(weight);
        assertThat(tensors.get(1).parameter().role()).isEqualTo(Role.BIAS);
    }

    @Test
    void aBiasHasTheFansOfTheWeightInItsScope() {
        List<Tensor> tensors = Tensor.named(
                arrays(
                        "a.bias", array(4),
                        "a.weight", array(4, 3),
                        "attn.in_proj_weight", array(6, 5),
                        "attn.in_proj_bias", array(6),
                        "0_W", array(7, 2, 3, 3),
                        "0_b", array(1, 7),
                        "weight", array(2, 9),
                        "bias", array(2)),
                Layout.OUT_IN);

        assertThat(fans(tensors, 0)).contains(new Fans(3, 4));
        assertThat(fans(tensors, 3)).contains(new Fans(5, 6));
        assertThat(fans(tensors, 5)).contains(new Fans(18, 63));
        assertThat(fans(tensors, 7)).contains(new Fans(9, 2));
        assertThat(List.of(fans(tensors, 1), fans(tensors, 2), fans(tensors, 4), fans(tensors, 6)))
                .containsOnly(Optional.empty());
    }

    @Test
    void aBiasInTheScopeOfANormScaleIsANormShift() {
        List<Tensor> tensors = Tensor.named(
                arrays(
                        "downsample.0.weight", array(8, 4, 1, 1),
                        "downsample.1.weight", array(8),
                        "downsample.1.bias", array(8),
                        "fc.weight", array(3, 8),
                        "fc.bias", array(3)),
                Layout.OUT_IN);

        assertThat(tensors.stream().map(tensor -> tensor.parameter().role()))
                .containsExactly(Role.WEIGHT, Role.NORM_SCALE, Role.NORM_SHIFT, Role.WEIGHT, Role.BIAS);
    }

    @Test
    void theLayoutOfTheWeightDeterminesTheFans() {
        List<Tensor> tensors = Tensor.named(arrays("a.kernel", array(3, 4), "a.bias", array(4)), Layout.IN_OUT);

        assertThat(fans(tensors, 1)).contains(new Fans(3, 4));
    }

    @Test
    void aBiasWithoutExactlyOneWeightHasNoFans() {
        List<Tensor> tensors = Tensor.named(
                arrays(
                        "a.bias", array(4),
                        "b.weight", array(4, 3),
                        "c.q_weight", array(4, 3),
                        "c.q_kernel", array(4, 3),
                        "c.q_bias", array(4)),
                Layout.OUT_IN);

        assertThat(fans(tensors, 0)).isEmpty();
        assertThat(fans(tensors, 4)).isEmpty();
    }

    @Test
    void aBiasHasNoFansIfItsWeightHasNone() {
        Map<String, INDArray> arrays = arrays("a.weight", array(4, 3), "a.bias", array(4));

        assertThat(fans(Tensor.named(arrays, Layout.of("HWIO")), 1)).isEmpty();
        assertThat(fans(Tensor.named(arrays, Layout.OUT_IN.packedSizes(3, 1)), 1))
                .isEmpty();
        assertThat(fans(Tensor.named(arrays, Layout.OUT_IN.packed(2)), 1)).contains(new Fans(3, 2));
    }

    @Test
    void aCustomRoleInferenceIsUsed() {
        List<Tensor> tensors = Tensor.named(arrays("a.bias", array(4)), Layout.OUT_IN, ALL_WEIGHTS);

        assertThat(tensors.get(0).parameter().role()).isEqualTo(Role.WEIGHT);
    }

    @Test
    void parametersAreValueObjects() {
        long[] shape = {4, 3};
        Parameter parameter = Parameter.of("w", Role.WEIGHT, Layout.OUT_IN, shape);
        shape[0] = 7;
        parameter.shape()[0] = 8;

        assertThat(parameter.shape()).containsExactly(4, 3);
        assertThat(parameter.size()).isEqualTo(12);
        assertThat(parameter)
                .isEqualTo(Parameter.of("w", Role.WEIGHT, Layout.OUT_IN, 4, 3))
                .hasSameHashCodeAs(Parameter.of("w", Role.WEIGHT, Layout.OUT_IN, 4, 3))
                .isNotEqualTo(Parameter.of("v", Role.WEIGHT, Layout.OUT_IN, 4, 3))
                .isNotEqualTo(Parameter.of("w", Role.OTHER, Layout.OUT_IN, 4, 3))
                .isNotEqualTo(Parameter.of("w", Role.WEIGHT, Layout.IN_OUT, 4, 3))
                .isNotEqualTo(Parameter.of("w", Role.WEIGHT, Layout.OUT_IN, 3, 4))
                .isNotEqualTo(parameter.withLayer("LSTM"))
                .isNotEqualTo(parameter.withFans(new Fans(3, 4)));
        assertThat(parameter).hasToString("w: weight [4, 3] as OI*");
        assertThat(parameter.withLayer("LSTM").withFans(new Fans(3, 4)).explicitFans())
                .contains(new Fans(3, 4));
        assertThat(parameter.withFans(new Fans(3, 4)).withLayer("LSTM").layer()).isEqualTo("LSTM");
    }

    @Test
    void theShapesOfParameterAndArrayMustBeEqual() {
        Parameter parameter = Parameter.of("fc.weight", Role.WEIGHT, Layout.OUT_IN, 4, 3);

        assertThatThrownBy(() -> Tensor.of(parameter, array(3, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "fc.weight: the array must have the shape of the parameter, [4, 3], received [3, 4]; pass array.shape() to Parameter.of");
    }

    @Test
    void nullArgumentsAreReportedByName() {
        Parameter parameter = Parameter.of("a", Role.WEIGHT, Layout.OUT_IN, 4, 3);

        assertThatThrownBy(() -> Tensor.of(parameter, null)).hasMessage("a: array must not be null");
        assertThatThrownBy(() -> Tensor.of(null, array(4, 3))).hasMessage("parameter must not be null");
        assertThatThrownBy(() -> Tensor.of("a", Role.WEIGHT, Layout.OUT_IN, null))
                .hasMessage("a: array must not be null");
        assertThatThrownBy(() -> Tensor.of(null, Role.WEIGHT, Layout.OUT_IN, array(1)))
                .hasMessage("name must not be null");
        assertThatThrownBy(() -> Tensor.named(arrays("a", null), Layout.OUT_IN))
                .hasMessage("a: array must not be null");
        assertThatThrownBy(() -> Tensor.named(arrays("a", array(1)), null)).hasMessage("layout must not be null");
    }

    @Test
    void aParameterNeedsANameAndNonNegativeLengths() {
        assertThatThrownBy(() -> Parameter.of("", Role.WEIGHT, Layout.OUT_IN, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a parameter must have a name, received \"\"; pass a name that is unique in the network, because random numbers are derived from it");
        assertThatThrownBy(() -> Parameter.of("a", Role.WEIGHT, Layout.OUT_IN, 4, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a: axis lengths must not be negative, received shape [4, -1]; pass the shape() of an array");
    }
}
