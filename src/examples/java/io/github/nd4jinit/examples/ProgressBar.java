package io.github.nd4jinit.examples;

import java.io.PrintStream;
import java.time.Duration;

/** A line at the foot of a terminal that is written over and over: how far, how fast, how much longer. */
public final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean visible;
    private final long total;
    private final Unit unit;
    private final long start = System.nanoTime();
    private long done;
    private int printed;

    /** What is counted, and how it is told. */
    public enum Unit {
        /** Values, in millions. */
        VALUES(1e6, "%.1f of %.1f M values  %.0f M/s"),
        /** Runs that count as much as the layers that they train, for those are what takes time. */
        LAYERS(1, "%.0f of %.0f layers trained  %.1f/s");

        private final double size;
        private final String format;

        Unit(double size, String format) {
            this.size = size;
            this.format = format;
        }
    }

    /**
     * Begins.
     *
     * @param out where to write to
     * @param visible false for silence: a log file has no use for a line that is written over
     * @param total how many there will be
     * @param unit of what
     */
    public ProgressBar(PrintStream out, boolean visible, long total, Unit unit) {
        this.out = out;
        this.visible = visible;
        this.total = total;
        this.unit = unit;
    }

    /** Begins to count values. */
    ProgressBar(PrintStream out, boolean visible, long total) {
        this(out, visible, total, Unit.VALUES);
    }

    /** Whether someone watches. JDK 22 to 24 have a console even if nobody does, unless asked for the one of old. */
    @SuppressWarnings("SystemConsoleNull") // It is asked for.
    public static boolean watched() {
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }

    /**
     * Moves on.
     *
     * @param more by how many
     */
    public void add(long more) {
        done += more;
        double seconds = (System.nanoTime() - start) / 1e9;
        int filled = (int) (WIDTH * done / total);
        Duration left = Duration.ofSeconds(Math.round(seconds * (total - done) / done));
        print("[%s%s] %3d %%  %s  %d:%02d left"
                .formatted(
                        "#".repeat(filled),
                        "-".repeat(WIDTH - filled),
                        100 * done / total,
                        unit.format.formatted(done / unit.size, total / unit.size, done / unit.size / seconds),
                        left.toMinutes(),
                        left.toSecondsPart()));
    }

    /** Wipes the line. */
    @Override
    public void close() {
        print("");
        print("");
    }

    /** Writes over what was written before, to its end. Blanks rather than a control sequence: they work everywhere. */
    private void print(String text) {
        if (visible) {
            out.print("\r" + text + " ".repeat(Math.max(0, printed - text.length())));
            out.flush();
            printed = text.length();
        }
    }
}
