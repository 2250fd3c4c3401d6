package io.github.nd4jinit.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ProbeTest {

    private static ProbedLayer layer(String name) {
        return ProbedLayer.of(name, List.of(Tensor.of(name + ".weight", Role.WEIGHT, Layout.IN_OUT, Nd4j.eye(2))));
    }

    /** Implements only the methods that have no default implementation. */
    private static final class MinimalProbe implements Probe {

        @Override
        public List<ProbedLayer> layers() {
            return List.of(layer("a"), layer("b"), layer("c"));
        }

        @Override
        public List<LayerSignals> run() {
            INDArray signal = Nd4j.createFromArray(new double[][] {{1, 2}, {3, -4}});
            return List.of(
                    LayerSignals.of(signal, signal),
                    LayerSignals.of(signal.mul(2), signal),
                    LayerSignals.of(signal.mul(3), signal));
        }
    }

    @Test
    void defaultsDescribeAChainWithoutFrozenOrUnmeasuredLayers() {
        Probe probe = new MinimalProbe();
        assertThat(probe.edges()).containsExactly(LayerEdge.direct("a", "b"), LayerEdge.direct("b", "c"));
        assertThat(probe.frozenLayers()).isEmpty();
        assertThat(probe.unmeasuredLayers()).isEmpty();
        assertThat(probe.labels()).isEmpty();
        assertThat(probe.output(1)).isEqualTo(probe.run().get(1).output());
    }

    @Test
    void aUserDefinedProbeCanBeDiagnosed() {
        Diagnosis diagnosis = Diagnosis.of(new MinimalProbe());
        assertThat(diagnosis.layers()).extracting(LayerReport::name).containsExactly("a", "b", "c");
        assertThat(diagnosis.layers().get(1).rmsRatio()).isEqualTo(1);
        assertThat(diagnosis.layers().get(1).saturatedFraction())
                .as("saturated fraction without a known nonlinearity")
                .isNaN();
        assertThat(diagnosis.layers().get(1).gradientRms())
                .as("gradient RMS without a backward pass")
                .isNaN();
        assertThat(diagnosis.verdict())
                .isEqualTo("signals keep their scale: activations change by a factor of 1.000 per layer\n"
                        + "gradients were not measured; they need labels, and a network with a loss");
    }

    @Test
    void aLayerWithoutWeightsIsRejected() {
        assertThatThrownBy(() -> ProbedLayer.of("pool", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "probe: layer pool must have at least one weight, but has none; list it in unmeasuredLayers() instead");
    }

    @Test
    void aProbedLayerIsImmutable() {
        List<Tensor> weights = new ArrayList<>(layer("a").weights());
        ProbedLayer unknown = ProbedLayer.of("a", weights);
        weights.clear();
        ProbedLayer relu = unknown.withNonlinearity(Nonlinearity.RELU);

        assertThat(unknown.weights()).hasSize(1);
        assertThat(unknown.nonlinearity()).isEmpty();
        assertThat(relu.nonlinearity()).contains(Nonlinearity.RELU);
        assertThat(relu.withNonlinearity(null).nonlinearity()).isEmpty();
        assertThat(relu).hasToString("a [a.weight] relu");
        assertThat(unknown).hasToString("a [a.weight]");
    }

    @Test
    void theGradientOfSignalsIsOptional() {
        INDArray array = Nd4j.ones(2, 2);
        LayerSignals forward = LayerSignals.of(array, array);
        assertThat(forward.gradient()).isEmpty();
        assertThat(forward.withGradient(array).gradient()).containsSame(array);
        assertThat(forward.withGradient(array).withGradient(null).gradient()).isEmpty();
    }

    @Test
    void edgesAreComparedByContent() {
        LayerEdge edge = LayerEdge.direct("a", "b");
        assertThat(edge)
                .isEqualTo(LayerEdge.of("a", "b", Connection.DIRECT))
                .hasSameHashCodeAs(LayerEdge.of("a", "b", Connection.DIRECT))
                .isNotEqualTo(LayerEdge.rescaled("a", "b"))
                .isNotEqualTo(LayerEdge.direct("b", "a"))
                .isNotEqualTo(LayerEdge.direct("a", "c"))
                .hasToString("a -> b (DIRECT)");
        assertThat(edge.from()).isEqualTo("a");
        assertThat(edge.to()).isEqualTo("b");
        assertThat(edge.connection()).isEqualTo(Connection.DIRECT);
    }

    @Test
    void findingsAreComparedByContent() {
        Finding finding = Finding.at("a", Finding.Kind.DEAD_UNITS, "text");
        assertThat(finding)
                .isEqualTo(Finding.at("a", Finding.Kind.DEAD_UNITS, "text"))
                .hasSameHashCodeAs(Finding.at("a", Finding.Kind.DEAD_UNITS, "text"))
                .isNotEqualTo(Finding.at("b", Finding.Kind.DEAD_UNITS, "text"))
                .isNotEqualTo(Finding.at("a", Finding.Kind.SATURATED, "text"))
                .isNotEqualTo(Finding.at("a", Finding.Kind.DEAD_UNITS, "other"))
                .isNotEqualTo(Finding.ofNetwork(Finding.Kind.DEAD_UNITS, "text"))
                .hasToString("DEAD_UNITS: text");
        assertThat(Finding.ofNetwork(Finding.Kind.UNKNOWN, "text").layer()).isEmpty();
    }
}
