package io.github.nd4jinit.examples.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.nd4jinit.examples.report.Point;
import io.github.nd4jinit.examples.report.Run;
import io.github.nd4jinit.examples.report.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finished runs in a CSV file, a line for each point. What stands there need not be run again; to begin anew, delete the file. A run
 * is written when it is finished, and one that was cut off, be it within a line, does not count.
 */
final class Ledger {

    private static final String TITLES = "initializer,nonlinearity,depth,seed,step,loss,accuracy\n";

    private final Path file;
    private final List<Run> runs;

    private Ledger(Path file, List<Run> runs) {
        this.file = file;
        this.runs = runs;
    }

    /** Which run a line belongs to. */
    private record Key(Setup setup, long seed) {}

    /**
     * Opens a ledger, and begins one if there is none.
     *
     * @param file the CSV file
     * @param steps how many steps a run has, unless it diverges
     * @throws IllegalArgumentException if a line that is whole is not one of a ledger
     * @throws IOException if the file cannot be read or written
     */
    static Ledger open(Path file, int steps) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        List<Run> finished = new ArrayList<>();
        if (Files.exists(file)) {
            for (Run run : read(file)) {
                if (run.last().step() == steps || run.diverged()) {
                    finished.add(run);
                }
            }
        }
        // Without what was cut off, so that new lines do not continue it.
        Files.writeString(file, TITLES + finished.stream().map(Ledger::lines).collect(Collectors.joining()), UTF_8);
        return new Ledger(file, finished);
    }

    private static List<Run> read(Path file) throws IOException {
        String text = Files.readString(file, UTF_8);
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        Map<Key, List<Point>> points = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            try {
                Setup setup = new Setup(fields[0], fields[1], Integer.parseInt(fields[2]));
                Point point = new Point(
                        Integer.parseInt(fields[4]), Double.parseDouble(fields[5]), Double.parseDouble(fields[6]));
                points.computeIfAbsent(new Key(setup, Long.parseLong(fields[3])), key -> new ArrayList<>())
                        .add(point);
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException fault) {
                throw new IllegalArgumentException(
                        "%s, line %s: needs %s, received \"%s\"; mend the line, or delete the file to begin anew"
                                .formatted(file, i + 1, TITLES.strip(), lines.get(i)),
                        fault);
            }
        }
        return points.entrySet().stream()
                .map(entry -> new Run(entry.getKey().setup, entry.getKey().seed, entry.getValue()))
                .toList();
    }

    private static String lines(Run run) {
        String key = "%s,%s,%s,%s,"
                .formatted(
                        run.setup().initializer(),
                        run.setup().nonlinearity(),
                        run.setup().depth(),
                        run.seed());
        return run.points().stream()
                .map(point -> key + point.step() + "," + point.loss() + "," + point.accuracy() + "\n")
                .collect(Collectors.joining());
    }

    boolean holds(Trial trial) {
        return runs.stream().anyMatch(run -> run.setup().equals(trial.setup()) && run.seed() == trial.seed());
    }

    void add(Run run) throws IOException {
        Files.writeString(file, lines(run), UTF_8, StandardOpenOption.APPEND);
        runs.add(run);
    }

    List<Run> runs() {
        return List.copyOf(runs);
    }
}
