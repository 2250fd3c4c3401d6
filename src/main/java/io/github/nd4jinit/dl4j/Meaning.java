package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What one array of a layer's parameters is: a tensor, or several that start differently. */
@FunctionalInterface
interface Meaning {

    /** The gates of an LSTM, in the order in which DL4J has them. Its sources call the candidate "input". */
    List<String> GATES = List.of("candidate", "forget", "output", "input");

    /** The tensors of an array of a name. */
    Stream<Tensor> tensors(String name, INDArray array);

    /** A tensor whose axes nobody asks for. */
    static Meaning of(Role role) {
        return of(role, Layout.OUT_IN);
    }

    static Meaning of(Role role, Layout layout) {
        return (name, array) -> Stream.of(Tensor.of(name, role, layout, array));
    }

    /** A tensor with fans that its axes do not tell. */
    static Meaning of(Role role, Layout layout, Fans fans) {
        return (name, array) -> Stream.of(
                Tensor.of(Parameter.of(name, role, layout, array.shape()).withFans(fans), array));
    }

    static Meaning weight(Layout layout) {
        return of(Role.WEIGHT, layout);
    }

    /** A bias with its weight's fans. */
    static Meaning bias(Fans fans) {
        return of(Role.BIAS, Layout.OUT_IN, fans);
    }

    /** The kernel of a 1-D convolution. */
    static Meaning kernel(Layout layout) {
        return (name, array) -> weight(layout).tensors(name, Views.kernel(array));
    }

    /** The recurrent weight of an LSTM, with or without peepholes. */
    static Meaning recurrentGates(Layout layout) {
        Meaning gates = of(Role.RECURRENT_WEIGHT, layout);
        return (name, array) -> Views.hasPeepholes(array)
                ? Stream.concat(
                        gates.tensors(name + ".gates", Views.gates(array)),
                        of(Role.PEEPHOLE).tensors(name + ".peepholes", Views.peepholes(array)))
                : gates.tensors(name, array);
    }

    /** The biases of an LSTM's gates. */
    static Meaning gateBiases(Fans fans) {
        return (name, array) -> IntStream.range(0, GATES.size()).boxed().flatMap(i -> {
            String gate = GATES.get(i);
            Role role = gate.equals("forget") ? Role.FORGET_BIAS : Role.BIAS;
            return of(role, Layout.OUT_IN, fans).tensors(name + "." + gate, Views.gate(array, i));
        });
    }
}
