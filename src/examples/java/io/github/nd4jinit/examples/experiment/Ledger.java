package io.github.nd4jinit.examples.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.nd4jinit.examples.report.Point;
import io.github.nd4jinit.examples.report.Run;
import io.github.nd4jinit.examples.report.Setup;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finished runs in a CSV file, a line for each point, which need not be run again. Beside it, for nothing but rows belongs into a
 * CSV file, lies {@code *.settings}, what the runs were made with. A run is written when it is finished; one that was cut off, be it
 * within a line, does not count.
 */
final class Ledger {

    private static final String TITLES = "initializer,nonlinearity,depth,seed,step,loss,accuracy";

    private final Path file;
    private final Map<Key, Run> runs;

    private Ledger(Path file, Map<Key, Run> runs) {
        this.file = file;
        this.runs = runs;
    }

    /** Which run a line belongs to. */
    private record Key(Setup setup, long seed) {

        static Key of(Run run) {
            return new Key(run.setup(), run.seed());
        }

        static Key of(Trial trial) {
            return new Key(trial.setup(), trial.seed());
        }
    }

    /**
     * Opens a ledger, and begins one if there is none. Writes to it at once: what forbids it shall do so before the first run.
     *
     * @param file the CSV file, whose name ends in {@code .csv}
     * @param settings what runs are made with
     * @throws IOException if the file cannot be read or written, is no ledger, or is one of other settings; it is left as it was
     */
    static Ledger open(Path file, Settings settings) throws IOException {
        Path beside = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.csv$", ".settings"));
        List<Run> read = Files.exists(file) ? read(file) : List.of();
        if (!read.isEmpty()) {
            check(file, beside, settings);
        }
        Map<Key, Run> finished = new LinkedHashMap<>();
        read.stream().filter(run -> isFinished(run, settings)).forEach(run -> finished.put(Key.of(run), run));
        Ledger ledger = new Ledger(file, finished);
        replace(beside, String.join("\n", settings.lines()) + "\n");
        ledger.rewrite(); // without what was cut off, so that new lines do not continue it
        return ledger;
    }

    private static void check(Path file, Path beside, Settings settings) throws IOException {
        List<String> received = Files.exists(beside) ? Files.readAllLines(beside, UTF_8) : List.of();
        List<String> needed = new ArrayList<>(settings.lines());
        List<String> instead = new ArrayList<>(received);
        needed.removeAll(received);
        instead.removeAll(settings.lines());
        if (!needed.isEmpty()) {
            throw new IOException("%s: needs runs made with %s, received runs %s; rename or delete it to begin anew"
                    .formatted(
                            file,
                            String.join(", ", needed),
                            instead.isEmpty()
                                    ? "whose settings are not in " + beside
                                    : "made with " + String.join(", ", instead)));
        }
    }

    /** All runs of which there is a point, in the order of their first ones; each one's points in the order of steps. */
    private static List<Run> read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file, UTF_8);
        } catch (MalformedInputException fault) {
            throw malformed(file, 1, "text in UTF-8", "other bytes");
        }
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        if (!text.isEmpty() && (lines.isEmpty() || !lines.get(0).equals(TITLES))) {
            throw malformed(file, 1, TITLES, text.lines().findFirst().orElse(""));
        }
        Map<Key, TreeMap<Integer, Point>> points = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            String[] fields = line.split(",", -1);
            if (fields.length != TITLES.split(",", -1).length) {
                throw malformed(file, i + 1, TITLES, line);
            }
            try {
                Key key = new Key(
                        new Setup(fields[0], fields[1], Integer.parseInt(fields[2])), Long.parseLong(fields[3]));
                Point point = new Point(
                        Integer.parseInt(fields[4]), Double.parseDouble(fields[5]), Double.parseDouble(fields[6]));
                Point before =
                        points.computeIfAbsent(key, none -> new TreeMap<>()).putIfAbsent(point.step(), point);
                if (before != null && !before.equals(point)) {
                    throw malformed(file, i + 1, "the numbers of an earlier line for that step", line);
                }
            } catch (NumberFormatException fault) {
                throw malformed(file, i + 1, TITLES, line);
            }
        }
        return points.entrySet().stream()
                .map(entry -> new Run(
                        entry.getKey().setup,
                        entry.getKey().seed,
                        List.copyOf(entry.getValue().values())))
                .toList();
    }

    private static IOException malformed(Path file, int line, String rule, String received) {
        return new IOException(
                "%s, line %s: needs %s, received \"%s\"; mend it, or rename or delete the file to begin anew"
                        .formatted(file, line, rule, received));
    }

    /** Whether a run came to its end, and none of its points is missing. */
    private static boolean isFinished(Run run, Settings settings) {
        int last = run.last().step();
        return (last == settings.steps() || run.diverged())
                && run.points().size() == (last + settings.every() - 1) / settings.every();
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

    /** The run that a trial became, if it is finished. */
    Optional<Run> find(Trial trial) {
        return Optional.ofNullable(runs.get(Key.of(trial)));
    }

    void add(Run run) throws IOException {
        Files.writeString(file, lines(run), UTF_8, StandardOpenOption.APPEND);
        runs.put(Key.of(run), run);
    }

    /**
     * Puts the runs in order, so that it does not show which were finished first.
     *
     * @param order trials; runs that are none of theirs come last
     */
    void sort(List<Trial> order) throws IOException {
        Map<Key, Run> sorted = new LinkedHashMap<>();
        order.forEach(trial -> find(trial).ifPresent(run -> sorted.put(Key.of(run), run)));
        new ArrayList<>(runs.values()).forEach(run -> sorted.putIfAbsent(Key.of(run), run));
        runs.clear();
        runs.putAll(sorted);
        rewrite();
    }

    private void rewrite() throws IOException {
        replace(file, TITLES + "\n" + runs.values().stream().map(Ledger::lines).collect(Collectors.joining()));
    }

    /** All or nothing: whatever happens, a whole file has the name, the old one or the new one. */
    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text, UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
