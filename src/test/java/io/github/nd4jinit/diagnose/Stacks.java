package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.random.Generator;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Stacks of layers of equal width. */
final class Stacks {

    private Stacks() {}

    static INDArray batch(int examples, int inputs) {
        return Init.normal().initialize(Nd4j.create(DataType.FLOAT, examples, inputs), Generator.seeded(3));
    }

    static List<DenseStack.Layer> layers(int depth, int width, Initializer initializer, Nonlinearity nonlinearity) {
        Generator generator = Generator.seeded(4);
        return IntStream.range(0, depth)
                .mapToObj(i -> DenseStack.Layer.of(
                        "layer" + i,
                        initializer.initialize(
                                Nd4j.create(DataType.FLOAT, width, width), Layout.IN_OUT, generator.named("layer" + i)),
                        Layout.IN_OUT,
                        nonlinearity))
                .toList();
    }

    static DenseStack of(int depth, int width, Initializer initializer, Nonlinearity nonlinearity) {
        return new DenseStack(layers(depth, width, initializer, nonlinearity), batch(100, width));
    }
}
