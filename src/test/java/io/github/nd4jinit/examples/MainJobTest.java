package io.github.nd4jinit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Assignment;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import io.github.nd4jinit.random.Generator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Tests the output of the example. */
class MainJobTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theErrorForAnUnknownModelListsTheKnownModels() {
        assertThat(new MainJob(out, false).run("resnet")).isFalse();
        assertThat(printed().lines()).containsExactly("unknown model \"resnet\"; use resnet50, gpt2, vit_b_16 or all");
    }

    @Test
    void rowsShowExpectedAndMeasuredMoments() {
        Parameter parameter = Network.parameter("encoder.layers.encoder_layer_0.mlp.0.weight\t30x20\tdense");
        Plan plan = Plan.of(Rule.of(Selector.all(), Init.xavierUniform()).withLayout(Layout.OUT_IN.packed(3)));
        Assignment assignment = plan.assign(List.of(parameter)).list().get(0);
        Result result = Result.of(assignment, Generator.seeded(42));
        assertThat(result.asExpected()).isTrue();

        List<String> lines = Table.lines(List.of(result));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).length()).isEqualTo(lines.get(1).length());
        // sqrt(2 / (10 + 20)) = 0.25820
        assertThat(lines.get(1))
                .matches(
                        "\\.\\.ayers\\.encoder_layer_0\\.mlp\\.0\\.weight +30x20 +xavier_uniform\\(gain=1\\), OI\\*\\.packed\\(3\\)"
                                + " +20 +10 +0 +\\S+ +0\\.25820 +0\\.2[4-7]\\d{3} +\\d+\\.\\d");
    }

    @Test
    void theProgressBarOverwritesAndErasesItself() {
        try (ProgressBar bar = new ProgressBar(out, true, 400)) {
            bar.add(100);
            bar.add(200);
        }
        assertThat(printed().split("\r"))
                .anyMatch(line -> line.startsWith("[#######-----------------------]  25 %"))
                .anyMatch(line -> line.startsWith("[######################--------]  75 %"));
        assertThat(printed()).endsWith(" \r").doesNotContain("\n");
    }

    @Test
    void withoutATerminalTheProgressBarPrintsOneLinePerMinute() {
        AtomicLong seconds = new AtomicLong();
        LongSupplier clock = () -> seconds.get() * 1_000_000_000;
        try (ProgressBar bar = new ProgressBar(out, false, 400, ProgressBar.Unit.LAYERS, clock)) {
            for (long second : new long[] {59, 61, 120, 122}) {
                seconds.set(second);
                bar.add(50);
            }
        }
        assertThat(printed().lines())
                .containsExactly(
                        "[#######-----------------------]  25 %  100 of 400 layers trained  1.6/s  3:03 left",
                        "[###############---------------]  50 %  200 of 400 layers trained  1.6/s  2:02 left");
    }
}
