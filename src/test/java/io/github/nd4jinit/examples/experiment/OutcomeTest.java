package io.github.nd4jinit.examples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.report.Configuration;
import io.github.nd4jinit.report.TrainingPoint;
import io.github.nd4jinit.report.TrainingRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static Configuration configuration(String label, int depth) {
        return Configuration.of(label).withNonlinearity("relu").withHiddenLayers(depth);
    }

    @Test
    void anOutcomeSummarizesAllRuns() {
        Configuration configuration = configuration("ones", 2);
        TrainingRun diverged = TrainingRun.of(
                configuration,
                1,
                List.of(TrainingPoint.of(5, 1, 0.5), TrainingPoint.of(10, Double.POSITIVE_INFINITY, 0.13)));
        TrainingRun good = TrainingRun.of(configuration, 2, List.of(TrainingPoint.of(10, 0.5, 0.5)));
        TrainingRun better = TrainingRun.of(configuration, 3, List.of(TrainingPoint.of(10, 0.5, 0.546)));
        TrainingRun untested = TrainingRun.of(configuration, 4, List.of(TrainingPoint.of(10, 0.5, Double.NaN)));
        assertThat(diverged.lastPoint().accuracy()).isNaN();
        assertThat(Outcome.of(configuration, List.of(diverged, good, better)).text())
                .isEqualTo("52.3 (1 of 3 diverged)");
        assertThat(Outcome.of(configuration, List.of(good, better)).text()).isEqualTo("52.3");
        assertThat(Outcome.of(configuration, List.of(diverged, diverged)).text())
                .isEqualTo("diverges");
        assertThat(Outcome.of(configuration, List.of(untested)).text()).isEqualTo("unknown");
        assertThat(Outcome.of(configuration("ones", 3), List.of(good)).text()).isEqualTo("no run");
    }
}
