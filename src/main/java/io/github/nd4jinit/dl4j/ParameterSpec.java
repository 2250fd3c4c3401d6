package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Tensor;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Describes one array of a layer's parameters: a single tensor, or several tensors that are initialized differently.
 */
@FunctionalInterface
interface ParameterSpec {

    /** The tensors in an array; {@code name} is the array's name in the network. */
    Stream<Tensor> tensors(String name, INDArray array);

    /** A tensor whose layout does not matter, because it has no fans. */
    static ParameterSpec of(Role role) {
        return of(role, Layout.OUT_IN);
    }

    static ParameterSpec of(Role role, Layout layout) {
        return (name, array) -> Stream.of(Tensor.of(name, role, layout, array));
    }

    /** A tensor whose fans do not follow from its layout. */
    static ParameterSpec of(Role role, Layout layout, Fans fans) {
        return (name, array) -> Stream.of(
                Tensor.of(Parameter.of(name, role, layout, array.shape()).withFans(fans), array));
    }

    static ParameterSpec weight(Layout layout) {
        return of(Role.WEIGHT, layout);
    }

    /** A bias, which has the fans of its weight. */
    static ParameterSpec bias(Fans fans) {
        return of(Role.BIAS, Layout.OUT_IN, fans);
    }

    /** The kernel of a 1-D convolution. */
    static ParameterSpec kernel(Layout layout) {
        return (name, array) -> weight(layout).tensors(name, ParameterViews.kernel(array));
    }

    /** The recurrent weight of an LSTM, with or without peepholes. */
    static ParameterSpec recurrentGates(Layout layout) {
        ParameterSpec gates = of(Role.RECURRENT_WEIGHT, layout);
        return (name, array) -> ParameterViews.hasPeepholes(array)
                ? Stream.concat(
                        gates.tensors(name + ".gates", ParameterViews.gates(array)),
                        of(Role.PEEPHOLE).tensors(name + ".peepholes", ParameterViews.peepholes(array)))
                : gates.tensors(name, array);
    }

    /** The biases of an LSTM's gates. */
    static ParameterSpec gateBiases(Fans fans) {
        LstmGate[] gates = LstmGate.values();
        return (name, array) -> IntStream.range(0, gates.length)
                .boxed()
                .flatMap(i -> of(gates[i].biasRole(), Layout.OUT_IN, fans)
                        .tensors(name + "." + gates[i], ParameterViews.gate(array, i)));
    }
}
