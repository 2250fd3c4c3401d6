package io.github.nd4jinit;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.random.TorchGenerator;
import io.github.nd4jinit.torch.TorchModules;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Repeats sequences of calls in torch, which {@code src/test/golden/torch_parity.py} recorded. */
class TorchParityTest {

    static Stream<List<ParityRow>> sessions() {
        return ParityRow.read("torch.csv").stream()
                .collect(groupingBy(ParityRow::source, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void valuesEqualThoseOfTorch(List<ParityRow> session) {
        replay(session, 'c');
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void valuesDoNotDependOnTheOrderOfTheArray(List<ParityRow> session) {
        replay(session, 'f');
    }

    private static void replay(List<ParityRow> session, char order) {
        TorchGenerator generator = Generator.torch(Long.parseLong(session.get(0).seed()));
        for (ParityRow row : session) {
            if (row.call().equals("state")) {
                row.assertBytes(generator.state());
                continue;
            }
            INDArray array = fill(row, order, generator);
            if (row.call().startsWith("orthogonal")) {
                row.assertClose(array, row.type().equals("DOUBLE") ? 1e-11 : ParityRow.ORTHOGONAL, 0);
            } else if (row.type().equals("DOUBLE") && isNormal(row.call())) {
                // C libraries differ in the last digit; the tolerance is for normal values with a std of at most 3
                row.assertClose(array, 0x1p-50, 0);
            } else {
                row.assertBits(array);
            }
        }
    }

    private static boolean isNormal(String call) {
        return call.contains("normal") || call.startsWith("sparse");
    }

    private static INDArray fill(ParityRow row, char order, TorchGenerator generator) {
        String call = row.call();
        if (call.startsWith("randperm")) {
            return Nd4j.createFromArray(generator.randperm(row.lengths().get(0).intValue()));
        }
        if (call.startsWith("torch")) {
            long[] shape = Arrays.stream(call.substring(call.indexOf('[') + 1, call.length() - 1)
                            .split(" ", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            INDArray weight = Nd4j.create(DataType.FLOAT, shape, order);
            INDArray bias = Nd4j.create(DataType.FLOAT, shape[0]);
            if (shape.length == 2) {
                TorchModules.linear(weight, bias, generator);
            } else {
                TorchModules.conv(weight, bias, generator);
            }
            return Nd4j.concat(0, weight.dup('c').reshape(weight.length()), bias);
        }
        INDArray array = row.array(order);
        assertThat(Initializer.parse(call).initialize(array, generator)).isSameAs(array);
        return array;
    }
}
