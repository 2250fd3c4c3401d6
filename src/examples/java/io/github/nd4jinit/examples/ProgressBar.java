package io.github.nd4jinit.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A progress line that is overwritten in a terminal: the progress, the speed and the remaining time. If the output is not a
 * terminal, such as a log file, a new line is printed once a minute.
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
    private double lastPrinted;
    private long done;
    private int printed;

    /** The counted unit and its format. */
    public enum Unit {
        /** Values, in millions. */
        VALUES(1e6, "%.1f of %.1f M values  %.0f M/s"),
        /** Layers of trained networks, because the training time is proportional to their number. */
        LAYERS(1, "%.0f of %.0f layers trained  %.1f/s");

        private final double size;
        private final String format;

        Unit(double size, String format) {
            this.size = size;
            this.format = format;
        }
    }

    /**
     * Starts a progress line.
     *
     * @param out the output
     * @param terminal whether the output is a terminal
     * @param total the total count
     * @param unit the counted unit
     */
    public ProgressBar(PrintStream out, boolean terminal, long total, Unit unit) {
        this(out, terminal, total, unit, System::nanoTime);
    }

    /** Starts a progress line with the given clock. */
    ProgressBar(PrintStream out, boolean terminal, long total, Unit unit, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
        this.unit = unit;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** Starts a progress line that counts values. */
    ProgressBar(PrintStream out, boolean terminal, long total) {
        this(out, terminal, total, Unit.VALUES);
    }

    /**
     * Returns whether the output is a terminal. JDK 22 to 24 return a console even without a terminal, unless the property
     * {@code jdk.console} selects the older implementation.
     */
    @SuppressWarnings("SystemConsoleNull") // with this property, the console can be null
    public static boolean isInteractive() {
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }

    /**
     * Advances the progress.
     *
     * @param more the additional count
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
        } else if (seconds - lastPrinted >= MINUTE) {
            out.println(text);
            lastPrinted = seconds;
        }
    }

    /** Erases the line. */
    @Override
    public void close() {
        if (terminal) {
            print("");
            print("");
        }
    }

    /**
     * Overwrites the previous text completely, with blanks instead of a control sequence, because blanks work everywhere.
     */
    private void print(String text) {
        out.print("\r" + text + " ".repeat(Math.max(0, printed - text.length())));
        out.flush();
        printed = text.length();
    }
}
