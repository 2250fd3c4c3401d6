package io.github.nd4jinit.examples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.diagnose.Histogram;
import io.github.nd4jinit.diagnose.LayerReport;
import io.github.nd4jinit.examples.Digits;
import io.github.nd4jinit.examples.report.Density;
import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InitializationTest {

    private static final Task TASK = Task.of(Digits.load());

    static List<Initialization> initializations() {
        return Initialization.ALL;
    }

    /** For a square layer and for the last layer, which is not square. */
    @ParameterizedTest
    @MethodSource("initializations")
    void weightsHaveTheExpectedDensity(Initialization initialization) {
        DenseStack stack = new Trial(initialization, Nonlinearity.GELU, 2, 1).stack(TASK);
        List<Density> densities = initialization.densities().of(stack, Nonlinearity.GELU);
        List<LayerReport> layers = Diagnosis.of(stack).layers();
        for (int i = 0; i < densities.size(); i++) {
            assertFits(layers.get(i).weight().histogram(), densities.get(i));
        }
    }

    /** Pearson's chi-square test over intervals with enough expected values. */
    private static void assertFits(Histogram histogram, Density density) {
        List<Double> edges = histogram.edges();
        long total = histogram.counts().stream().mapToLong(Long::longValue).sum();
        double statistic = 0;
        int intervals = 0;
        for (int i = 0; i + 1 < edges.size(); i++) {
            double expected =
                    total * (edges.get(i + 1) - edges.get(i)) * density.at((edges.get(i) + edges.get(i + 1)) / 2);
            if (expected >= 5) {
                statistic += Math.pow(histogram.counts().get(i) - expected, 2) / expected;
                intervals++;
            }
        }
        assertThat(intervals).isGreaterThan(10);
        assertThat(1 - new ChiSquaredDistribution(intervals - 1).cumulativeProbability(statistic))
                .isGreaterThan(1e-4);
    }

    @Test
    void onlyTheseHaveNoDensity() {
        assertThat(Initialization.ALL)
                .filteredOn(initialization -> initialization
                        .densities()
                        .of(new Trial(initialization, Nonlinearity.RELU, 2, 1).stack(TASK), Nonlinearity.RELU)
                        .isEmpty())
                .extracting(Initialization::name)
                .containsExactly("zeros", "ones", "constant(0.1)", "sparse(0.9)", "lsuv");
    }
}
