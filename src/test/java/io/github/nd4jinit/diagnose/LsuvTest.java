package io.github.nd4jinit.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.random.Generator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LsuvTest {

    @Test
    void everyLayerGivesUnitVariance() {
        DenseStack stack = Stacks.of(8, 60, Init.zeros(), Nonlinearity.of("softsign"));
        Lsuv.Report report = new Lsuv(Lsuv.Start.ORTHOGONAL, 1e-3, 10).initialize(stack, Generator.seeded(5));

        assertThat(report.steps()).hasSize(8);
        for (int i = 0; i < 8; i++) {
            double variance = Math.pow(new TensorStatistics(stack.output(i)).std(), 2);
            assertThat(variance).isCloseTo(1, within(1e-3));
            assertThat(report.steps().get(i).after()).isEqualTo(variance);
        }
        assertThat(report.steps().get(1).before()).isLessThan(0.5); // softsign shrinks what an orthogonal matrix keeps
        assertThat(report.steps().get(1).tries()).isPositive();
        assertThat(report.toString().lines()).hasSize(8);
    }

    @Test
    void weightsAreOrthogonalUpToAFactor() {
        DenseStack stack = Stacks.of(2, 40, Init.zeros(), Nonlinearity.TANH);
        new Lsuv().initialize(stack, Generator.seeded(5));

        INDArray weight = stack.sites().get(1).weight().array();
        INDArray gram = weight.mmul(weight.transpose());
        INDArray unit = Nd4j.eye(40).castTo(DataType.FLOAT).muli(gram.getDouble(0, 0));
        assertThat(gram.sub(unit).amaxNumber().doubleValue()).isLessThan(1e-5);
    }

    @Test
    void theyMayStartAsTheyAre() {
        DenseStack stack = Stacks.of(2, 40, Init.normal(3, 1), Nonlinearity.TANH);
        INDArray before = stack.sites().get(0).weight().array().dup();
        new Lsuv(Lsuv.Start.AS_THEY_ARE, 0.01, 5).initialize(stack, Generator.seeded(5));

        INDArray ratio = stack.sites().get(0).weight().array().div(before);
        assertThat(ratio.maxNumber().doubleValue()).isCloseTo(ratio.minNumber().doubleValue(), within(1e-6));
    }

    @Test
    void anExampleThatNeverVariesIsRefusedAndNothingIsWritten() {
        List<DenseStack.Layer> layers = Stacks.layers(2, 10, Init.ones(), Nonlinearity.RELU);
        DenseStack stack = new DenseStack(layers, Nd4j.zeros(DataType.FLOAT, 3, 10));

        assertThatThrownBy(() -> new Lsuv().initialize(stack, Generator.seeded(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "lsuv: what layer0 gives has the standard deviation 0.0 over the batch, and cannot be scaled to 1; pass examples that differ and are finite, and look at its weights and biases");
        assertThat(layers).allSatisfy(layer -> assertThat(layer.weight()).isEqualTo(Nd4j.ones(DataType.FLOAT, 10, 10)));
    }

    @Test
    void aLayerThatCannotBeBroughtThereIsTold() {
        INDArray bias = Init.normal(0, 5).initialize(Nd4j.create(DataType.FLOAT, 10), Generator.seeded(2));
        DenseStack.Layer layer = new DenseStack.Layer(
                "biased", Nd4j.create(DataType.FLOAT, 10, 10), Layout.IN_OUT, Optional.of(bias), Nonlinearity.RELU);
        Lsuv.Report report =
                new Lsuv().initialize(new DenseStack(List.of(layer), Stacks.batch(20, 10)), Generator.seeded(1));

        assertThat(report.unfinished()).containsExactly("biased");
        assertThat(report.toString())
                .contains("after 0 tries")
                .endsWith(", not within the tolerance; look at its bias, or allow more tries");
        // scaling does not help, so that the weight is what it started with
        assertThat(layer.weight().norm2Number().doubleValue()).isCloseTo(Math.sqrt(10), within(1e-5));
    }

    @Test
    void refusesTolerancesAndTriesThatCannotBe() {
        assertThatThrownBy(() -> new Lsuv(Lsuv.Start.ORTHOGONAL, Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lsuv: tolerance must be above 0, received NaN; the paper has 0.1");
        assertThatThrownBy(() -> new Lsuv(Lsuv.Start.ORTHOGONAL, 0.1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tries must be at least 1, received 0");
    }
}
