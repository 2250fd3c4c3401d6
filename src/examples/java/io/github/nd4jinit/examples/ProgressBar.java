package io.github.nd4jinit.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A line at the foot of a terminal that is written over and over: how far, how fast, how much longer. Where nobody watches, such as in
 * a log file, a line a minute.
 */
public final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final double MINUTE = 60;

    private final PrintStream out;
    private final boolean terminal;
    private final long total;
    private final Unit unit;
    private final LongSupplier nanos;
    private final long start;
    private double told;
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
     * @param terminal whether someone watches
     * @param total how many there will be
     * @param unit of what
     */
    public ProgressBar(PrintStream out, boolean terminal, long total, Unit unit) {
        this(out, terminal, total, unit, System::nanoTime);
    }

    /** With a clock of one's own. */
    ProgressBar(PrintStream out, boolean terminal, long total, Unit unit, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
        this.unit = unit;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** Begins to count values. */
    ProgressBar(PrintStream out, boolean terminal, long total) {
        this(out, terminal, total, Unit.VALUES);
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
        double seconds = (nanos.getAsLong() - start) / 1e9;
        int filled = (int) (WIDTH * done / total);
        Duration left = Duration.ofSeconds(Math.round(seconds * (total - done) / done));
        String text = "[%s%s] %3d %%  %s  %d:%02d left"
                .formatted(
                        "#".repeat(filled),
                        "-".repeat(WIDTH - filled),
                        100 * done / total,
                        unit.format.formatted(done / unit.size, total / unit.size, done / unit.size / seconds),
                        left.toMinutes(),
                        left.toSecondsPart());
        if (terminal) {
            print(text);
        } else if (seconds - told >= MINUTE) {
            out.println(text);
            told = seconds;
        }
    }

    /** Wipes the line. */
    @Override
    public void close() {
        if (terminal) {
            print("");
            print("");
        }
    }

    /** Writes over what was written before, to its end. Blanks rather than a control sequence: they work everywhere. */
    private void print(String text) {
        out.print("\r" + text + " ".repeat(Math.max(0, printed - text.length())));
        out.flush();
        printed = text.length();
    }
}
