package io.github.nd4jinit.manual;

import static java.util.stream.Collectors.averagingDouble;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the tables with {@code experiment.csv}, which contains the final accuracy of each run of the experiment. */
class ExperimentPageTest {

    private static final int SEEDS = 3;
    private static final int RUNS = 405;

    /** A line of the file. The accuracy is NaN if the run diverged. */
    private record Run(String initializer, String nonlinearity, int depth, double accuracy) {}

    private static List<String> lines() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                ExperimentPageTest.class.getResourceAsStream("experiment.csv"), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    private static List<Run> runs() throws IOException {
        return lines().stream()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(fields -> new Run(
                        fields[0],
                        fields[1],
                        Integer.parseInt(fields[2]),
                        fields[4].equals("diverged") ? Double.NaN : Double.parseDouble(fields[4])))
                .toList();
    }

    @Test
    void theFileContainsEveryRunOnce() throws IOException {
        assertThat(runs()).hasSize(RUNS);
        assertThat(lines()).doesNotHaveDuplicates();
    }

    @Test
    void settings() throws IOException {
        Map<String, String> settings = lines().stream()
                .filter(line -> line.startsWith("# ") && line.contains(" = "))
                .map(line -> line.substring(2).split(" = ", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        for (List<String> row :
                Table.checkedBy("experiment.md", "ExperimentPageTest.settings").rows()) {
            String expected = switch (row.get(0)) {
                case "training examples" -> settings.get("train");
                case "test examples" -> settings.get("test");
                case "learning rate" -> settings.get("rate");
                case "examples per step" -> settings.get("batch");
                case "steps" -> settings.get("steps");
                case "inputs", "optimizer" -> row.get(1); // not a number
                default -> throw new AssertionError("unknown setting " + row.get(0));
            };
            assertThat(row.get(1)).as(row.get(0)).isEqualTo(expected);
        }
    }

    @Test
    void relu() throws IOException {
        check("relu");
    }

    @Test
    void tanh() throws IOException {
        check("tanh");
    }

    @Test
    void gelu() throws IOException {
        check("gelu");
    }

    private static void check(String nonlinearity) throws IOException {
        Table table = Table.checkedBy("experiment.md", "ExperimentPageTest." + nonlinearity);
        List<Run> runs = runs().stream()
                .filter(run -> run.nonlinearity.equals(nonlinearity))
                .toList();
        List<String> initializers = new ArrayList<>();
        for (List<String> row : table.rows()) {
            String initializer = row.get(0).replace("`", "");
            initializers.add(initializer);
            for (int column = 1; column < row.size(); column++) {
                int depth = Integer.parseInt(table.header().get(column).replace(" layers", ""));
                List<Run> selected = runs.stream()
                        .filter(run -> run.initializer.equals(initializer) && run.depth == depth)
                        .toList();
                assertThat(row.get(column))
                        .as("%s, %s layers", initializer, depth)
                        .isEqualTo(outcome(selected));
            }
        }
        assertThat(initializers)
                .containsExactlyElementsOf(
                        runs.stream().map(Run::initializer).distinct().toList());
    }

    /** Returns the mean accuracy, in percent, of the runs that did not diverge. */
    private static String outcome(List<Run> runs) {
        assertThat(runs).hasSize(SEEDS);
        List<Run> finished =
                runs.stream().filter(run -> Double.isFinite(run.accuracy)).toList();
        if (finished.isEmpty()) {
            return "diverges";
        }
        String percent =
                String.format(Locale.ROOT, "%.1f", 100 * finished.stream().collect(averagingDouble(Run::accuracy)));
        return finished.size() == SEEDS
                ? percent
                : "%s (%d of %d diverged)".formatted(percent, SEEDS - finished.size(), SEEDS);
    }
}
