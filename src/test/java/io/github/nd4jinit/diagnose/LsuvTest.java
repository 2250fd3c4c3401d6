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
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LsuvTest {

    @Test
    void everyLayerHasUnitVariance() {
        DenseStack stack = Stacks.of(8, 60, Init.zeros(), Nonlinearity.of("softsign"));
        Lsuv.Report report = new Lsuv().withTolerance(1e-3).initialize(stack, Generator.seeded(5));

        assertThat(report.layers()).hasSize(8);
        for (int i = 0; i < 8; i++) {
            double variance = Math.pow(new TensorStatistics(stack.output(i)).std(), 2);
            assertThat(variance).isCloseTo(1, within(1e-3));
            assertThat(report.layers().get(i).finalVariance()).isEqualTo(variance);
        }
        assertThat(report.layers().get(1).initialVariance())
                .isLessThan(0.5); // an orthogonal matrix preserves the variance, but softsign reduces it
        assertThat(report.layers().get(1).iterations()).isPositive();
        assertThat(report.toString().lines()).hasSize(8);

        Lsuv.Report once = new Lsuv().withMaxIterations(1).initialize(stack, Generator.seeded(5));
        assertThat(once.layers().get(1).toString())
                .matches("layer1: variance 0\\.\\d{4} before scaling, 1\\.000 after 1 iteration");
    }

    @Test
    void weightsBecomeScaledOrthogonalMatrices() {
        DenseStack stack = Stacks.of(2, 40, Init.zeros(), Nonlinearity.TANH);
        new Lsuv().initialize(stack, Generator.seeded(5));

        INDArray weight = stack.layers().get(1).weight().array();
        INDArray gram = weight.mmul(weight.transpose());
        INDArray unit = Nd4j.eye(40).castTo(DataType.FLOAT).muli(gram.getDouble(0, 0));
        assertThat(gram.sub(unit).amaxNumber().doubleValue()).isLessThan(1e-5);
    }

    @Test
    void currentWeightsAreScaledByAFactor() {
        DenseStack stack = Stacks.of(2, 40, Init.normal(3, 1), Nonlinearity.TANH);
        INDArray before = stack.layers().get(0).weight().array().dup();
        new Lsuv()
                .withStart(Lsuv.Start.CURRENT_WEIGHTS)
                .withTolerance(0.01)
                .withMaxIterations(5)
                .initialize(stack, Generator.seeded(5));

        INDArray ratio = stack.layers().get(0).weight().array().div(before);
        assertThat(ratio.maxNumber().doubleValue()).isCloseTo(ratio.minNumber().doubleValue(), within(1e-6));
    }

    @Test
    void equalExamplesAreRejectedAndWeightsAreRestored() {
        List<DenseStack.Layer> layers = Stacks.layers(2, 10, Init.ones(), Nonlinearity.RELU);
        DenseStack stack = new DenseStack(layers, Nd4j.zeros(DataType.FLOAT, 3, 10));

        assertThatThrownBy(() -> new Lsuv().initialize(stack, Generator.seeded(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "lsuv: the output of layer0 has standard deviation 0.0 over the batch, so it cannot be scaled to standard deviation 1; pass finite examples that differ, and check the weights and biases of the layer");
        assertThat(layers).allSatisfy(layer -> assertThat(layer.weight()).isEqualTo(Nd4j.ones(DataType.FLOAT, 10, 10)));
    }

    @Test
    void aLayerOutsideTheToleranceIsReported() {
        INDArray bias = Init.normal(0, 5).initialize(Nd4j.create(DataType.FLOAT, 10), Generator.seeded(2));
        DenseStack.Layer layer = DenseStack.Layer.of(
                        "biased", Nd4j.create(DataType.FLOAT, 10, 10), Layout.IN_OUT, Nonlinearity.RELU)
                .withBias(bias);
        Lsuv.Report report =
                new Lsuv().initialize(new DenseStack(List.of(layer), Stacks.batch(20, 10)), Generator.seeded(1));

        assertThat(report.unconvergedLayers()).containsExactly("biased");
        assertThat(report.toString())
                .matches("biased: variance (\\d+\\.\\d+) before scaling, \\1 after 0 iterations, .*")
                .endsWith(", outside the tolerance; check the bias, or allow more iterations");
        // scaling does not help, so the weight remains the initial orthogonal matrix
        assertThat(layer.weight().norm2Number().doubleValue()).isCloseTo(Math.sqrt(10), within(1e-5));
    }

    @Test
    void rejectsInvalidTolerancesAndIterationLimits() {
        assertThatThrownBy(() -> new Lsuv().withTolerance(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "lsuv: tolerance must be above 0, but was NaN; pass a positive number, such as 0.1, the tolerance used in the paper");
        assertThatThrownBy(() -> new Lsuv().withMaxIterations(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxIterations must be at least 1, but was 0");
    }

    @Test
    void lsuvObjectsAreComparedBySettings() {
        Lsuv lsuv = new Lsuv()
                .withStart(Lsuv.Start.CURRENT_WEIGHTS)
                .withTolerance(0.5)
                .withMaxIterations(3);
        assertThat(lsuv)
                .isEqualTo(new Lsuv().withMaxIterations(3).withTolerance(0.5).withStart(Lsuv.Start.CURRENT_WEIGHTS))
                .isNotEqualTo(lsuv.withStart(Lsuv.Start.ORTHOGONAL))
                .isNotEqualTo(lsuv.withTolerance(0.4))
                .isNotEqualTo(lsuv.withMaxIterations(4))
                .hasToString("lsuv(start=CURRENT_WEIGHTS, tolerance=0.5, maxIterations=3)");
        assertThat(new Lsuv())
                .isEqualTo(new Lsuv()
                        .withStart(Lsuv.Start.ORTHOGONAL)
                        .withTolerance(0.1)
                        .withMaxIterations(10))
                .hasSameHashCodeAs(new Lsuv());
    }
}
