package io.github.nd4jinit.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.random.Generator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DenseStackTest {

    /** Two examples with two inputs each, W = [[1, -2, 3], [0, 1, -1]], and b = (0.5, 0, 0). */
    @Test
    void outputsEqualAHandComputationInBothLayouts() {
        INDArray batch = Nd4j.createFromArray(new double[][] {{1, 2}, {-1, 1}});
        INDArray weight = Nd4j.createFromArray(new double[][] {{1, -2, 3}, {0, 1, -1}});
        INDArray bias = Nd4j.createFromArray(0.5, 0, 0);
        INDArray expected = Nd4j.createFromArray(new double[][] {{1.5, 0, 1}, {-0.5, 3, -4}});

        DenseStack inOut = new DenseStack(
                List.of(DenseStack.Layer.of("a", weight, Layout.IN_OUT, Nonlinearity.RELU)
                        .withBias(bias)),
                batch);
        DenseStack outIn = new DenseStack(
                List.of(DenseStack.Layer.of("a", weight.transpose().dup('c'), Layout.OUT_IN, Nonlinearity.RELU)
                        .withBias(bias)),
                batch);

        assertThat(inOut.output(0)).isEqualTo(expected);
        assertThat(outIn.run().get(0).output()).isEqualTo(expected);
        assertThat(inOut.run().get(0).activation()).isEqualTo(Nd4j.createFromArray(new double[][] {
            {1.5, 0, 1}, {0, 3, 0}
        }));
    }

    /** The loss is Σ c a, where a is the last activation and c is its gradient. */
    @Test
    void gradientsEqualFiniteDifferencesOfTheLoss() {
        List<DenseStack.Layer> layers = Stacks.layers(3, 6, Init.xavierNormal(), Nonlinearity.TANH);
        DenseStack stack = new DenseStack(layers, Stacks.batch(4, 6));
        List<LayerSignals> signals = stack.run();
        INDArray c = signals.get(2).gradient().orElseThrow();
        DenseStack rest = new DenseStack(layers.subList(1, 3), signals.get(0).activation());
        double h = 1e-5;
        for (long[] index : new long[][] {{0, 0}, {2, 5}, {3, 1}}) {
            INDArray up = signals.get(0).activation().dup();
            up.putScalar(index, up.getDouble(index) + h);
            INDArray down = signals.get(0).activation().dup();
            down.putScalar(index, down.getDouble(index) - h);
            double derivative = (loss(layers, up, c) - loss(layers, down, c)) / (2 * h);
            assertThat(signals.get(0).gradient().orElseThrow().getDouble(index)).isCloseTo(derivative, within(1e-6));
        }
        assertThat(rest.layers()).hasSize(2);
    }

    private static double loss(List<DenseStack.Layer> layers, INDArray activation, INDArray c) {
        return new DenseStack(layers.subList(1, 3), activation)
                .run()
                .get(1)
                .activation()
                .mul(c)
                .sumNumber()
                .doubleValue();
    }

    @Test
    void rejectsInvalidLayers() {
        INDArray batch = Stacks.batch(2, 5);
        List<DenseStack.Layer> layers = Stacks.layers(1, 4, Init.zeros(), Nonlinearity.RELU);
        assertThatThrownBy(() -> new DenseStack(layers, batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "layer0: needs 4 inputs, but receives 5; a batch is [examples, inputs], and a layer has as many inputs as the preceding layer has outputs");
        assertThatThrownBy(() -> DenseStack.Layer.of("a", Nd4j.create(2, 3, 4), Layout.OUT_IN, Nonlinearity.RELU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but has shape [2, 3, 4]");
        assertThatThrownBy(() -> DenseStack.Layer.of("d", Nd4j.zeros(2, 3), Layout.IN_OUT, Nonlinearity.RELU)
                        .withBias(Nd4j.zeros(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "d: bias must have 3 elements, one per output, but has shape [2]; pass an array of 3 elements");
        assertThatThrownBy(() ->
                        DenseStack.Layer.of("d", Nd4j.zeros(2, 3), Layout.IN_OUT, Nonlinearity.ofGain("mine", 1.2)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("mine(gain=1.2): only the gain is known");
    }

    @Test
    void anEmptyBatchCanHaveAnyShape() {
        DenseStack stack = new DenseStack(Stacks.layers(2, 5, Init.normal(), Nonlinearity.RELU), Nd4j.empty());
        assertThat(Diagnosis.of(stack).verdict()).isEqualTo("the batch is empty; pass some examples");
        assertThatThrownBy(() -> new Lsuv().initialize(stack, Generator.seeded(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lsuv: the batch is empty; pass examples that differ");
    }
}
