package io.github.nd4jinit.examples.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.nd4jinit.report.Configuration;
import io.github.nd4jinit.report.TrainingPoint;
import io.github.nd4jinit.report.TrainingRun;
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
 * A CSV file of finished runs, with a line for each point, so that finished runs do not have to be repeated. A second file,
 * {@code *.settings}, contains the settings of the runs. A run is written when it is finished; an incomplete run, which may
 * end within a line, is ignored.
 */
final class RunLog {

    private static final String TITLES = "initializer,nonlinearity,depth,seed,step,loss,accuracy";

    private final Path file;
    private final Map<Key, TrainingRun> runs;

    private RunLog(Path file, Map<Key, TrainingRun> runs) {
        this.file = file;
        this.runs = runs;
    }

    /** Identifies the run that a line belongs to. */
    private record Key(Configuration configuration, long seed) {

        static Key of(TrainingRun run) {
            return new Key(run.configuration(), run.seed());
        }

        static Key of(Trial trial) {
            return new Key(trial.configuration(), trial.seed());
        }
    }

    /**
     * Opens a log, or creates it if it does not exist. The log is written immediately, so that a write error occurs before
     * the first run.
     *
     * @param file the CSV file, whose name ends in {@code .csv}
     * @param settings the settings of the runs
     * @throws IOException if the file cannot be read or written, is not a log, or has other settings; in this case, the
     *     file is unchanged
     */
    static RunLog open(Path file, Settings settings) throws IOException {
        Path beside = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.csv$", ".settings"));
        List<TrainingRun> read = Files.exists(file) ? read(file) : List.of();
        if (!read.isEmpty()) {
            check(file, beside, settings);
        }
        Map<Key, TrainingRun> finished = new LinkedHashMap<>();
        read.stream().filter(run -> isFinished(run, settings)).forEach(run -> finished.put(Key.of(run), run));
        RunLog runLog = new RunLog(file, finished);
        replace(beside, String.join("\n", settings.lines()) + "\n");
        runLog.rewrite(); // without an incomplete last line, to which new lines would be appended
        return runLog;
    }

    private static void check(Path file, Path beside, Settings settings) throws IOException {
        List<String> received = Files.exists(beside) ? Files.readAllLines(beside, UTF_8) : List.of();
        List<String> needed = new ArrayList<>(settings.lines());
        List<String> instead = new ArrayList<>(received);
        needed.removeAll(received);
        instead.removeAll(settings.lines());
        if (!needed.isEmpty()) {
            throw new IOException("%s: needs runs with %s, but has runs %s; rename or delete it to start a new log"
                    .formatted(
                            file,
                            String.join(", ", needed),
                            instead.isEmpty()
                                    ? "without settings in " + beside
                                    : "with " + String.join(", ", instead)));
        }
    }

    /**
     * Returns all runs with at least one point, in the order of their first points; the points of each run are in the order
     * of steps.
     */
    private static List<TrainingRun> read(Path file) throws IOException {
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
        Map<Key, TreeMap<Integer, TrainingPoint>> points = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            String[] fields = line.split(",", -1);
            if (fields.length != TITLES.split(",", -1).length) {
                throw malformed(file, i + 1, TITLES, line);
            }
            try {
                Key key = new Key(
                        Configuration.of(fields[0])
                                .withNonlinearity(fields[1])
                                .withHiddenLayers(Integer.parseInt(fields[2])),
                        Long.parseLong(fields[3]));
                TrainingPoint point = TrainingPoint.of(
                        Integer.parseInt(fields[4]), Double.parseDouble(fields[5]), Double.parseDouble(fields[6]));
                TrainingPoint before =
                        points.computeIfAbsent(key, none -> new TreeMap<>()).putIfAbsent(point.step(), point);
                if (before != null && !before.equals(point)) {
                    throw malformed(file, i + 1, "the values of the earlier line for this step", line);
                }
            } catch (IllegalArgumentException fault) { // not a number, or a negative depth
                throw malformed(file, i + 1, TITLES, line);
            }
        }
        return points.entrySet().stream()
                .map(entry -> TrainingRun.of(
                        entry.getKey().configuration,
                        entry.getKey().seed,
                        List.copyOf(entry.getValue().values())))
                .toList();
    }

    private static IOException malformed(Path file, int line, String rule, String received) {
        return new IOException(
                "%s, line %s: needs %s, but was \"%s\"; correct it, or rename or delete the file to start a new log"
                        .formatted(file, line, rule, received));
    }

    /** Returns whether a run is finished and has all of its points. */
    private static boolean isFinished(TrainingRun run, Settings settings) {
        int last = run.lastPoint().step();
        return (last == settings.steps() || run.isDiverged())
                && run.points().size() == (last + settings.every() - 1) / settings.every();
    }

    private static String lines(TrainingRun run) {
        String key = "%s,%s,%s,%s,"
                .formatted(
                        run.configuration().label(),
                        run.configuration().nonlinearity(),
                        run.configuration().hiddenLayers(),
                        run.seed());
        return run.points().stream()
                .map(point -> key + point.step() + "," + point.loss() + "," + point.accuracy() + "\n")
                .collect(Collectors.joining());
    }

    /** Returns the finished run of a trial, if there is one. */
    Optional<TrainingRun> find(Trial trial) {
        return Optional.ofNullable(runs.get(Key.of(trial)));
    }

    void add(TrainingRun run) throws IOException {
        Files.writeString(file, lines(run), UTF_8, StandardOpenOption.APPEND);
        runs.put(Key.of(run), run);
    }

    /**
     * Sorts the runs, so that the file does not depend on the order in which they finished.
     *
     * @param order trials; runs of other trials come last
     */
    void sort(List<Trial> order) throws IOException {
        Map<Key, TrainingRun> sorted = new LinkedHashMap<>();
        order.forEach(trial -> find(trial).ifPresent(run -> sorted.put(Key.of(run), run)));
        new ArrayList<>(runs.values()).forEach(run -> sorted.putIfAbsent(Key.of(run), run));
        runs.clear();
        runs.putAll(sorted);
        rewrite();
    }

    private void rewrite() throws IOException {
        replace(file, TITLES + "\n" + runs.values().stream().map(RunLog::lines).collect(Collectors.joining()));
    }

    /** Replaces a file atomically: at any time, either the old or the new file is complete. */
    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text, UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
